import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import type { ByteSource } from "../../src/intake/csv/read-table.ts";

export function makeShop(id: string, timeZone = "Europe/Berlin", code = "EUR"): Shop {
  const zone = parseTimeZone(timeZone);
  const currency = parseCurrency(code);
  if (!zone || !currency) throw new Error(`no such zone or currency: ${timeZone}, ${code}`);
  return { id, name: id, zone, currency, country: null, weekStart: 1, simulated: false };
}

/** A file in memory, handed out in chunks of so many bytes. */
export function makeFile(content: string | Uint8Array, chunkBytes = 64, name = "file.csv"): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

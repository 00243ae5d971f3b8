/** The orders everything is measured on: 25 months up to a fixed instant, the same every time; as facts and as a file. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseTimeZone } from "../src/core/calendar/time-zone.ts";
import { businessDayOf, hourStartOf, hourStarts } from "../src/core/calendar/zone-clock.ts";
import type { MeasureFact, OrderLineFact, RefundFact } from "../src/core/facts.ts";
import { parseCurrency } from "../src/core/money.ts";
import type { Shop } from "../src/core/shop.ts";
import { createRandom, drawIndex } from "../src/demo/random.ts";

/** Wednesday morning: "yesterday" is 3 March 2026. */
export const NOW_MS = Date.parse("2026-03-04T08:00:00Z");
const FROM_MS = Date.parse("2024-02-03T23:00:00Z");

const CHANNELS = ["organic", "paid", "email", "social", "pos"] as const;
const PRODUCTS = 400;
const DAY_MS = 86_400_000;

export const BENCH_SHOP: Shop = makeShop();

interface BenchLine {
  readonly orderId: string;
  readonly placedAtMs: number;
  readonly channel: string;
  readonly customer: string;
  readonly product: number;
  readonly quantity: number;
  readonly priceMinor: number;
}

/** In order of time, four lines to three orders; every customer comes four times. */
export function* benchLines(orders: number): Generator<BenchLine> {
  const random = createRandom("bench", orders);
  const stepMs = (NOW_MS - FROM_MS) / orders;
  for (let index = 0; index < orders; index++) {
    const placedAtMs = Math.floor(FROM_MS + index * stepMs);
    const channel = CHANNELS[drawIndex(random, CHANNELS.length)] ?? "organic";
    const customer = `c${drawIndex(random, Math.ceil(orders / 4))}@example.com`;
    for (let line = index % 3 === 0 ? 2 : 1; line > 0; line--) {
      const product = drawIndex(random, PRODUCTS);
      const quantity = 1 + drawIndex(random, 3);
      yield { orderId: `B${index}`, placedAtMs, channel, customer, product, quantity, priceMinor: 490 + product * 13 };
    }
  }
}

export function* orderFacts(orders: number): Generator<OrderLineFact> {
  const { zone } = BENCH_SHOP;
  for (const { orderId, placedAtMs, channel, customer, product, quantity, priceMinor } of benchLines(orders)) {
    const order = {
      ...{ orderId, placedAtMs, day: businessDayOf(placedAtMs, zone), hourStartMs: hourStartOf(placedAtMs, zone) },
      ...{ channel, customer, country: "DE", status: "paid", discountCodes: "", discount: null, tax: null, shipping: null },
    };
    yield { order, sku: `S${product}`, product: `Product ${product}`, quantity, gross: quantity * priceMinor, discount: 0 };
  }
}

/** One order in twenty comes back, three days later. */
export function* refundFacts(orders: number): Generator<RefundFact> {
  const { zone } = BENCH_SHOP;
  let index = 0;
  for (const { orderId, placedAtMs, product, quantity, priceMinor } of benchLines(orders)) {
    const refundedAtMs = placedAtMs + 3 * DAY_MS;
    if (index++ % 27 !== 0 || refundedAtMs > NOW_MS) continue;
    yield {
      ...{ refundId: `R${index}`, orderId, refundedAtMs, day: businessDayOf(refundedAtMs, zone) },
      ...{ hourStartMs: hourStartOf(refundedAtMs, zone), amount: quantity * priceMinor, sku: `S${product}` },
      ...{ product: `Product ${product}`, quantity, reason: "", channel: "", country: "" },
    };
  }
}

/** Hourly visits of every channel that has any. */
export function* sessionFacts(orders: number): Generator<MeasureFact> {
  const starts = hourStarts(FROM_MS, NOW_MS, BENCH_SHOP.zone);
  const sessions = Math.ceil((orders / starts.length) * 10);
  for (const hourStartMs of starts) {
    const day = businessDayOf(hourStartMs, BENCH_SHOP.zone);
    for (const channel of CHANNELS.slice(0, 4)) {
      const rest = { device: "", country: "", category: "", values: { sessions }, availableAtMs: NOW_MS };
      yield { bucket: { grain: "hour", hourStartMs, day }, channel, ...rest };
    }
  }
}

/** Writes the orders as a file in Shopbell's own format; resolves to its number of lines. */
export async function writeOrdersCsv(path: string, orders: number): Promise<number> {
  let lines = 0;
  function* text(): Generator<string> {
    let block = "order_id,placed_at,channel,customer_id,sku,product,quantity,unit_price,status,currency\n";
    for (const line of benchLines(orders)) {
      lines++;
      const price = (line.priceMinor / 100).toFixed(2);
      const placedAt = new Date(line.placedAtMs).toISOString();
      block += `${line.orderId},${placedAt},${line.channel},${line.customer},S${line.product},Product ${line.product},${line.quantity},${price},paid,EUR\n`;
      if (block.length < 65_536) continue;
      yield block;
      block = "";
    }
    yield block;
  }
  await pipeline(Readable.from(text()), createWriteStream(path));
  return lines;
}

function makeShop(): Shop {
  const zone = parseTimeZone("Europe/Berlin");
  const currency = parseCurrency("EUR");
  if (zone === null || currency === null) throw new Error("Europe/Berlin and EUR are a zone and a currency");
  return { id: "bench", name: "Bench", zone, currency, country: "DE", weekStart: 1, simulated: false };
}

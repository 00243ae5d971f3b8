/** Who the demo shop is. Its name says what it is wherever it is shown. */
import { parseTimeZone } from "../core/calendar/time-zone.ts";
import { parseCurrency } from "../core/money.ts";
import type { Shop } from "../core/shop.ts";

export const DEMO_SHOP: Shop = makeDemoShop();

function makeDemoShop(): Shop {
  const zone = parseTimeZone("Europe/Berlin");
  const currency = parseCurrency("EUR");
  if (zone === null || currency === null) throw new Error("Europe/Berlin and EUR are a zone and a currency");
  return { id: "demo", name: "Tea & Table 茶与桌 (simulated)", zone, currency, country: "DE", weekStart: 1, simulated: true };
}

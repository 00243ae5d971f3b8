/** The orders of a day, with their baskets. Everything told of them elsewhere (lines, refunds, costs) follows from these. */
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import type { OrderHead } from "../core/facts.ts";
import { campaignOn } from "./campaigns.ts";
import type { DemoChannel } from "./channels.ts";
import { createBuyers } from "./customers.ts";
import type { IncidentKind } from "./incidents.ts";
import { type PlannedHour, planDay } from "./plan-day.ts";
import { companionOf, DEMO_PRODUCTS, type DemoProduct } from "./products.ts";
import { createDraw, createRandom, type Random } from "./random.ts";
import { isGiftSeason } from "./rhythm.ts";

interface SimulatedLine {
  readonly product: DemoProduct;
  readonly quantity: number;
  readonly gross: number;
  readonly discount: number;
}

export interface SimulatedOrder {
  readonly head: OrderHead & { readonly discount: number };
  readonly channel: DemoChannel;
  readonly incident: IncidentKind | null;
  readonly lines: readonly [SimulatedLine, ...SimulatedLine[]];
  /** Gross less every discount. */
  readonly paid: number;
}

const FREE_SHIPPING_FROM = 5900;
const SHIPPING = 490;
const VOUCHER_SHARE = 0.1;
/** Vouchers come in newsletters. */
const EMAIL_VOUCHER_SHARE = 0.3;
/** The code of every voucher outside newsletters: newcomers' welcome, a friend's referral, the season's. */
const drawCode = createDraw(["WELCOME10", "REFER10", "TEATIME10"], (code) => ({ WELCOME10: 5, REFER10: 3, TEATIME10: 2 })[code] ?? 0);
const EMAIL_CODE = "NEWS10";
/** How often the second thing in a basket is what goes with the first. */
const COMPANION_SHARE = 0.4;
/** Cheaper things are taken by the handful. */
const SEVERAL_UP_TO_MINOR = 2500;

const drawProduct = createDraw(DEMO_PRODUCTS, ({ weight }) => weight);
const drawGift = createDraw(DEMO_PRODUCTS, ({ weight, category }) => weight * (category === "Gifts" ? 3 : 1));
const drawLineCount = createDraw([1, 2, 3, 4], (count) => [0, 44, 30, 17, 9][count] ?? 0);
const drawQuantity = createDraw([1, 2, 3], (count) => [0, 63, 25, 12][count] ?? 0);

/** In order of time, up to the hour that begins at `untilMs`. */
export function* simulateOrders(day: BusinessDay, untilMs: EpochMs): Generator<SimulatedOrder> {
  const random = createRandom("demo", "orders", day);
  // Streams of their own: what is drawn from them moves nothing else of the day.
  const pairing = createRandom("demo", "pairs", day);
  const coding = createRandom("demo", "codes", day);
  const drawBuyer = createBuyers(day);
  const priceOff = campaignOn(day)?.priceOff ?? 0;
  const pickProduct = isGiftSeason(day) ? drawGift : drawProduct;
  let number = 0;
  for (const hour of planDay(day, untilMs)) {
    for (const { channel, placedAtMs } of drawArrivals(random, hour)) {
      const { customer, country } = drawBuyer(random, channel);
      const isOnline = "conversion" in channel;
      const lines = pairUp(pairing, drawBasket(random, pickProduct, isOnline ? priceOff : 0), isOnline ? priceOff : 0);
      const before = lines.reduce((sum, { gross, discount }) => sum + gross - discount, 0);
      const discount =
        isOnline && random() < (channel.name === "email" ? EMAIL_VOUCHER_SHARE : VOUCHER_SHARE) ? Math.round(before / 10) : 0;
      const paid = before - discount;
      number++;
      yield {
        head: {
          orderId: `${day}-${String(number).padStart(4, "0")}`,
          placedAtMs,
          day,
          hourStartMs: hour.hourStartMs,
          channel: channel.name,
          customer,
          country: country.code,
          status: "paid",
          discountCodes: discount === 0 ? "" : channel.name === "email" ? EMAIL_CODE : drawCode(coding),
          discount,
          tax: Math.round((paid * country.taxPercent) / 100),
          shipping: isOnline && paid < FREE_SHIPPING_FROM ? SHIPPING : 0,
        },
        channel,
        incident: hour.incident,
        lines,
        paid,
      };
    }
  }
}

function drawArrivals(random: Random, { hourStartMs, site, elsewhere }: PlannedHour) {
  return [...site, ...elsewhere]
    .flatMap(({ channel, orders }) => Array.from({ length: orders }, () => ({ channel, placedAtMs: hourStartMs + drawSecond(random) })))
    .sort((a, b) => a.placedAtMs - b.placedAtMs);
}

function drawSecond(random: Random): number {
  return Math.floor(random() * 3600) * 1000;
}

function drawBasket(random: Random, pickProduct: (random: Random) => DemoProduct, priceOff: number): SimulatedOrder["lines"] {
  const first = drawLine(random, pickProduct(random), priceOff);
  const others: SimulatedLine[] = [];
  for (let more = drawLineCount(random) - 1; more > 0; more--) {
    const product = pickProduct(random);
    // Picked twice is picked once: the basket is a little smaller.
    if (product !== first.product && others.every((line) => line.product !== product)) others.push(drawLine(random, product, priceOff));
  }
  return [first, ...others];
}

function pairUp(random: Random, [first, second, ...others]: SimulatedOrder["lines"], priceOff: number): SimulatedOrder["lines"] {
  if (second === undefined) return [first];
  const companion = random() < COMPANION_SHARE ? companionOf(first.product) : null;
  const isThere = others.some(({ product }) => product === companion);
  return [first, companion === null || isThere ? second : lineOf(companion, 1, priceOff), ...others];
}

function drawLine(random: Random, product: DemoProduct, priceOff: number): SimulatedLine {
  const quantity = product.priceMinor <= SEVERAL_UP_TO_MINOR ? drawQuantity(random) : 1;
  return lineOf(product, quantity, priceOff);
}

function lineOf(product: DemoProduct, quantity: number, priceOff: number): SimulatedLine {
  const gross = product.priceMinor * quantity;
  return { product, quantity, gross, discount: Math.round(gross * priceOff) };
}

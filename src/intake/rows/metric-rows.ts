/** Rows of a metrics file to hourly and daily measures. */
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { TimeZone } from "../../core/calendar/period.ts";
import { dayBounds, nextHourStart } from "../../core/calendar/zone-clock.ts";
import type { MeasureFact } from "../../core/facts.ts";
import type { Measure } from "../../core/metrics/metric.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Columns, TableShape } from "../columns.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCount } from "../readers/count-reader.ts";
import type { Fault } from "../readers/fault.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { createTimeReader } from "../readers/time-reader.ts";
import type { FactBatch, RowContext, RowReader } from "./row-context.ts";
import { cellOf, MAX_WORD_CHARS } from "./row-context.ts";

const COUNTS = [
  ["sessions", "sessions"],
  ["visitors", "visitors"],
  ["add_to_carts", "addToCarts"],
  ["checkouts", "checkouts"],
  ["converted_sessions", "convertedSessions"],
  ["orders", "orders"],
  ["units", "units"],
  ["new_customers", "newCustomers"],
] as const satisfies readonly (readonly [string, Measure])[];
/** `revenue` is before discounts and refunds, which have columns of their own. */
const AMOUNTS = [
  ["revenue", "gross"],
  ["discounts", "discounts"],
  ["refunds", "returns"],
  ["ad_spend", "adSpend"],
  ["cogs", "cogs"],
] as const satisfies readonly (readonly [string, Measure])[];

export type MetricField =
  | "timestamp"
  | "date"
  | "shop"
  | "channel"
  | "device"
  | "country"
  | "category"
  | "available_at"
  | (typeof COUNTS)[number][0]
  | (typeof AMOUNTS)[number][0];

export const METRICS_TABLE: TableShape<MetricField> = {
  kind: "metrics",
  fields: {
    timestamp: [],
    date: [],
    shop: [],
    channel: [],
    device: [],
    country: [],
    category: [],
    available_at: [],
    sessions: [],
    visitors: [],
    add_to_carts: [],
    checkouts: [],
    converted_sessions: [],
    orders: [],
    units: [],
    new_customers: [],
    revenue: [],
    discounts: [],
    refunds: [],
    ad_spend: [],
    cogs: [],
  },
  required: [
    ["timestamp", "date"],
    [
      "sessions",
      "visitors",
      "add_to_carts",
      "checkouts",
      "converted_sessions",
      "orders",
      "units",
      "new_customers",
      "revenue",
      "discounts",
      "refunds",
      "ad_spend",
      "cogs",
    ],
  ],
};

export function createMetricRows(columns: Columns<MetricField>, context: RowContext, batch: FactBatch): RowReader {
  const { shop, tally, nowMs, fail } = context;
  const money = createMoneyReader(currencyDigits(shop.currency), tally);
  const times = createTimeReader(shop.zone, tally);
  const counts = COUNTS.map(([field, measure]) => ({ column: columns[field], measure })).filter(({ column }) => column >= 0);
  const amounts = AMOUNTS.map(([field, measure]) => ({ column: columns[field], measure })).filter(({ column }) => column >= 0);

  function readFact(cells: readonly string[], line: number): MeasureFact | null {
    const refuse = (column: number, fault: Fault): null => fail(line, column, cellOf(cells, column), fault);
    const timestamp = cellOf(cells, columns.timestamp);
    const bucket = timestamp === "" ? readDay(cellOf(cells, columns.date)) : readHour(timestamp);
    if ("expected" in bucket) return refuse(timestamp === "" && columns.date >= 0 ? columns.date : columns.timestamp, bucket);

    const values: Partial<Record<Measure, number>> = {};
    for (const { column, measure } of counts) {
      const text = cellOf(cells, column);
      if (text === "") continue;
      const count = readCount(text);
      if (typeof count !== "number") return refuse(column, count);
      if (count < 0) return refuse(column, { expected: "0 or more" });
      values[measure] = count;
    }
    for (const { column, measure } of amounts) {
      const text = cellOf(cells, column);
      if (text === "") continue;
      const amount = money.amount(text);
      if (typeof amount !== "number") return refuse(column, amount);
      if (amount < 0) return refuse(column, { expected: "0 or more: what was given back or spent is a positive amount" });
      values[measure] = amount;
    }

    // Known at its end, unless the row tells: the same for every import of the same row, so that repeating changes nothing.
    let availableAtMs = Math.min(nowMs, endOf(bucket, shop.zone));
    const available = cellOf(cells, columns.available_at);
    if (available !== "") {
      const moment = times.read(available);
      if ("expected" in moment) return refuse(columns.available_at, moment);
      availableAtMs = moment.ms;
    }
    return {
      bucket,
      channel: cleanText(cellOf(cells, columns.channel), MAX_WORD_CHARS),
      device: cleanText(cellOf(cells, columns.device), MAX_WORD_CHARS),
      country: cleanText(cellOf(cells, columns.country), MAX_WORD_CHARS),
      category: cleanText(cellOf(cells, columns.category), MAX_WORD_CHARS),
      values,
      availableAtMs,
    };
  }

  function readHour(text: string): MeasureFact["bucket"] | Fault {
    const moment = times.read(text);
    if ("expected" in moment) return moment;
    if (moment.ms !== moment.hourStartMs) return { expected: `the start of an hour in ${shop.zone}, such as 2026-11-01T08:00` };
    return { grain: "hour", hourStartMs: moment.hourStartMs, day: moment.day };
  }

  return {
    readRow(cells, line) {
      const fact = readFact(cells, line);
      if (fact) batch.measures.push(fact);
    },
    end: () => {},
  };
}

function readDay(text: string): MeasureFact["bucket"] | Fault {
  const day = parseBusinessDay(text.replaceAll("/", "-"));
  return day ? { grain: "day", day } : { expected: "a day such as 2026-11-01" };
}

function endOf(bucket: MeasureFact["bucket"], zone: TimeZone): number {
  return bucket.grain === "hour" ? nextHourStart(bucket.hourStartMs, zone) : dayBounds(bucket.day, zone).toMs;
}

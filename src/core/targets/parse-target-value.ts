/** A target's value as people write it: 3,000,000 · 3m · €300k · 300万 · 3.5% · 4x. */
import { METRICS } from "../metrics/catalogue.ts";
import type { MetricId } from "../metrics/metric.ts";
import { type Currency, currencyDigits } from "../money.ts";

const SCALES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, m: 1e6, mn: 1e6, mio: 1e6, bn: 1e9, b: 1e9 },
  ...{ 千: 1e3, 万: 1e4, 萬: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 億: 1e8 },
};

/** Grouped by commas or apostrophes, or by points in at least two places; "3.000" could be three or three thousand. */
const NUMBER = /^(?:(\d{1,3}(?:[,']\d{3})+(?:\.\d+)?)|(\d{1,3}(?:\.\d{3}){2,})|(\d+(?:\.\d+)?))([\p{L}%×]*)$/u;

/** Minor units of the currency, a whole count, or a plain ratio; null for what is none or could be two things. */
export function parseTargetValue(text: string, metric: MetricId, currency: Currency): number | null {
  const { unit, display } = METRICS[metric];
  const bare = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[$€£¥₩₹]/u, "")
    .replace(/[$€£¥₩₹元]$/u, "");
  const match = NUMBER.exec(bare);
  if (match === null) return null;
  const [, grouped, pointed, plain, suffix = ""] = match;
  const hasThreeDecimals = unit === "money" && currencyDigits(currency) === 3;
  if (plain !== undefined && /\.\d{3}$/.test(plain) && suffix === "" && unit !== "ratio" && !hasThreeDecimals) return null;
  const number = Number(grouped?.replace(/[,']/g, "") ?? pointed?.replaceAll(".", "") ?? plain);
  if (unit === "ratio") return checked(ratioOf(number, suffix, display === "percent"));
  const scale = suffix === "" ? 1 : SCALES[suffix];
  if (scale === undefined) return null;
  const scaled = number * scale * (unit === "money" ? 10 ** currencyDigits(currency) : 1);
  // What floating point adds to a decimal is far below the last digit; what people add beyond it is no amount.
  return Math.abs(scaled - Math.round(scaled)) > 1e-4 ? null : checked(Math.round(scaled));
}

/** "3.5%" and "0.035" are the same rate; nobody converts 350 % of the visits. */
function ratioOf(number: number, suffix: string, isPercent: boolean): number | null {
  if (suffix === "%") return isPercent && number <= 100 ? number / 100 : null;
  if (!isPercent) return ["", "x", "×"].includes(suffix) ? number : null;
  if (suffix !== "") return null;
  return number < 1 ? number : number <= 100 ? number / 100 : null;
}

function checked(value: number | null): number | null {
  return value !== null && value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : null;
}

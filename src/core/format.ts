/**
 * Numbers as people read them, in each language.
 *
 * `Intl` knows the languages; formatters are made once, and named locales keep the output free of the machine's own.
 */
import type { Locale } from "./locale.ts";
import { type Currency, currencyDigits, roundMinor } from "./money.ts";

const TAGS: Readonly<Record<Locale, string>> = { en: "en-US", zh: "zh-CN" };

/** Making a formatter takes some 50 µs, using one 1 µs. Few combinations exist: locales x currencies x styles. */
const formatters = new Map<string, Intl.NumberFormat>();

const COMPACT: Intl.NumberFormatOptions = {
  notation: "compact",
  maximumSignificantDigits: 3,
  maximumFractionDigits: 2,
  roundingPriority: "lessPrecision",
};

/** "$1,234.50", "US$1,234.50". Rounds an average to whole minor units. */
export function formatMoney(minor: number, currency: Currency, locale: Locale): string {
  const digits = currencyDigits(currency);
  return formatWith(
    locale,
    { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
    toMajor(minor, currency),
  );
}

/** "$1.23M", "¥123万": for axes and tight places. */
export function formatCompactMoney(minor: number, currency: Currency, locale: Locale): string {
  return formatWith(locale, { style: "currency", currency, ...COMPACT }, toMajor(minor, currency));
}

/** "1,234". */
export function formatCount(count: number, locale: Locale): string {
  return formatWith(locale, { maximumFractionDigits: 0 }, count);
}

/** "1.23M", "123万": for axes and tight places. */
export function formatCompact(count: number, locale: Locale): string {
  return formatWith(locale, COMPACT, count);
}

/** A ratio as percent, about three digits of it: "3.12%", "0.4%", "45.6%", "123%". */
export function formatRatio(ratio: number, locale: Locale): string {
  return formatWith(locale, { style: "percent", ...significant(ratio * 100) }, ratio);
}

/** A ratio as a multiple: "3.2×". */
export function formatMultiple(ratio: number, locale: Locale): string {
  return `${formatWith(locale, significant(ratio), ratio)}×`;
}

/** A relative change: "▲ 12.4%", "▼ 3.0%", "±0" where it would print as zero; "n/a" where there is nothing to relate to. */
export function formatChange(changeRatio: number | null, locale: Locale): string {
  if (changeRatio === null) return locale === "en" ? "n/a" : "无可比";
  const size = Math.abs(changeRatio);
  const digits = size >= 9.995 ? 0 : 1;
  if (size < 0.0005) return "±0";
  const text = formatWith(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }, size);
  return `${changeRatio > 0 ? "▲" : "▼"} ${text}`;
}

/** The change of a ratio, in percentage points: "+0.3 pp", "-0.25个百分点", "±0". */
export function formatPoints(change: number, locale: Locale): string {
  const points = Math.abs(change) * 100;
  const unit = locale === "en" ? " pp" : "个百分点";
  if (points < 0.005) return "±0";
  return `${change > 0 ? "+" : "-"}${formatWith(locale, { maximumFractionDigits: points < 10 ? 2 : 1 }, points)}${unit}`;
}

/** Two decimals below ten, one below a hundred, then none; below a tenth two digits that say something. */
function significant(shown: number): Intl.NumberFormatOptions {
  const size = Math.abs(shown);
  if (size < 0.0005) return { maximumFractionDigits: 3 };
  if (size < 0.095) return { maximumSignificantDigits: 2 };
  if (size < 9.995) return { maximumFractionDigits: 2 };
  return { maximumFractionDigits: size < 99.95 ? 1 : 0 };
}

/** Display only: exact to the last digit up to 7 x 10^13 minor units; `toDecimalString` is exact everywhere. */
function toMajor(minor: number, currency: Currency): number {
  return roundMinor(minor) / 10 ** currencyDigits(currency);
}

function formatWith(locale: Locale, options: Intl.NumberFormatOptions, value: number): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    // "negative": what rounds to zero has no sign.
    formatter = new Intl.NumberFormat(TAGS[locale], { ...options, signDisplay: "negative" });
    formatters.set(key, formatter);
  }
  // No-break spaces ("CHF 12") break searches and monospaced tables.
  return formatter.format(value).replaceAll(/[\u00a0\u202f]/g, " ");
}

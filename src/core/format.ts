/**
 * Numbers as people read them, in each language.
 *
 * `Intl` knows the languages; formatters are made once, and named locales keep the output free of the machine's own.
 */
import type { Locale } from "./locale.ts";
import { type Currency, currencyDigits, roundMinor } from "./money.ts";

const TAGS: Readonly<Record<Locale, string>> = { en: "en-US", zh: "zh-CN" };

type Style = Intl.NumberFormatOptions;

const COUNT: Style = { maximumFractionDigits: 0 };
const COMPACT: Style = {
  notation: "compact",
  maximumSignificantDigits: 3,
  maximumFractionDigits: 2,
  roundingPriority: "lessPrecision",
  trailingZeroDisplay: "stripIfInteger",
};

/** How many digits say something, by the size of the number shown: about three, and two of what is small. */
const DIGITS = {
  none: { maximumFractionDigits: 3 },
  small: { maximumSignificantDigits: 2 },
  ones: { maximumFractionDigits: 2 },
  tens: { maximumFractionDigits: 1 },
  hundreds: { maximumFractionDigits: 0 },
} as const satisfies Record<string, Style>;
type Size = keyof typeof DIGITS;

const PERCENT: Readonly<Record<Size, Style>> = {
  none: { ...DIGITS.none, style: "percent" },
  small: { ...DIGITS.small, style: "percent" },
  ones: { ...DIGITS.ones, style: "percent" },
  tens: { ...DIGITS.tens, style: "percent" },
  hundreds: { ...DIGITS.hundreds, style: "percent" },
};
const CHANGE: Style = { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** Making a formatter takes dozens of times as long as using one. Styles are few and made once: they are the keys. */
const formatters: Readonly<Record<Locale, Map<Style, Intl.NumberFormat>>> = { en: new Map(), zh: new Map() };
const moneyStyles = new Map<Currency, { readonly full: Style; readonly compact: Style }>();

/** "$1,234.50", "US$1,234.50". Rounds an average to whole minor units. */
export function formatMoney(minor: number, currency: Currency, locale: Locale): string {
  return formatWith(locale, moneyStyle(currency).full, toMajor(minor, currency));
}

/** "+$5.00", "−$5.00": what a change is made of. Nothing is "$0.00". */
export function formatSignedMoney(minor: number, currency: Currency, locale: Locale): string {
  const size = formatMoney(Math.abs(minor), currency, locale);
  return Math.round(minor) === 0 ? size : `${minor > 0 ? "+" : "−"}${size}`;
}

/** "$1.23M", "¥123万": for axes and tight places. */
export function formatCompactMoney(minor: number, currency: Currency, locale: Locale): string {
  return formatWith(locale, moneyStyle(currency).compact, toMajor(minor, currency));
}

/** "1,234". */
export function formatCount(count: number, locale: Locale): string {
  return formatWith(locale, COUNT, count);
}

/** "1.23M", "123万": for axes and tight places. */
export function formatCompact(count: number, locale: Locale): string {
  return formatWith(locale, COMPACT, count);
}

/** A ratio as percent: "3.12%", "0.4%", "45.6%", "123%". */
export function formatRatio(ratio: number, locale: Locale): string {
  return formatWith(locale, PERCENT[sizeOf(ratio * 100)], ratio);
}

/** A ratio as a multiple: "3.2×". */
export function formatMultiple(ratio: number, locale: Locale): string {
  return `${formatWith(locale, DIGITS[sizeOf(ratio)], ratio)}×`;
}

/** A relative change: "▲ 12.4%", "▼ 3.0%", "±0" where it would print as zero; "n/a" where there is nothing to relate to. */
export function formatChange(changeRatio: number | null, locale: Locale): string {
  if (changeRatio === null) return locale === "en" ? "n/a" : "无可比";
  const size = Math.abs(changeRatio);
  if (size < 0.0005) return "±0";
  return `${changeRatio > 0 ? "▲" : "▼"} ${formatWith(locale, size < 9.9995 ? CHANGE : PERCENT.hundreds, size)}`;
}

/** The change of a ratio, in percentage points: "+0.3 pp", "-0.25个百分点", "±0". */
export function formatPoints(change: number, locale: Locale): string {
  const points = Math.abs(change) * 100;
  if (points < 0.005) return "±0";
  const text = formatWith(locale, points < 9.995 ? DIGITS.ones : DIGITS.tens, points);
  return `${change > 0 ? "+" : "-"}${text}${locale === "en" ? " pp" : "个百分点"}`;
}

/** The bounds are where rounding carries over: 9.996 prints as 10. */
function sizeOf(shown: number): Size {
  const size = Math.abs(shown);
  if (size < 0.0005) return "none";
  if (size < 0.095) return "small";
  if (size < 9.995) return "ones";
  return size < 99.95 ? "tens" : "hundreds";
}

function moneyStyle(currency: Currency): { readonly full: Style; readonly compact: Style } {
  const known = moneyStyles.get(currency);
  if (known !== undefined) return known;
  const digits = currencyDigits(currency);
  const styles = {
    full: { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
    compact: { ...COMPACT, style: "currency", currency },
  } as const;
  moneyStyles.set(currency, styles);
  return styles;
}

/** Display only: exact to the last digit up to 7 x 10^13 minor units; `toDecimalString` is exact everywhere. */
function toMajor(minor: number, currency: Currency): number {
  return roundMinor(minor) / 10 ** currencyDigits(currency);
}

function formatWith(locale: Locale, style: Style, value: number): string {
  let formatter = formatters[locale].get(style);
  if (formatter === undefined) {
    // "negative": what rounds to zero has no sign.
    formatter = new Intl.NumberFormat(TAGS[locale], { ...style, signDisplay: "negative" });
    formatters[locale].set(style, formatter);
  }
  // No-break spaces ("CHF 12") break searches and monospaced tables.
  return formatter.format(value).replace(/[\u00a0\u202f]/g, " ");
}

/** Exchange rates that people give, and sums in one currency with them. No rate is ever guessed. */
import type { BusinessDay } from "./calendar/period.ts";
import { type Currency, currencyDigits, type MinorUnits } from "./money.ts";

export interface CurrencyRate {
  readonly from: Currency;
  readonly to: Currency;
  /** What one unit of `from` is in `to`: a positive decimal, as given. */
  readonly rate: string;
  /** The day it is of. */
  readonly day: BusinessDay;
}

/** A positive decimal of at most twelve digits and ten decimals; a decimal comma is one too. Null for anything else. */
export function parseRate(text: string): string | null {
  const rate = text.trim().replace(",", ".");
  return /^\d{1,12}(?:\.\d{1,10})?$/.test(rate) && Number(rate) > 0 ? rate : null;
}

export interface Converted {
  readonly minor: MinorUnits;
  /** Null: the currency is the same. */
  readonly by: CurrencyRate | null;
}

/** By the rate between the two, in either direction; null where none is given. Rounds half away from zero, once. */
export function convertMoney(minor: MinorUnits, from: Currency, to: Currency, rates: readonly CurrencyRate[]): Converted | null {
  if (from === to) return { minor, by: null };
  const direct = rates.find((rate) => rate.from === from && rate.to === to);
  const inverse = rates.find((rate) => rate.from === to && rate.to === from);
  const by = direct ?? inverse;
  if (by === undefined) return null;
  const [whole = "0", decimals = ""] = by.rate.split(".");
  const rate = { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
  const [over, under] = by === direct ? [rate.over, rate.under] : [rate.under, rate.over];
  const [fromUnits, toUnits] = [10n ** BigInt(currencyDigits(from)), 10n ** BigInt(currencyDigits(to))];
  return { minor: divideRounded(BigInt(minor) * over * toUnits, under * fromUnits), by };
}

/**
 * The currency in which all can be added up: their own where it is one, else the one that rates lead to from each, the
 * one most often among `currencies` first. Null where there is none.
 */
export function commonCurrency(currencies: readonly Currency[], rates: readonly CurrencyRate[]): Currency | null {
  const countOf = (wanted: Currency) => currencies.filter((currency) => currency === wanted).length;
  const candidates = [...new Set([...currencies, ...rates.flatMap(({ from, to }) => [to, from])])];
  const possible = candidates.filter((to) => currencies.every((from) => convertMoney(0, from, to, rates) !== null));
  return possible.sort((a, b) => countOf(b) - countOf(a))[0] ?? null;
}

function divideRounded(over: bigint, under: bigint): number {
  const half = over < 0n ? -(under / 2n) : under / 2n;
  return Number((over + half) / under);
}

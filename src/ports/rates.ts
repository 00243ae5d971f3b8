/** Keeps the exchange rates that people have given. */
import type { Currency } from "../core/money.ts";
import type { CurrencyRate } from "../core/rates.ts";

export interface RateStore {
  /** In order of currencies. */
  list(): Promise<readonly CurrencyRate[]>;
  /** Replaces the rate between the two, also one given the other way round. */
  put(rate: CurrencyRate): Promise<void>;
  /** In either direction; false where there was none. */
  remove(one: Currency, other: Currency): Promise<boolean>;
}

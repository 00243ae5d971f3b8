/**
 * Money is an integer number of minor units of one currency (cents, yen, fils): sums never round.
 *
 * A JavaScript number holds integers up to 2^53: ninety trillion dollars in cents, beyond any shop.
 */

/** An integer number of a currency's minor units. */
export type MinorUnits = number;

/** An ISO 4217 code, known to be valid ("USD"). Only `parseCurrency` makes one. */
export type Currency = string & { readonly __brand: "Currency" };

/**
 * Active codes of ISO 4217 (list one), with those withdrawn in 2025 and 2026 that older orders still carry. Our own
 * table: `Intl` follows CLDR, which tells how prices are written, not how they are counted (HUF 0 there, 2 here).
 */
const TWO_DIGITS =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
  "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
  "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
  "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU " +
  "UZS VES WST XCD XCG YER ZAR ZMW ZWG";
const NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DIGITS = "CLF UYW";

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...listCodes(NO_DIGITS, 0),
  ...listCodes(TWO_DIGITS, 2),
  ...listCodes(THREE_DIGITS, 3),
  ...listCodes(FOUR_DIGITS, 4),
]);

/** Reads an ISO 4217 code in any case ("usd"); null for anything else. */
export function parseCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase();
  return DIGITS.has(code) ? (code as Currency) : null;
}

/** How many decimal digits the currency is counted in: JPY 0, USD 2, KWD 3. */
export function currencyDigits(currency: Currency): number {
  return DIGITS.get(currency) ?? 2;
}

/** Rounds an average of money to whole minor units, half away from zero: what people do by hand, and what Shopify prints. */
export function roundMinor(minor: number): MinorUnits {
  return minor < 0 ? -Math.round(-minor) : Math.round(minor);
}

/** "1234.50", "-0.05", "980": the currency's digits, a point, no grouping. Rounds an average by `roundMinor`. */
export function toDecimalString(minor: number, currency: Currency): string {
  const digits = currencyDigits(currency);
  const rounded = roundMinor(minor);
  const sign = rounded < 0 ? "-" : "";
  const text = BigInt(Math.abs(rounded))
    .toString()
    .padStart(digits + 1, "0");
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function listCodes(codes: string, digits: number): readonly (readonly [string, number])[] {
  return codes.split(" ").map((code) => [code, digits] as const);
}

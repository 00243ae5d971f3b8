/**
 * Money is an integer number of minor units of one currency (cents, yen, fils): sums never round.
 *
 * A JavaScript number holds integers up to 2^53: ninety trillion dollars in cents, beyond any shop.
 */

/** An integer number of a currency's minor units. */
export type MinorUnits = number;

/** An ISO 4217 code, known to be valid ("USD"). Only `parseCurrency` makes one. */
export type Currency = string & { readonly __brand: "Currency" };

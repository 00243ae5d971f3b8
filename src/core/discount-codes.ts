/**
 * The discount codes of an order as one text: upper case, since shops take them in any (Shopify, WooCommerce), each once,
 * sorted, so that the same codes are the same text in whatever order they were entered. An order with two codes is one order:
 * split by code it stands under both together, and parts still add up to the whole.
 */
const SEPARATOR = " + ";

/** "" without any. */
export function joinCodes(codes: readonly string[]): string {
  if (codes.length === 0) return "";
  const clean = codes.map((code) => code.trim().toUpperCase().replaceAll(SEPARATOR, "+"));
  return [...new Set(clean)]
    .filter((code) => code !== "")
    .sort()
    .join(SEPARATOR);
}

export function splitCodes(joined: string): readonly string[] {
  return joined === "" ? [] : joined.split(SEPARATOR);
}

/** Proof that a webhook's body came from whom it says: Shopify and WooCommerce sign alike. */
import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * True where `signature` (base64 HMAC-SHA256 of the raw body) was made with one of the secrets. Several secrets bridge a
 * rotation: Shopify goes on signing with the old one for up to an hour.
 */
export function verifySignature(body: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  if (signature === null) return false;
  const given = Buffer.from(signature, "base64");
  // Every secret is tried, so that the time taken does not tell which one fits.
  const matches = secrets.map((secret) => {
    const expected = createHmac("sha256", secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true);
}

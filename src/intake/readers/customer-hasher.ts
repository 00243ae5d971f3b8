/**
 * Customers as pseudonyms: the same person is the same hash within a shop and another in the next, and no address or
 * number is stored. Who has the store and a list of addresses can still test them: pseudonymous, not anonymous.
 */
import { hash } from "node:crypto";

/** Recent customers; a shop's regulars come again within a file. */
const KEPT = 50_000;

/** Null for a guest: an empty id. */
export type CustomerHasher = (id: string) => string | null;

export function createCustomerHasher(shopId: string): CustomerHasher {
  const known = new Map<string, string>();
  return (id) => {
    const normal = id.trim().toLowerCase();
    if (normal === "") return null;
    const before = known.get(normal);
    if (before !== undefined) return before;
    // 128 of 256 bits: collisions stay out of reach and the index stays small.
    const digest = hash("sha256", `shopbell:customer\0${shopId}\0${normal}`, "hex").slice(0, 32);
    if (known.size >= KEPT) known.clear();
    // Copied: a piece cut from a file's text would keep the whole block it was cut from in memory.
    known.set(Buffer.from(normal).toString(), digest);
    return digest;
  };
}

import type { Input, Reader } from "../clause.ts";
import type { Found } from "../text/lexicon.ts";

/** Tries every reader at one token; the longest reading wins, of equal ones the first reader's. */
export function longestOf<T>(input: Input, at: number, readers: readonly Reader<T>[]): Found<T> | null {
  let best: Found<T> | null = null;
  for (const read of readers) {
    const found = read(input, at);
    if (found !== null && (best === null || found.end > best.end)) best = found;
  }
  return best;
}

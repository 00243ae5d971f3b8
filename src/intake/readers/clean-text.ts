/** Names from data, safe to keep and to show: no control or direction characters, no lone surrogates, one line, bounded. */

const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\s\s/u;
const UNSAFE_RUNS = /[\p{Cc}\p{Cs}\s\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Cut to `maxChars` code points, with "…" in the last place. Formula-like text stays as it is: it is only text here. */
export function cleanText(text: string, maxChars: number): string {
  const clean = UNSAFE.test(text) ? text.replace(UNSAFE_RUNS, " ").trim() : text.trim();
  if (clean.length <= maxChars) return clean;
  const points = Array.from(clean);
  return points.length <= maxChars ? clean : `${points.slice(0, maxChars - 1).join("")}…`;
}

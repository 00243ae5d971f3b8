/** Cuts text to a length without breaking what a reader sees as one character. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** At most `limit` UTF-16 code units; what was cut shows as "…". A single character longer than the limit becomes "…". */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return "";
  let kept = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 1))) {
    if (index + segment.length > limit - 1) break;
    kept = index + segment.length;
  }
  return `${text.slice(0, kept).trimEnd()}…`;
}

/** The longest visible cut of `text` whose encoded form fits; encoding may lengthen (escapes), so the cut is searched. */
export function cutEncoded(text: string, limit: number, encode: (text: string) => string): string {
  let size = Math.min(text.length, limit);
  for (;;) {
    const encoded = encode(cutText(text, size));
    if (encoded.length <= limit) return encoded;
    if (size <= 0) return "";
    // Halving the excess converges fast and leaves little room unused; encodings lengthen at most threefold.
    size -= Math.max(1, Math.ceil((encoded.length - limit) / 3));
  }
}

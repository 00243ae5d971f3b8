/**
 * Text from data, made safe to show anywhere: nothing that acts, nothing that turns a layout, and cut where a reader sees a
 * character end. What a platform reads as markup is the platform's own business.
 */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const LONE_SURROGATES = /\p{Surrogate}/gu;
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Keeps line breaks, at most one empty line in a row; drops control characters and direction overrides. */
export function cleanPlainText(text: string): string {
  return text
    .replace(LONE_SURROGATES, "\uFFFD")
    .replace(BIDI_CONTROLS, "")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .replace(/\n{3,}/g, "\n\n");
}

/** Keeps right-to-left text from reordering what stands around it (Unicode isolates, invisible), line by line. */
export function isolateDirection(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text.replace(/[^\n]+/g, (line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line));
}

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

/**
 * The longest visible cut whose encoded form fits, or nearly; empty where none does. Encoding lengthens text, so the cut is
 * searched for: in proportion, which takes a few rounds.
 */
export function cutEncoded(text: string, limit: number, encode: (text: string) => string): string {
  for (let size = Math.min(text.length, limit); size > 0; ) {
    const encoded = encode(cutText(text, size));
    if (encoded.length <= limit) return encoded;
    size = Math.min(size - 1, Math.floor((size * limit) / encoded.length));
  }
  return "";
}

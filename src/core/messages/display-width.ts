/**
 * How many columns a text takes where every letter has its cell: terminals, and monospaced blocks in chat.
 *
 * Counted per grapheme, as terminals with grapheme support draw it: what people see as one letter is never cut in half and
 * takes one or two columns, or none (a lone combining mark, a control character).
 */

/** East Asian Width W and F (Unicode 16, UAX #11), gaps of unassigned code points closed; and emoji drawn in colour. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f\u20e3/u;

/** Marks, formats and controls, and the vowels and finals that complete a Hangul syllable. */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u1160-\u11ff\ud7b0-\ud7ff]/gu;

const PLAIN = /^[\x20-\x7e]*$/;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The columns `text` takes. A tab or a line break counts as nothing: replace them first. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += graphemeWidth(segment);
  return columns;
}

/** `text` where it fits into `columns`, else its beginning and "…", together at most `columns` wide. */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns < 1) return "";
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += graphemeWidth(segment);
    if (used > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `text` followed by spaces up to `columns`; never cut. */
export function padEndToWidth(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** `text` after spaces up to `columns`; never cut. */
export function padStartToWidth(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - displayWidth(text))) + text;
}

function graphemeWidth(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return Math.min(2, Array.from(grapheme.replace(NO_WIDTH, "")).length);
}

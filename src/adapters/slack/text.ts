/**
 * Makes text from data safe to show: no markup, no mention, no turned layout, and cut where a reader sees a character end.
 *
 * Slack reads text in two ways. "Literal" places (rich text, table cells) show what they are given. "Marked" places
 * (top-level text, sections, fields, buttons) read `<…>` as mentions, links and dates, so `& < >` are escaped there.
 */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const ZERO_WIDTH = "\u200B";
const LONE_SURROGATES = /\p{Surrogate}/gu;
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** What mrkdwn would style, or turn into a picture (":rocket:"). */
const FORMATTING = /[*_~`]|^\s*(?:>|&gt;|[-•]\s)|:[\w+'-]+:/m;

type Encode = (text: string) => string;

/**
 * Keeps line breaks, at most one empty line in a row; drops control characters and direction overrides. `limit` is what
 * the place can show at most: a text of a megabyte costs no more than what is shown of it.
 */
export function cleanText(text: string, limit: number): string {
  return cutText(text, limit)
    .replace(LONE_SURROGATES, "\uFFFD")
    .replace(BIDI_CONTROLS, "")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** One line; Slack refuses empty text, so nothing becomes a dash. */
export function cleanLine(text: string, limit: number): string {
  return cleanText(text, limit).replace(/\s+/g, " ").trim() || "–";
}

/** For literal places. */
export function literal(text: string, limit: number): string {
  return cutEncoded(text, limit, isolateDirection);
}

/** For marked places. */
export function marked(text: string, limit: number): string {
  return cutEncoded(text, limit, (part) => isolateDirection(escapeMarkup(part)));
}

/** True where bold or a list may be put around the text without the text itself being read as formatting. */
export function isFreeOfFormatting(text: string): boolean {
  return !FORMATTING.test(text);
}

/** At most `limit` long; what was cut shows as "…". A single character longer than the limit becomes "…". */
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

/** Encoding lengthens text, so the cut is searched for: in proportion, which takes a few rounds. */
function cutEncoded(text: string, limit: number, encode: Encode): string {
  for (let size = Math.min(text.length, limit); size > 0; ) {
    const encoded = encode(cutText(text, size));
    if (encoded.length <= limit) return encoded;
    size = Math.min(size - 1, Math.floor((size * limit) / encoded.length));
  }
  return "";
}

/** The three characters Slack asks to escape; bare group mentions are broken too, for clients that parse them. */
function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=everyone|here|channel)/gi, `@${ZERO_WIDTH}`);
}

/** Keeps right-to-left text from reordering what stands around it (Unicode isolates, invisible), line by line. */
function isolateDirection(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text.replace(/[^\n]+/g, (line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line));
}

/**
 * Makes text from data safe and whole on a terminal: it cannot move the cursor, colour, retitle the window, write to the
 * clipboard or turn the direction of what stands around it, and it keeps to its columns.
 */
import { cutToWidth, displayWidth } from "../../core/messages/display-width.ts";

const LONE_SURROGATES = /\p{Surrogate}/gu;
/** Marks, embeddings, overrides and isolates: invisible, and able to reorder a line (CVE-2021-42574). */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Invisible letters that terminals count differently; the joiners within emoji and Indic words stay. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u{e0000}-\u{e0fff}]/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** One line whose columns stand as given. An escape sequence loses its control character and is then seen as harmless letters. */
export function cleanRow(text: string): string {
  return (
    text
      .replace(LONE_SURROGATES, "\uFFFD")
      .replace(BIDI_CONTROLS, "")
      .replace(INVISIBLE, "")
      .replace(/[\s\p{Zl}\p{Zp}]/gu, " ")
      // C0, DEL and C1: 8-bit terminals take U+009B for ESC [.
      .replace(/\p{Cc}/gu, "\uFFFD")
  );
}

/** One line of running text: runs of blanks are one. */
export function cleanLine(text: string): string {
  return cleanRow(text).replace(/ +/g, " ").trim();
}

/** As `cleanLine`, line by line. */
export function cleanLines(text: string): readonly string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/).map(cleanLine);
}

/** Clean text cut to its columns; right-to-left text stands between isolates, which are invisible and take no column. */
export function fitColumns(clean: string, columns: number): string {
  return isolate(cutToWidth(clean, columns));
}

/** Right-to-left text must not reorder what stands beside it. */
function isolate(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Clean text in lines of at most `columns`: broken at blanks and around wide letters, within a word only where it must be. */
export function wrapLine(clean: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  /** How much of `line` may stand alone if the next letter does not fit. */
  let breakAt = 0;
  for (const { segment } of graphemes.segment(clean)) {
    if (segment === " ") {
      breakAt = line.length;
      if (line !== "") line += " ";
      continue;
    }
    const isWide = displayWidth(segment) === 2;
    if (isWide) breakAt = line.length;
    if (displayWidth(line + segment) > columns && line !== "") {
      const end = breakAt > 0 ? breakAt : line.length;
      lines.push(line.slice(0, end));
      line = line.slice(end).trimStart();
      breakAt = 0;
    }
    line += segment;
    if (isWide) breakAt = line.length;
  }
  return [...lines, line].map((each) => fitColumns(each.trim(), columns));
}

/**
 * Makes text from data safe to show: no markup, no mention, no link preview, no broken code block, no turned layout.
 *
 * `cleanText` first (it removes what no reader should get), then the encoder of the place the text goes to.
 */
import { LIMITS } from "./limits.ts";

/** Longer than any text a message holds, so that what is cut here is cut visibly later. */
const LONGEST_READ = LIMITS.embedsTotalChars + 2_000;
const ZERO_WIDTH = "\u200B";
const LONE_SURROGATES = /\p{Surrogate}/gu;
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** One line: control characters and runs of blanks become one blank; direction overrides go. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** As `cleanLine`, but keeps line breaks, at most one empty line in a row. What no message has room for is not looked at. */
export function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_READ)
    .replace(LONE_SURROGATES, "\uFFFD")
    .replace(BIDI_CONTROLS, "")
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .replace(/\n{3,}/g, "\n\n");
}

/** Keeps right-to-left text from reordering what stands around it (Unicode isolates, invisible), line by line. */
function isolateDirection(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text.replace(/[^\n]+/g, (line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line));
}

/** For places that know no markup (footers, button labels, file descriptions): only mass mentions are broken. */
export function encodePlain(text: string): string {
  return isolateDirection(breakMassMentions(text));
}

/** For places that read markdown: content, titles, descriptions, fields. */
export function encodeMarkdown(text: string): string {
  const escaped = text
    // "<" opens mentions, emoji, time stamps and command links; "[" masked links, whose "(" then is harmless.
    .replace(/[\\*_~`|[\]<]/g, "\\$&")
    // Headings, quotes, lists and small print begin only at the start of a line.
    .replace(/^(\s*)([#>+-])/gm, "$1\\$2")
    .replace(/^(\s*\d+)\./gm, "$1\\.")
    // Web addresses would grow a preview, invites a card, and :names: a picture.
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/(discord(?:app)?)\.(?=gg|com|me|new)/gi, "$1\\.")
    .replace(/:(?=[\w+-]+:)/g, "\\:");
  return isolateDirection(breakMassMentions(escaped));
}

/** For code blocks: nothing in them is markup but the three backquotes that end them, which are kept apart. */
export function encodeCodeBlock(text: string): string {
  return isolateDirection(breakMassMentions(text.replace(/`/g, `\`${ZERO_WIDTH}`)));
}

/** For code inside a line: the first backquote would end it, so a lookalike stands for it. */
export function encodeInlineCode(text: string): string {
  return isolateDirection(breakMassMentions(text.replace(/`/g, "\u02CB")));
}

function breakMassMentions(text: string): string {
  return text.replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH}`);
}

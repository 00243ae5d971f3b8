/**
 * Makes text from data safe to show: no markup, no mention, no link preview, no broken code block, no turned layout.
 *
 * `cleanText` first (it removes what no reader should get), then the encoder of the place the text goes to.
 */
import { cleanPlainText, isolateDirection } from "../../core/messages/plain-text.ts";
import { LIMITS } from "./limits.ts";

/** Longer than any text a message holds, so that what is cut here is cut visibly later. */
const LONGEST_READ = LIMITS.embedsTotalChars + 2_000;
const ZERO_WIDTH = "\u200B";

/** One line: control characters and runs of blanks become one blank; direction overrides go. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** As `cleanLine`, but keeps line breaks. What no message has room for is not looked at. */
export function cleanText(text: string): string {
  return cleanPlainText(text.slice(0, LONGEST_READ));
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

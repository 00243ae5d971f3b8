/**
 * Makes text from data safe to show: no markup, no mention, no turned layout, and cut where a reader sees a character end.
 *
 * Slack reads text in two ways. "Literal" places (rich text, table cells) show what they are given. "Marked" places
 * (top-level text, sections, fields, buttons) read `<…>` as mentions, links and dates, so `& < >` are escaped there.
 */

import { cleanPlainText, cutEncoded, cutText, isolateDirection } from "../../core/messages/plain-text.ts";

const ZERO_WIDTH = "\u200B";
/** What mrkdwn would style, or turn into a picture (":rocket:"). */
const FORMATTING = /[*_~`]|^\s*(?:>|&gt;|[-•]\s)|:[\w+'-]+:/m;

/**
 * Keeps line breaks, at most one empty line in a row; drops control characters and direction overrides. `limit` is what
 * the place can show at most: a text of a megabyte costs no more than what is shown of it.
 */
export function cleanText(text: string, limit: number): string {
  return cleanPlainText(cutText(text, limit)).trim();
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

/** The three characters Slack asks to escape; bare group mentions are broken too, for clients that parse them. */
function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@(?=everyone|here|channel)/gi, `@${ZERO_WIDTH}`);
}

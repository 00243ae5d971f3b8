/** Runs of text as Discord markdown. */

import type { Span } from "../../core/messages/message.ts";
import { cutEncoded } from "../../core/messages/plain-text.ts";
import { cleanText, encodeInlineCode, encodeMarkdown } from "./escape.ts";

const ENCODE = {
  plain: encodeMarkdown,
  strong: (text: string) => wrap("**", encodeMarkdown(text)),
  code: (text: string) => wrap("`", encodeInlineCode(text.replaceAll("\n", " "))),
} as const;

/** The spans in at most `limit` characters, cut visibly; null where nothing is left to show. */
export function drawSpans(spans: readonly Span[], limit: number): string | null {
  let drawn = "";
  for (const span of merge(spans)) {
    const room = limit - drawn.length;
    const whole = ENCODE[span.style](span.text);
    if (whole.length <= room) {
      drawn += whole;
      continue;
    }
    drawn += cutEncoded(span.text, room, ENCODE[span.style]);
    break;
  }
  return drawn.trim() === "" ? null : drawn;
}

interface StyledText {
  text: string;
  readonly style: keyof typeof ENCODE;
}

/** Neighbours of one style become one, with nothing but empty text between them, too: "**a****b**" is not read as bold. */
function merge(spans: readonly Span[]): StyledText[] {
  const merged: StyledText[] = [];
  for (const { text, style = "plain" } of spans) {
    const clean = cleanText(text);
    const last = merged.at(-1);
    if (clean === "") continue;
    if (last?.style === style) last.text += clean;
    else merged.push({ text: clean, style });
  }
  return merged;
}

/** Marks stand against the text itself: blanks inside them would show the marks. */
function wrap(mark: string, text: string): string {
  const inner = text.trim();
  if (inner === "") return text;
  const at = text.indexOf(inner);
  return text.slice(0, at) + mark + inner + mark + text.slice(at + inner.length);
}

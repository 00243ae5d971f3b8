/** Runs of text as Discord markdown. */
import type { Span } from "../../core/messages/message.ts";
import { cutEncoded } from "./cut.ts";
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

/** Neighbours of one style become one: "**a****b**" would not be read as bold. */
function merge(spans: readonly Span[]): { text: string; style: keyof typeof ENCODE }[] {
  const merged: { text: string; style: keyof typeof ENCODE }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    const style = span.style ?? "plain";
    if (last?.style === style) last.text += span.text;
    else merged.push({ text: span.text, style });
  }
  return merged.map((span) => ({ ...span, text: cleanText(span.text) }));
}

/** Marks stand against the text itself: blanks inside them would show the marks. */
function wrap(mark: string, text: string): string {
  const inner = text.trim();
  if (inner === "") return text;
  const at = text.indexOf(inner);
  return text.slice(0, at) + mark + inner + mark + text.slice(at + inner.length);
}

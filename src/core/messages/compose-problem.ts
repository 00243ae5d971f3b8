/** Says what went wrong in words for people: what, why, and the next step as buttons. */
import type { Locale } from "../locale.ts";
import type { Action, Block, Message } from "./message.ts";

export interface ProblemContent {
  readonly locale: Locale;
  /** What failed and what to do, one or two sentences. */
  readonly text: string;
  /** What was understood all the same: "net sales", "last week". */
  readonly understood?: readonly string[];
  /** Whole lines of words to say instead, likeliest first. */
  readonly suggestions?: readonly string[];
}

export function composeProblem({ locale, text, understood = [], suggestions = [] }: ProblemContent): Message {
  const blocks: Block[] = [{ type: "text", spans: [{ text }] }];
  if (understood.length > 0) {
    const label = locale === "zh" ? "已理解：" : "Understood: ";
    blocks.push({ type: "text", spans: [{ text: label }, { text: understood.join(" · "), style: "strong" }] });
  }
  if (suggestions.length > 0) blocks.push({ type: "text", spans: [{ text: locale === "zh" ? "您是想问：" : "Did you mean:" }] });
  return { kind: "problem", locale, summary: text, blocks, actions: suggestions.map(suggestionAction) };
}

function suggestionAction(words: string, index: number): Action {
  return { label: words, words, style: index === 0 ? "primary" : "normal" };
}

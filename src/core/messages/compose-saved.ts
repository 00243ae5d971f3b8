/** Says which questions have names here, and what became of one. */
import type { Locale } from "../locale.ts";
import type { Action, Block, Message } from "./message.ts";

export interface NamedQuestion {
  readonly name: string;
  readonly words: string;
  readonly isPinned: boolean;
}

/** Buttons to ask the first of them. */
const ASKED_BY_BUTTON = 5;
/** A list longer than this is cut, with a count. */
const ROWS_SHOWN = 25;

export function composeSavedList(questions: readonly NamedQuestion[], locale: Locale): Message {
  const zh = locale === "zh";
  const summary = zh
    ? `${questions.length} 个收藏的问题`
    : `${questions.length} saved ${questions.length === 1 ? "question" : "questions"}`;
  const table: Block = {
    type: "table",
    caption: zh ? "收藏的问题" : "Saved questions",
    columns: (zh ? ["名称", "问题", "本频道报告"] : ["Name", "Question", "In reports here"]).map((label) => ({ label, align: "left" })),
    rows: questions.slice(0, ROWS_SHOWN).map(({ name, words, isPinned }) => [name, words, isPinned ? (zh ? "已置顶" : "pinned") : ""]),
    more: Math.max(0, questions.length - ROWS_SHOWN),
  };
  const none: Block = {
    type: "text",
    spans: [
      {
        text: zh
          ? "还没有收藏。先提问，再说：shopbell 收藏 “周末转化率”"
          : "Nothing is saved yet. Ask something, then say: shopbell save “weekend conversion”",
      },
    ],
  };
  return {
    kind: "notice",
    locale,
    summary,
    blocks: [questions.length === 0 ? none : table],
    actions: questions.slice(0, ASKED_BY_BUTTON).map(({ name }) => ({ label: name, words: askWords(name), style: "normal" })),
    data: { saved: questions.map(({ name, words, isPinned }) => ({ name, question: words, pinned: isPinned })) },
  };
}

/** Quoted, so that any name is read back whole. */
export function askWords(name: string): string {
  return `shopbell ask ${quoteName(name)}`;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', "'")}"`;
}

export function composeSavedNotice(text: string, actions: readonly Action[], locale: Locale): Message {
  return { kind: "notice", locale, summary: text, blocks: [{ type: "text", spans: [{ text }] }], actions };
}

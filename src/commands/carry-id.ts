/** Puts an answer's id where people and programs find it. */
import type { Action, Block, Message } from "../core/messages/message.ts";

/** In the small print, as the words that bring the answer again anywhere in the workspace; behind "Save"; and in the data. */
export function carryId(message: Message, id: string): Message {
  const zh = message.locale === "zh";
  const line = zh ? `再看此回答：shopbell 回答 ${id}` : `This answer again: shopbell answer ${id}`;
  const save: Action = {
    label: zh ? "收藏" : "Save",
    words: zh ? `shopbell 收藏 回答 ${id}` : `shopbell save answer ${id}`,
    style: "normal",
  };
  return {
    ...message,
    blocks: withLine(message.blocks, line),
    actions: [...message.actions, save],
    data: { ...message.data, id },
  };
}

function withLine(blocks: readonly Block[], line: string): readonly Block[] {
  const last = blocks.at(-1);
  if (last?.type !== "context") return [...blocks, { type: "context", lines: [line] }];
  return [...blocks.slice(0, -1), { ...last, lines: [...last.lines, line] }];
}

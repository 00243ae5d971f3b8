/** `/shopbell answer <id>`: an answer again, as of then: its period is that of the moment it was given. */
import { formatInstant } from "../core/calendar/format-period.ts";
import type { Locale } from "../core/locale.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Block } from "../core/messages/message.ts";
import type { AnswerRecord } from "../ports/stores.ts";
import { carryId } from "./carry-id.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import { isChinese } from "./is-chinese.ts";
import { problemResult } from "./problem-result.ts";

export async function askAgain(argument: string, context: CommandContext): Promise<CommandResult | null> {
  const { locale, request, say } = context;
  const record = await findAnswer(argument, context);
  if (record === null) {
    const text =
      locale === "zh"
        ? `没有编号为“${argument}”的回答。编号写在每个回答的最后一行，保留 90 天。`
        : `There is no answer “${argument}” here. Its id stands in the last line of every answer, and is kept for 90 days.`;
    return problemResult(context, composeProblem({ locale, text, suggestions: [locale === "zh" ? "销售额 昨天" : "sales yesterday"] }));
  }
  const spoken: Locale = isChinese(record.again) ? "zh" : "en";
  // Outside any thread: the words are whole, and nothing said since refines them.
  const then = { ...context, nowMs: record.answeredAtMs, request: { ...request, place: { ...request.place, thread: null } } };
  const again = await say(record.again, { ...then, locale: spoken, newId: () => record.id });
  const said = spoken === locale ? again : await say(record.again, { ...then, newId: () => record.id });
  if (again === null || said === null || said.message.kind === "problem") return said;
  const message = carryId(said.message, record.id);
  const [headline, ...blocks] = message.blocks;
  const note = asOfThen(record, again.message.summary, context);
  return {
    message: {
      ...message,
      blocks: [...(headline === undefined ? [] : [headline]), note, ...blocks],
      data: { ...message.data, asOf: new Date(record.answeredAtMs).toISOString(), restated: again.message.summary !== record.summary },
    },
    // The record of the first time stays as it is.
    id: record.id,
    onlyForAsker: said.onlyForAsker,
    question: null,
  };
}

/** Whoever runs the command line holds the store; anybody else finds the answers of their own workspace. */
export async function findAnswer(id: string, { request, store }: CommandContext): Promise<AnswerRecord | null> {
  const record = await store.answers.find(id.trim());
  const { platform, workspace } = request.place;
  const isOwn = platform === "cli" || (record?.place.platform === platform && record.place.workspace === workspace);
  return isOwn ? record : null;
}

function asOfThen({ answeredAtMs, summary }: AnswerRecord, now: string, { locale, shop, shops }: CommandContext): Block {
  const zh = locale === "zh";
  const zone = (shop ?? shops[0])?.zone;
  const at = zone === undefined ? new Date(answeredAtMs).toISOString() : formatInstant(answeredAtMs, zone, locale);
  const strong = zh ? `截至 ${at} ` : `As of ${at} `;
  if (summary === now)
    return { type: "text", spans: [{ text: strong, style: "strong" }, { text: zh ? "此后数字没有变化。" : "Nothing has changed since." }] };
  const text = zh ? `此后数字有修订，当时的回答是：${summary}` : `Figures have been restated since. It said then: ${summary}`;
  return { type: "text", spans: [{ text: strong, style: "strong" }, { text }] };
}

/** `/shopbell save|saved|ask|forget|pin|unpin`: questions with names, for a workspace, and in a channel's reports. */
import { parseQuestion } from "../ask/parse-question.ts";
import { printQuestion } from "../ask/print-question.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { askWords, composeSavedList, composeSavedNotice, quoteName } from "../core/messages/compose-saved.ts";
import type { Action } from "../core/messages/message.ts";
import type { Question } from "../core/questions/question.ts";
import type { SavedQuestion } from "../ports/saved-questions.ts";
import { findAnswer } from "./ask-again.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import { createNameLookup, type KnownNames } from "./known-names.ts";
import { problemResult } from "./problem-result.ts";
import { askContext, findPrevious } from "./read-question.ts";

/** Longer names do not fit on a button. */
const MOST_NAME_CHARS = 60;
/** Lines beside questions that give an answer, and change nothing. */
const VIEW_LINE = /^(?:why|customers|channels|shops|products|report|为什么|为何|归因|客户|渠道|店铺|商品)(?=\s|$)/iu;

type Run = (argument: string, context: CommandContext) => Promise<CommandResult | null>;

export const SAVED_COMMANDS: readonly (readonly [words: readonly string[], run: Run])[] = [
  [["save", "收藏", "保存"], save],
  [["saved", "收藏夹", "已收藏"], list],
  [["ask", "问"], askSaved],
  [["forget", "取消收藏"], forget],
  [["pin", "置顶"], pin],
  [["unpin", "取消置顶"], unpin],
];

/**
 * `save "name"` names what was asked here last, `save "name" <line>` what follows (a question, "why …", a view such as
 * "customers lost"), `save answer <id>` that answer.
 */
async function save(argument: string, context: CommandContext): Promise<CommandResult> {
  const zh = context.locale === "zh";
  const known = await knownNames(context);
  const found = await findQuestion(argument, context, known);
  if (found === null) {
    const text = zh
      ? "没有可收藏的问题。先提问，再说：shopbell 收藏 “周末转化率”；或写在一起：shopbell 收藏 “周末转化率” 转化率 上周末"
      : "There is no question to save. Ask one first, or say both: shopbell save “weekend conversion” conversion last weekend";
    return problemResult(
      context,
      composeProblem({ locale: context.locale, text, suggestions: [zh ? "转化率 上周末" : "conversion last weekend"] }),
    );
  }
  const { store, request, nowMs } = context;
  const question: SavedQuestion = { name: nameOf(found.name), words: found.words, savedBy: request.user.id, savedAtMs: nowMs };
  const before = await store.savedQuestions.put(request.place, question);
  const was = before === null || before.words === question.words ? "" : zh ? `（原为：${before.words}）` : ` (it was: ${before.words})`;
  const text = zh ? `已收藏“${question.name}”：${question.words}${was}` : `Saved “${question.name}”: ${question.words}${was}`;
  const undo = before === null ? `shopbell forget ${quoteName(question.name)}` : saveWords(before);
  return say(text, [button(zh ? "撤销" : "Undo", undo), ...after(question, context)], context);
}

async function list(_: string, context: CommandContext): Promise<CommandResult> {
  const { store, request, locale } = context;
  const [saved, pinned] = await Promise.all([store.savedQuestions.list(request.place), store.savedQuestions.pinned(request.place)]);
  const isPinned = ({ name }: SavedQuestion) => pinned.some((each) => each.name === name);
  const message = composeSavedList(
    saved.map((each) => ({ name: each.name, words: each.words, isPinned: isPinned(each) })),
    locale,
  );
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

async function askSaved(argument: string, context: CommandContext): Promise<CommandResult | null> {
  const found = await findSaved(argument, context);
  return found === null ? unknown(argument, "ask", context) : context.say(found.words, context);
}

async function forget(argument: string, context: CommandContext): Promise<CommandResult> {
  const { store, request, locale } = context;
  const removed = await store.savedQuestions.remove(request.place, readName(argument).name);
  if (removed === null) return unknown(argument, "forget", context);
  const text = locale === "zh" ? `已取消收藏“${removed.name}”：${removed.words}` : `Forgotten: “${removed.name}”, ${removed.words}`;
  return say(text, [button(locale === "zh" ? "撤销" : "Undo", saveWords(removed))], context);
}

async function pin(argument: string, context: CommandContext): Promise<CommandResult> {
  const { store, request, locale, nowMs } = context;
  const found = await findSaved(argument, context);
  if (found === null) return unknown(argument, "pin", context);
  if (parse(found.words, context, {}) === null) return refusePin(found, context);
  await store.savedQuestions.pin(request.place, found.name, nowMs);
  const zh = locale === "zh";
  const reports = (await store.subscriptions.ofPlace(request.place)).filter(({ state }) => state === "active");
  const without = reports.find(({ sections }) => !sections.includes("saved"));
  const undo = button(zh ? "撤销" : "Undo", `shopbell unpin ${quoteName(found.name)}`);
  if (reports.length === 0) {
    const text = zh
      ? `已置顶“${found.name}”。本频道还没有订阅报告，订阅后它会出现在报告里。`
      : `Pinned “${found.name}”. This channel has no report yet: it will be in there once you subscribe.`;
    return say(text, [button(zh ? "订阅日报" : "Subscribe", "shopbell subscribe daily at 09:00"), undo], context);
  }
  const text = zh ? `已置顶“${found.name}”，它会出现在本频道的报告里。` : `Pinned: “${found.name}” is answered in this channel's reports.`;
  if (without === undefined) return say(text, [undo, button(zh ? "预览报告" : "Preview", "shopbell preview")], context);
  const more = zh ? `报告 ${without.number} 尚未包含“收藏”版块。` : ` Report ${without.number} does not show the section “saved” yet.`;
  return say(
    `${text}${more}`,
    [button(zh ? "显示全部版块" : "Show all sections", `shopbell sections ${without.number} all`), undo],
    context,
  );
}

/** A report shows pinned answers as one number each. */
function refusePin({ name, words }: SavedQuestion, context: CommandContext): CommandResult {
  const { locale } = context;
  const text =
    locale === "zh"
      ? `“${name}”不是一个数字的问题（${words}），报告里放不下。可以随时提问：${askWords(name)}`
      : `“${name}” (${words}) is more than one number: a report cannot hold it. Ask it whenever you like: ${askWords(name)}`;
  return problemResult(context, composeProblem({ locale, text, suggestions: [askWords(name)] }));
}

async function unpin(argument: string, context: CommandContext): Promise<CommandResult> {
  const { store, request, locale } = context;
  const { name } = readName(argument);
  const was = await store.savedQuestions.unpin(request.place, name);
  if (!was) return unknown(argument, "unpin", context);
  const text = locale === "zh" ? `“${name}”不再出现在本频道的报告里。` : `“${name}” is no longer in this channel's reports.`;
  return say(text, [button(locale === "zh" ? "撤销" : "Undo", `shopbell pin ${quoteName(name)}`)], context);
}

async function findQuestion(
  argument: string,
  context: CommandContext,
  known: KnownNames,
): Promise<{ readonly name: string; readonly words: string } | null> {
  const [, id] = /^(?:answer|回答)\s+(\S+)$/iu.exec(argument.trim()) ?? [];
  if (id !== undefined) {
    const record = await findAnswer(id, context);
    return record === null ? null : { name: record.again, words: record.again };
  }
  const { name, rest } = readName(argument);
  const asked = parse(rest === "" ? name : rest, context, known);
  if (rest !== "") {
    const words = asked === null ? await answeredBy(rest, context) : printQuestion(asked, context.locale);
    return words === null ? null : { name, words };
  }
  const previous = await findPrevious(context, known);
  if (previous !== null && name !== "") return { name, words: printQuestion(previous, context.locale) };
  // A question alone is its own name.
  return asked === null || name === "" ? null : { name, words: printQuestion(asked, context.locale) };
}

/** The line of a command that gives an answer, whole: with its period, and its shop where there are several. */
async function answeredBy(line: string, context: CommandContext): Promise<string | null> {
  // Only what begins with a command is answered to find out: "save the date" must not do anything else.
  const result = VIEW_LINE.test(line) ? await context.say(line, context) : null;
  return result?.again ?? null;
}

function parse(words: string, context: CommandContext, known: KnownNames): Question | null {
  const parsed = parseQuestion(words, { ...askContext(context, known), previous: null });
  if (parsed.type !== "question") return null;
  // The shop is named where there are several, so that the words mean the same in every channel.
  const shop = parsed.question.shop ?? (context.shops.length > 1 ? (context.shop?.id ?? null) : null);
  return { ...parsed.question, shop };
}

/** "name" rest, “名称” rest; without quotes all of it is the name. */
function readName(argument: string): { readonly name: string; readonly rest: string } {
  const match = /^["“”「'](?<name>[^"“”」]+?)["“”」'](?<rest>.*)$/su.exec(argument.trim());
  if (match?.groups === undefined) return { name: nameOf(argument), rest: "" };
  const rest = (match.groups.rest ?? "").trim().replace(/^(?:=|:|：|as)\s*/iu, "");
  return { name: nameOf(match.groups.name ?? ""), rest };
}

function nameOf(text: string): string {
  const name = text.replace(/\s+/gu, " ").trim();
  return [...name].length <= MOST_NAME_CHARS ? name : `${[...name].slice(0, MOST_NAME_CHARS - 1).join("")}…`;
}

function findSaved(argument: string, { store, request }: CommandContext): Promise<SavedQuestion | null> {
  return store.savedQuestions.find(request.place, readName(argument).name);
}

async function knownNames(context: CommandContext): Promise<KnownNames> {
  const { shop, store, nowMs } = context;
  return shop === null ? {} : createNameLookup(store.measures)(shop.id, nowMs);
}

async function unknown(argument: string, verb: string, context: CommandContext): Promise<CommandResult> {
  const { locale, store, request } = context;
  const { name } = readName(argument);
  const saved = await store.savedQuestions.list(request.place);
  const text = locale === "zh" ? `没有名为“${name}”的收藏。` : `Nothing is ${verb === "unpin" ? "pinned" : "saved"} here under “${name}”.`;
  const suggestions = saved.slice(0, 4).map((each) => `shopbell ${verb} ${quoteName(each.name)}`);
  return problemResult(context, composeProblem({ locale, text, suggestions: [...suggestions, "shopbell saved"] }));
}

function after({ name }: SavedQuestion, { locale }: CommandContext): readonly Action[] {
  const zh = locale === "zh";
  return [button(zh ? "提问" : "Ask", askWords(name)), button(zh ? "置顶到报告" : "Pin to reports", `shopbell pin ${quoteName(name)}`)];
}

function saveWords({ name, words }: SavedQuestion): string {
  return `shopbell save ${quoteName(name)} ${words}`;
}

function say(text: string, actions: readonly Action[], context: CommandContext): CommandResult {
  const message = composeSavedNotice(text, actions, context.locale);
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

function button(label: string, words: string): Action {
  return { label, words, style: "normal" };
}

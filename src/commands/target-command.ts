/** `/target`: what a shop wants to reach – set, removed, listed – and how it stands. */

import { parseQuestion } from "../ask/parse-question.ts";
import { printShop } from "../ask/print-filter.ts";
import { businessDayOf } from "../core/calendar/zone-clock.ts";
import type { Locale } from "../core/locale.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { composeTargetChange, composeTargets, nameTarget } from "../core/messages/compose-targets.ts";
import type { Action } from "../core/messages/message.ts";
import type { Shop } from "../core/shop.ts";
import { isSameTarget, type Target } from "../core/targets/target.ts";
import { readTargets } from "../figures/read-targets.ts";
import { standTargets } from "../figures/stand-targets.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import type { KnownNames, NameLookup } from "./known-names.ts";
import { problemResult } from "./problem-result.ts";
import { askContext } from "./read-question.ts";
import { printTarget, readTarget, readTargetKey } from "./read-target.ts";
import { targetForm } from "./target-form.ts";

const SPEC: CommandSpec = {
  name: "target",
  description: {
    en: "Targets: set one, see pace, forecast and what each day left has to bring",
    zh: "目标：设定、进度、预测与余下每日所需",
  },
  usage: "[set sales 2026-11 3,000,000 | remove sales 2026-11 | list | sales this month]",
  options: [
    {
      name: "words",
      prefix: "",
      required: false,
      description: {
        en: "set sales 2026-11 3,000,000 · sales this month · remove sales 2026-11 · list",
        zh: "设 销售额 2026-11 300万 · 销售额 本月 · 删除 销售额 2026-11 · 列表",
      },
    },
  ],
  lines: {
    en: ["sales this month", "set sales this month 300,000", "set conversion this quarter 3.5%", "list", "remove sales this month"],
    zh: ["销售额 本月", "设 销售额 本月 30万", "设 转化率 本季度 3.5%", "列表", "删除 销售额 本月"],
  },
  forms: [targetForm],
};

type Verb = "set" | "remove" | "list";

const VERBS: Readonly<Record<Verb, readonly string[]>> = {
  set: ["set", "add", "设", "设定", "设置", "设为"],
  remove: ["remove", "delete", "clear", "删除", "取消", "移除"],
  list: ["list", "all", "列表", "全部"],
};

/** Rows of the list; those that end first come first. */
const TARGETS_SHOWN = 12;
const REMOVALS_OFFERED = 3;

/** Words that begin a line about targets. */
export function isTargetWord(word: string): boolean {
  return ["目标", "targets"].includes(word);
}

export function createTargetCommand(names: NameLookup): Command {
  return {
    spec: SPEC,
    run: async (words, context) => {
      const line = words.trim().replace(/^(?:targets?\b|目标)\s*/iu, "");
      const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/su.exec(line) ?? [];
      const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
      const verb = (["set", "remove", "list"] as const).find((each) => VERBS[each].includes(first.toLowerCase()));
      if (verb === "set") return setTarget(rest, context, known);
      if (verb === "remove") return removeTarget(rest, context, known);
      if (verb === "list" || line === "") return listTargets(rest, context, known);
      return answerQuestion(againstTarget(line, context, known), context, known);
    },
  };
}

/** "this month" is about sales; a comparison is the target. */
function againstTarget(line: string, context: CommandContext, known: KnownNames): string {
  const parsed = parseQuestion(line, { ...askContext(context, known), previous: null });
  const lacksMetric = parsed.type === "unclear" && parsed.problem.code === "no-metric";
  const said = lacksMetric ? `${context.locale === "zh" ? "销售额" : "sales"} ${line}` : line;
  return context.locale === "zh" ? `${said} 对比 目标` : `${said} vs target`;
}

async function setTarget(words: string, context: CommandContext, known: KnownNames): Promise<CommandResult> {
  const read = readTarget(words, context, known);
  if (read.type === "problem") return unread(read.text, context);
  const { value: target, shop } = read;
  const { targets } = context.store;
  const before = await targets.find(target);
  await targets.put([target]);
  const undo =
    before === null
      ? `target remove ${printTarget(keyOf(target), shop, context.locale)}`
      : `target set ${printTarget(before, shop, context.locale)}`;
  return sayChange({ type: "set", target, before, shop, undo }, context);
}

async function removeTarget(words: string, context: CommandContext, known: KnownNames): Promise<CommandResult> {
  const read = readTargetKey(words, context, known);
  if (read.type === "problem") return unread(read.text, context);
  const { value: key, shop } = read;
  const removed = await context.store.targets.remove(key);
  if (removed !== null) {
    const undo = `target set ${printTarget(removed, shop, context.locale)}`;
    return sayChange({ type: "removed", target: removed, before: null, shop, undo }, context);
  }
  const near = (await context.store.targets.list(shop.id, null)).filter(({ metric }) => metric === key.metric).slice(0, REMOVALS_OFFERED);
  const text = context.locale === "zh" ? "没有这个目标。" : "There is no such target.";
  const suggestions = near.map((target) => `target remove ${printTarget(keyOf(target), shop, context.locale)}`);
  return problemResult(context, composeProblem({ locale: context.locale, text, suggestions: [...suggestions, "target list"] }));
}

async function sayChange(
  change: {
    readonly type: "set" | "removed";
    readonly target: Target;
    readonly before: Target | null;
    readonly shop: Shop;
    readonly undo: string;
  },
  context: CommandContext,
): Promise<CommandResult> {
  const { type, target, before, shop, undo } = change;
  const { locale, store, campaigns, nowMs } = context;
  const working = { shop, store: store.measures, nowMs };
  const [stood] = type === "set" ? await standTargets([target], await readTargets(context, shop, campaigns), working) : [];
  const actions = [
    action(locale === "zh" ? "撤销" : "Undo", undo),
    ...(stood?.standing ? [action(locale === "zh" ? "进度" : "How it stands", `target ${printTarget(keyOf(target), shop, locale)}`)] : []),
    action(locale === "zh" ? "全部目标" : "All targets", listWords(shop, context)),
  ];
  const message = composeTargetChange({ locale, shop, target, before, type, standing: stood?.standing ?? null, actions });
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

async function listTargets(words: string, context: CommandContext, known: KnownNames): Promise<CommandResult> {
  const { locale, store, nowMs, campaigns, shops } = context;
  const parsed = parseQuestion(`sales ${words}`, { ...askContext(context, known), previous: null });
  const named = parsed.type === "question" ? parsed.question.shop?.toLowerCase() : undefined;
  const shop = named === undefined ? context.shop : (shops.find(({ id, name }) => [id, name.toLowerCase()].includes(named)) ?? null);
  if (shop === null) {
    const text = locale === "zh" ? "看哪个店铺的目标？" : "Whose targets?";
    return problemResult(
      context,
      composeProblem({ locale, text, suggestions: shops.slice(0, 5).map(({ id }) => `target list for ${id}`) }),
    );
  }
  const book = await readTargets(context, shop, campaigns);
  const today = businessDayOf(nowMs, shop.zone);
  const open = book.targets.filter(({ toDay }) => toDay > today).sort((a, b) => (a.toDay < b.toDay ? -1 : a.toDay > b.toDay ? 1 : 0));
  const rows = await standTargets(open.slice(0, TARGETS_SHOWN), book, { shop, store: store.measures, nowMs });
  // What a campaign is held to is changed with the campaign.
  const set = await store.targets.list(shop.id, null);
  const removable = open.filter((target) => set.some((each) => isSameTarget(each, target)));
  const seen = rows.find(({ standing }) => standing !== null);
  const actions = [
    ...(seen === undefined
      ? []
      : [action(nameTarget(seen.target, shop, locale), `target ${printTarget(keyOf(seen.target), shop, locale)}`)]),
    ...removable
      .slice(0, REMOVALS_OFFERED)
      .map((target) =>
        action(
          `${locale === "zh" ? "删除" : "Remove"} ${nameTarget(target, shop, locale)}`,
          `target remove ${printTarget(keyOf(target), shop, locale)}`,
        ),
      ),
  ];
  const message = composeTargets(rows, { locale, shop, over: book.targets.length - open.length, more: open.length - rows.length, actions });
  return { id: context.newId(), message, onlyForAsker: false, question: null, again: listWords(shop, context) };
}

function listWords({ id }: Shop, { shops, locale }: CommandContext): string {
  const list = locale === "zh" ? "target 列表" : "target list";
  return shops.length > 1 ? `${list} ${printShop(id, locale)}` : list;
}

function keyOf({ value: _, ...key }: Target) {
  return key;
}

function unread(text: string, context: CommandContext): CommandResult {
  return problemResult(context, composeProblem({ locale: context.locale, text, suggestions: EXAMPLES[context.locale] }));
}

const EXAMPLES: Readonly<Record<Locale, readonly string[]>> = {
  en: ["target set sales this month 300,000", "target set conversion this quarter 3.5%", "target list"],
  zh: ["target 设 销售额 本月 30万", "target 设 转化率 本季度 3.5%", "target 列表"],
};

function action(label: string, words: string): Action {
  return { label, words, style: "normal" };
}

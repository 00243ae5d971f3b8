/** `/shopbell`: help, status, and what a channel can set for itself. */
import type { Locale } from "../core/locale.ts";
import { composeHelp } from "../core/messages/compose-help.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Block, Message } from "../core/messages/message.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { askAgain } from "./ask-again.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import { SHOPBELL_LINES } from "./complete-words.ts";
import { problemResult } from "./problem-result.ts";
import { isReportWord, reportCommand } from "./report-command.ts";
import { SAVED_COMMANDS } from "./saved-commands.ts";
import { showStatus } from "./show-status.ts";
import { runSubscriptionCommand } from "./subscribe-commands.ts";
import { subscribeForm } from "./subscribe-form.ts";
import { findVerb } from "./subscribe-words.ts";

const SPEC: CommandSpec = {
  name: "shopbell",
  description: { en: "Help, status, subscriptions, the channel's shop and language", zh: "帮助、状态、订阅、本频道的店铺与语言" },
  usage: "help | status | subscribe daily at 09:00 | subscriptions | shops | shop <id> | language en|zh",
  options: [
    {
      name: "words",
      prefix: "",
      required: false,
      description: {
        en: "help, status, subscribe daily at 09:00, subscriptions, shops, shop <id>, language en|zh",
        zh: "help、status、订阅 每日 09:00、订阅列表、shops、shop <id>、language en|zh、demo",
      },
    },
  ],
  lines: SHOPBELL_LINES,
  forms: [subscribeForm],
};

type Subcommand = (argument: string, context: CommandContext) => Promise<CommandResult | null>;

const SUBCOMMANDS: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  ["help", async (_, context) => notice(context, composeHelp(context.locale))],
  ["帮助", async (_, context) => notice(context, composeHelp(context.locale))],
  ["status", async (_, context) => notice(context, await showStatus(context))],
  ["状态", async (_, context) => notice(context, await showStatus(context))],
  ["setup", async (_, context) => notice(context, setup(context))],
  ["shops", async (_, context) => notice(context, shops(context))],
  ["店铺", async (_, context) => notice(context, shops(context))],
  ["shop", chooseShop],
  ["language", chooseLanguage],
  ["语言", chooseLanguage],
  ["demo", loadDemo],
  ["answer", askAgain],
  ["回答", askAgain],
  ...SAVED_COMMANDS.flatMap(([words, run]) => words.map((word) => [word, run] as const)),
]);

export const shopbellCommand: Command = {
  spec: SPEC,
  run: async (words, context) => {
    const [name = "help", ...rest] = words
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "");
    const subcommand = SUBCOMMANDS.get(name.toLowerCase());
    if (subcommand !== undefined) return subcommand(rest.join(" "), context);
    if (name.toLowerCase() === reportCommand.spec.name || isReportWord(name)) return reportCommand.run(words, context);
    const verb = findVerb(name);
    if (verb !== null) return runSubscriptionCommand(verb, rest.join(" "), context);
    if (!context.request.addressed) return null;
    const zh = context.locale === "zh";
    const text = zh ? `没有“${name}”这个子命令。` : `/shopbell has no “${name}”. It knows: ${SPEC.usage}.`;
    return problemResult(
      context,
      composeProblem({ locale: context.locale, text, suggestions: ["shopbell help", "shopbell status", "shopbell shops"] }),
    );
  },
};

async function chooseShop(argument: string, context: CommandContext): Promise<CommandResult> {
  const { locale, request, shops: all, store } = context;
  const zh = locale === "zh";
  const shop = all.find(({ id, name }) => id === argument.toLowerCase() || name.toLowerCase() === argument.toLowerCase());
  if (shop === undefined) {
    const text = zh
      ? `没有店铺“${argument}”。请选择：`
      : argument === ""
        ? "Which shop should this channel ask about?"
        : `There is no shop “${argument}”.`;
    return problemResult(context, composeProblem({ locale, text, suggestions: all.slice(0, 5).map(({ id }) => `shopbell shop ${id}`) }));
  }
  await store.places.set(request.place, { shopId: shop.id });
  const text = zh
    ? `本频道现在默认看店铺 ${shop.name}（${shop.zone}，${shop.currency}）。`
    : `This channel now asks about ${shop.name} (${shop.zone}, ${shop.currency}).`;
  return said(context, text, ["kpi yesterday"]);
}

async function chooseLanguage(argument: string, context: CommandContext): Promise<CommandResult> {
  const locale = readLocale(argument);
  if (locale === null) {
    const text = context.locale === "zh" ? "可选语言：en（英文）或 zh（中文）。" : "The languages are en (English) and zh (Chinese).";
    return problemResult(
      context,
      composeProblem({ locale: context.locale, text, suggestions: ["shopbell language en", "shopbell language zh"] }),
    );
  }
  await context.store.places.set(context.request.place, { locale });
  return said(
    { ...context, locale },
    locale === "zh" ? "好的，本频道今后用中文回答。" : "This channel is answered in English from now on.",
    [],
  );
}

async function loadDemo(_: string, context: CommandContext): Promise<CommandResult> {
  const { locale, shops: all, loadDemoShop, nowMs } = context;
  const zh = locale === "zh";
  if (all.some(({ simulated }) => simulated))
    return said(context, zh ? "演示店铺已经在了。" : "The demo shop is loaded already.", ["kpi yesterday"]);
  const shop = await loadDemoShop(nowMs);
  return said(
    context,
    zh ? `演示店铺 ${shop.name} 已载入，数字均为虚构。` : `The demo shop ${shop.name} is loaded. Its numbers are made up.`,
    ["kpi yesterday", "sales yesterday by channel"],
  );
}

function shops({ locale, shops: all, shop: current }: CommandContext): Message {
  const zh = locale === "zh";
  const block: Block = {
    type: "table",
    caption: zh ? "店铺" : "Shops",
    columns: [
      { label: "id", align: "left" },
      { label: zh ? "名称" : "Name", align: "left" },
      { label: zh ? "时区" : "Zone", align: "left" },
      { label: zh ? "货币" : "Currency", align: "left" },
    ],
    rows: all.map(({ id, name, zone, currency }) => [id === current?.id ? `${id} *` : id, name, zone, currency]),
    more: 0,
  };
  const text = zh ? "带 * 的是本频道默认店铺。" : "The one with * is this channel's own.";
  return {
    kind: "help",
    locale,
    summary: zh ? `${all.length} 个店铺` : `${all.length} shops`,
    blocks: [block, { type: "context", lines: [text] }],
    actions: all.slice(0, 5).map(({ id }) => ({ label: id, words: `shopbell shop ${id}`, style: "normal" })),
  };
}

function setup({ locale, shop }: CommandContext): Message {
  const zh = locale === "zh";
  const steps = zh
    ? [`1. 本频道的店铺：${shop?.name ?? "未选"}（shopbell shop <id>）`, "2. 语言：shopbell language zh", "3. 试一试：核心指标 昨天"]
    : [
        `1. This channel's shop: ${shop?.name ?? "none yet"} (shopbell shop <id>)`,
        "2. Language: shopbell language en",
        "3. Try it: kpi yesterday",
      ];
  return {
    kind: "help",
    locale,
    summary: zh ? "设置 Shopbell" : "Set Shopbell up",
    blocks: steps.map((text): Block => ({ type: "text", spans: [{ text }] })),
    actions: ["shopbell shops", "shopbell language zh", "shopbell language en", "kpi yesterday"].map((words) => ({
      label: words,
      words,
      style: "normal",
    })),
  };
}

function readLocale(text: string): Locale | null {
  const word = text.trim().toLowerCase();
  if (["en", "english", "英文", "英语"].includes(word)) return "en";
  if (["zh", "chinese", "中文", "汉语", "zh-cn"].includes(word)) return "zh";
  return null;
}

function said(context: CommandContext, text: string, suggestions: readonly string[]): CommandResult {
  const message: Message = {
    kind: "notice",
    locale: context.locale,
    summary: text,
    blocks: [{ type: "text", spans: [{ text }] }],
    actions: suggestions.map((words) => ({ label: words, words, style: "normal" })),
  };
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

function notice({ newId }: CommandContext, message: Message): CommandResult {
  return { id: newId(), message, onlyForAsker: true, question: null };
}

/** Rules in words: what one would have done is shown before it is accepted. */
import { backtestRule } from "../../core/alerts/backtest-rule.ts";
import { printRule } from "../../core/alerts/print-rule.ts";
import type { AlertRule, RuleCondition } from "../../core/alerts/rule.ts";
import { DAY_MS } from "../../core/calendar/business-day.ts";
import { hourStartOf, hourStarts } from "../../core/calendar/zone-clock.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import { composeRuleBacktest } from "../../core/messages/compose-rule-backtest.ts";
import type { Shop } from "../../core/shop.ts";
import { readWatchedRows } from "../../figures/read-watched-rows.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";
import { noticeOf, saidOf } from "./alert-context.ts";
import { changeAlertPlace } from "./alert-settings.ts";
import { exampleRule, readRuleWords } from "./read-rule.ts";

const BACKTEST_DAYS = 60;
/** A rule may look a week back from its first hour, over a week. */
const LEAD_MS = 15 * DAY_MS;
const ATTEMPTS = 5;

interface RuleAsked {
  readonly shop: Shop;
  readonly condition: RuleCondition;
}

export async function offerRule(words: string, context: CommandContext): Promise<CommandResult> {
  const asked = await readAsked(words, context);
  if ("problem" in asked) return asked.problem;
  const { shop, condition } = asked;
  const { nowMs, locale, store } = context;
  const endMs = hourStartOf(nowMs, shop.zone);
  const extent = await store.measures.extent(shop.id);
  const fromMs = endMs - BACKTEST_DAYS * DAY_MS;
  const rows = await readWatchedRows(store, shop, fromMs - LEAD_MS, endMs);
  const backtest = backtestRule(condition, rows, hourStarts(fromMs, endMs, shop.zone));
  const printed = printRule(condition, shop.currency, locale);
  if (backtest.toldHours === 0) return untold(printed, shop, context);
  const firstMs = Math.max(fromMs, Math.min(endMs, ...rows.slice(0, 1).map(({ hourMs }) => hourMs)));
  const days = extent === null ? BACKTEST_DAYS : Math.max(1, Math.round((endMs - firstMs) / DAY_MS));
  return saidOf(context, composeRuleBacktest({ condition, shop, days: Math.min(BACKTEST_DAYS, days), backtest, words: printed, locale }));
}

export async function acceptRule(words: string, context: CommandContext): Promise<CommandResult> {
  const asked = await readAsked(words, context);
  if ("problem" in asked) return asked.problem;
  const { shop, condition } = asked;
  const { store, nowMs, locale, request } = context;
  const zh = locale === "zh";
  const printed = printRule(condition, shop.currency, locale);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const same = (await store.alerts.rules()).find(
      (rule) => rule.state === "active" && rule.shopId === shop.id && printRule(rule.condition, shop.currency, locale) === printed,
    );
    if (same !== undefined)
      return noticeOf(context, zh ? `规则 #${same.number} 已经是这样了。` : `Rule #${same.number} says just that already.`);
    const { rule: number } = await store.alerts.nextNumbers();
    const rule: AlertRule = { number, version: 0, shopId: shop.id, condition, state: "active", createdAtMs: nowMs };
    if (!(await store.alerts.commit({ rules: [rule] }, nowMs))) continue;
    // A rule that nobody hears is none.
    if ((await store.alerts.place(request.place))?.isOn !== true) await changeAlertPlace("on", shop.id, context);
    const text = zh
      ? `已采用规则 #${number}：${printed}（${shop.name}）。`
      : `Rule #${number} holds from now on: ${printed}, for ${shop.name}.`;
    const undo = { label: zh ? "撤销" : "Undo", words: `alerts remove ${number}`, style: "normal" } as const;
    return { ...noticeOf(context, text, [undo]), onlyForAsker: false };
  }
  const text = zh ? "多人同时添加规则，请再试一次。" : "Others are adding rules at the same time. Try once more.";
  return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts rules"] }));
}

export async function listRules(context: CommandContext): Promise<CommandResult> {
  const { store, locale, shops } = context;
  const zh = locale === "zh";
  const rules = (await store.alerts.rules()).filter(({ state }) => state === "active");
  const rows = rules.flatMap((rule) => {
    const shop = shops.find(({ id }) => id === rule.shopId);
    return shop === undefined ? [] : [[`#${rule.number}`, printRule(rule.condition, shop.currency, locale), shop.name]];
  });
  const [shop] = shops;
  const example = shop === undefined ? [] : [exampleRule(shop.currency, locale)];
  if (rows.length === 0) {
    const actions = example.map((words) => ({ label: words, words, style: "primary" }) as const);
    return noticeOf(context, zh ? "还没有规则。" : "There are no rules yet.", actions);
  }
  const summary = zh ? `${rows.length} 条规则` : `${rows.length} rule${rows.length === 1 ? "" : "s"}`;
  return saidOf(context, {
    ...{ kind: "help", locale, summary },
    blocks: [
      {
        ...{ type: "table", caption: summary, rows, more: 0 },
        columns: (zh ? ["编号", "规则", "店铺"] : ["No.", "Rule", "Shop"]).map((label) => ({ label, align: "left" })),
      },
    ],
    actions: rules.slice(0, 4).map(({ number }) => ({
      label: zh ? `删除 #${number}` : `Remove #${number}`,
      words: `alerts ${zh ? "删除" : "remove"} ${number}`,
      style: "normal",
    })),
  });
}

export async function removeRule(words: string, context: CommandContext): Promise<CommandResult> {
  const { store, locale, nowMs, shops } = context;
  const zh = locale === "zh";
  const number = Number(/^#?(\d{1,9})$/.exec(words.trim())?.[1]);
  const rule = (await store.alerts.rules()).find((each) => each.number === number && each.state === "active");
  if (rule === undefined) {
    const text = zh ? `没有规则 #${words.trim()}。` : `There is no rule #${words.trim()}.`;
    return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts rules"] }));
  }
  // Somebody else was faster: it is gone either way.
  await store.alerts.commit({ rules: [{ ...rule, state: "removed" }] }, nowMs);
  const shop = shops.find(({ id }) => id === rule.shopId);
  const printed = shop === undefined ? "" : printRule(rule.condition, shop.currency, locale);
  const undo =
    shop === undefined
      ? []
      : [{ label: zh ? "撤销" : "Undo", words: `alerts accept ${printed} ${zh ? "店铺" : "for"} ${shop.id}`, style: "normal" } as const];
  const text = zh ? `已删除规则 #${number}：${printed}。` : `Rule #${number} is removed: ${printed}.`;
  return { ...noticeOf(context, text, undo), onlyForAsker: false };
}

async function readAsked(words: string, context: CommandContext): Promise<RuleAsked | { readonly problem: CommandResult }> {
  const { shops, shop: own, locale, store } = context;
  const zh = locale === "zh";
  const [first] = shops;
  const asker = own ?? first;
  if (asker === undefined) {
    const text = zh ? "还没有店铺。" : "There is no shop yet.";
    return { problem: problemResult(context, composeProblem({ locale, text, suggestions: ["shopbell demo"] })) };
  }
  const channels = [...new Set((await Promise.all(shops.map(({ id }) => store.measures.names(id, "channel", 50)))).flat())];
  const names = shops.flatMap(({ id, name }) => [id, name]);
  const parsed = readRuleWords(words, { currency: asker.currency, channels, shops: names });
  if (!parsed.ok) {
    const suggestions = [
      exampleRule(asker.currency, locale),
      zh ? "alerts 添加 退款率 上升 50% 对比 上周" : "alerts add refund rate up 50% vs last week",
    ];
    return {
      problem: problemResult(context, composeProblem({ locale, text: parsed.problem[locale], understood: parsed.understood, suggestions })),
    };
  }
  const shop = parsed.shop === null ? own : (shops.find(({ id, name }) => [id, name].includes(parsed.shop ?? "")) ?? null);
  if (shop !== null) return { shop, condition: parsed.condition };
  const printed = printRule(parsed.condition, asker.currency, locale);
  const suggestions = shops.slice(0, 5).map(({ id }) => `alerts ${zh ? "添加" : "add"} ${printed} ${zh ? "店铺" : "for"} ${id}`);
  return {
    problem: problemResult(context, composeProblem({ locale, text: zh ? "哪个店铺的规则？" : "A rule for which shop?", suggestions })),
  };
}

/** A rule on data that no source tells would be silent for ever, which looks like peace. */
function untold(printed: string, shop: Shop, context: CommandContext): CommandResult {
  const { locale } = context;
  const text =
    locale === "zh"
      ? `${shop.name} 没有“${printed}”所需的每小时数据，这条规则永远不会响。请先导入：shopbell import metrics <文件> --shop ${shop.id}`
      : `No source of ${shop.name} tells by the hour what “${printed}” needs, so it could never ring. Bring it in first: shopbell import metrics <file> --shop ${shop.id}`;
  return problemResult(context, composeProblem({ locale, text, suggestions: ["shopbell status"] }));
}

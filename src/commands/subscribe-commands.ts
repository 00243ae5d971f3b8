/** `/shopbell subscribe` and its kin: reports that come to this channel by themselves. */
import { formatInstant } from "../core/calendar/format-period.ts";
import type { Locale } from "../core/locale.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Action, Block } from "../core/messages/message.ts";
import { DEFAULT_WAIT_MS } from "../core/reports/freshness-gate.ts";
import { REPORT_SECTIONS, SECTION_NAMES } from "../core/reports/report-section.ts";
import type { Shop } from "../core/shop.ts";
import { isReportSubscription, type Subscription } from "../ports/subscriptions.ts";
import { composeHourNow } from "./campaign-hour-now.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import { nextPosts } from "./next-posts.ts";
import { printSchedule, printSubscription } from "./print-subscription.ts";
import { problemResult } from "./problem-result.ts";
import { composeReportNow } from "./report-command.ts";
import { type SubscriptionVerb, VERB_WORDS } from "./subscribe-vocabulary.ts";
import { parseSubscription, type SubscriptionRequest } from "./subscribe-words.ts";

/** Times shown in each reply. */
const TIMES_SHOWN = 3;

export async function runSubscriptionCommand(verb: SubscriptionVerb, words: string, context: CommandContext): Promise<CommandResult> {
  const { locale } = context;
  const parsed = parseSubscription(verb, words);
  if (!parsed.ok)
    return problemResult(
      context,
      composeProblem({ locale, text: parsed.problem[locale], suggestions: [parsed.example[locale], ...formWords(verb, locale)] }),
    );
  const { request } = parsed;
  switch (request.type) {
    case "subscribe":
      return subscribe(request, context);
    case "list":
      return list(context);
    default:
      return change(request, context);
  }
}

/** Where forms can be shown, these words open one. */
function formWords(verb: SubscriptionVerb, locale: Locale): readonly string[] {
  return verb === "subscribe" ? [`shopbell ${VERB_WORDS.subscribe[locale][0]}`] : [];
}

async function subscribe(request: Extract<SubscriptionRequest, { type: "subscribe" }>, context: CommandContext): Promise<CommandResult> {
  const { locale, store, nowMs, newId } = context;
  const shops = chooseShops(request.shops, context);
  if ("problem" in shops) return problemResult(context, composeProblem({ locale, text: shops.problem, suggestions: shops.suggestions }));
  const [first, ...others] = shops.chosen;
  const { request: chat } = context;
  const added = await store.subscriptions.add({
    ...{ id: newId(), place: { ...chat.place, thread: null }, schedule: request.schedule, zone: request.zone },
    ...{ shopIds: [first.id, ...others.map(({ id }) => id)], locale: request.locale ?? locale, sections: REPORT_SECTIONS },
    ...{ waitMs: DEFAULT_WAIT_MS, ownerUserId: chat.user.id, state: "active", sinceMs: nowMs, createdAtMs: nowMs },
  });
  const text =
    locale === "zh"
      ? `已订阅 #${added.number}：${describe(added, context)}。`
      : `Subscribed, #${added.number}: ${describe(added, context)}.`;
  return said(text, added, context, { type: "remove", number: added.number });
}

async function list(context: CommandContext): Promise<CommandResult> {
  const { locale, store, request, newId } = context;
  const zh = locale === "zh";
  const own = (await store.subscriptions.ofPlace(request.place)).filter(({ state }) => state !== "removed");
  const example = zh ? "shopbell 订阅 每日 09:00" : "shopbell subscribe daily at 09:00";
  const summary =
    own.length === 0
      ? zh
        ? "本频道还没有订阅。"
        : "This channel has no subscriptions yet."
      : zh
        ? `本频道有 ${own.length} 个订阅。`
        : `This channel has ${own.length} subscription${own.length === 1 ? "" : "s"}.`;
  const table: Block = {
    type: "table",
    caption: zh ? "订阅" : "Subscriptions",
    columns: [zh ? "编号" : "No.", zh ? "内容" : "What", zh ? "下次" : "Next"].map((label) => ({ label, align: "left" })),
    rows: own.map((each) => [
      `#${each.number}`,
      describe(each, context),
      each.state === "paused" ? (zh ? "已暂停" : "paused") : (nextTimes(each, context)[0] ?? "–"),
    ]),
    more: 0,
  };
  const actions = own
    .slice(0, 4)
    .map(({ number }) => action(zh ? `预览 #${number}` : `Preview #${number}`, { type: "preview", number }, locale));
  return {
    id: newId(),
    message: {
      kind: "help",
      locale,
      summary,
      blocks: own.length === 0 ? [{ type: "text", spans: [{ text: summary }] }] : [table],
      actions:
        own.length === 0
          ? [...formWords("subscribe", locale), example].map((words) => ({ label: words, words, style: "primary" }))
          : actions,
    },
    onlyForAsker: true,
    question: null,
  };
}

type ChangeRequest = Exclude<SubscriptionRequest, { type: "subscribe" | "list" }>;

/** One of the channel's subscriptions, by its number. */
async function change(request: ChangeRequest, context: CommandContext): Promise<CommandResult> {
  const { locale, store, nowMs } = context;
  const zh = locale === "zh";
  const all = await store.subscriptions.ofPlace(context.request.place);
  const found = all.find(({ number, state }) => (request.number === null ? state !== "removed" : number === request.number));
  // A removed one is still there for its undo button only.
  if (found === undefined || (found.state === "removed" && request.type !== "resume")) return missing(request.number, context);
  const put = async (subscription: Subscription, text: string, undo: SubscriptionRequest): Promise<CommandResult> => {
    await store.subscriptions.update(subscription);
    return said(text, subscription, context, undo);
  };
  const name = `#${found.number}`;
  const what = describe(found, context);
  switch (request.type) {
    case "preview":
      return isReportSubscription(found) ? composeReportNow({ subscription: found, context }) : composeHourNow(found, context);
    case "run": {
      const now = isReportSubscription(found) ? composeReportNow({ subscription: found, context }) : composeHourNow(found, context);
      // Everybody in the channel is meant, unless there is nothing to see.
      return now.then((result) => ({ ...result, onlyForAsker: result.message.kind === "problem" }));
    }
    case "pause":
      return put({ ...found, state: "paused" }, zh ? `已暂停 ${name}：${what}。` : `Paused ${name}: ${what}.`, {
        type: "resume",
        number: found.number,
      });
    case "resume":
      return put(
        { ...found, state: "active", sinceMs: found.state === "active" ? found.sinceMs : nowMs },
        zh ? `已恢复 ${name}：${what}。` : `Resumed ${name}: ${what}.`,
        { type: found.state === "removed" ? "remove" : "pause", number: found.number },
      );
    case "remove":
      return put({ ...found, state: "removed" }, zh ? `已退订 ${name}：${what}。` : `Unsubscribed ${name}: ${what}.`, {
        type: "resume",
        number: found.number,
      });
    case "move": {
      if (!isReportSubscription(found)) return notForHourly(found, context);
      const zone = request.zone ?? found.zone;
      const moved: Subscription = { ...found, schedule: { ...found.schedule, at: request.at }, zone };
      const text = zh ? `已改 ${name}：${describe(moved, context)}。` : `Moved ${name}: ${describe(moved, context)}.`;
      const undoZone = request.zone === null ? null : (found.zone ?? shopsOf(found, context)[0]?.zone ?? null);
      return put(moved, text, { type: "move", number: found.number, at: found.schedule.at, zone: undoZone });
    }
    case "sections": {
      if (!isReportSubscription(found)) return notForHourly(found, context);
      const names = request.sections.map((section) => SECTION_NAMES[section][locale][0]).join(zh ? "、" : ", ");
      const shown = names === "" ? (zh ? "只有净销售额" : "net sales alone") : names;
      return put({ ...found, sections: request.sections }, zh ? `${name} 今后包含：${shown}。` : `${name} now shows: ${shown}.`, {
        type: "sections",
        number: found.number,
        sections: found.sections,
      });
    }
    case "wait": {
      const hours = request.waitMs / 3_600_000;
      return put(
        { ...found, waitMs: request.waitMs },
        zh ? `${name} 最多等待迟到的数据 ${hours} 小时。` : `${name} waits up to ${hours} h for late data.`,
        { type: "wait", number: found.number, waitMs: found.waitMs },
      );
    }
  }
}

type ChosenShops = { readonly chosen: readonly [Shop, ...Shop[]] } | { readonly problem: string; readonly suggestions: readonly string[] };

function chooseShops(names: readonly string[], { shops, shop, locale }: CommandContext): ChosenShops {
  const zh = locale === "zh";
  const suggestions = shops
    .slice(0, 5)
    .map(({ id }) => (zh ? `shopbell 订阅 每日 09:00 店铺 ${id}` : `shopbell subscribe daily at 09:00 for ${id}`));
  if (names.length === 0) {
    if (shop !== null) return { chosen: [shop] };
    return { problem: zh ? "订阅哪个店铺的报告？" : "Which shop should the report be about?", suggestions };
  }
  const chosen: Shop[] = [];
  for (const name of names) {
    const found = shops.find((each) => each.id === name || each.name.toLowerCase() === name);
    if (found === undefined) return { problem: zh ? `没有店铺“${name}”。` : `There is no shop “${name}”.`, suggestions };
    if (!chosen.includes(found)) chosen.push(found);
  }
  const [first, ...others] = chosen;
  return first === undefined ? { problem: "", suggestions } : { chosen: [first, ...others] };
}

function missing(number: number | null, context: CommandContext): CommandResult {
  const { locale } = context;
  const zh = locale === "zh";
  const text =
    number === null
      ? zh
        ? "本频道还没有订阅。"
        : "This channel has no subscriptions yet."
      : zh
        ? `本频道没有订阅 #${number}。`
        : `This channel has no subscription #${number}.`;
  const suggestions = [printSubscription({ type: "list" }, locale), zh ? "订阅 每日 09:00" : "subscribe daily at 09:00"];
  return problemResult(context, composeProblem({ locale, text, suggestions: suggestions.map((words) => `shopbell ${words}`) }));
}

/** "daily at 09:00 on weekdays, Demo shop, Europe/Berlin". */
function describe(subscription: Subscription, context: CommandContext): string {
  const { locale } = context;
  const shops = shopsOf(subscription, context);
  const zone = subscription.zone ?? [...new Set(shops.map((shop) => shop.zone))].join(", ");
  const names = shops.map(({ name }) => name).join(locale === "zh" ? "、" : ", ");
  return [printSchedule(subscription.schedule, locale), names, zone].filter((part) => part !== "").join(locale === "zh" ? "，" : ", ");
}

function shopsOf({ shopIds }: Subscription, { shops }: CommandContext): readonly Shop[] {
  return shopIds.flatMap((id) => shops.filter((shop) => shop.id === id));
}

function nextTimes(subscription: Subscription, context: CommandContext): readonly string[] {
  return nextPosts(subscription, context, TIMES_SHOWN).map(({ atMs, zone }) => formatInstant(atMs, zone, context.locale));
}

function notForHourly({ number }: Subscription, context: CommandContext): CommandResult {
  const { locale } = context;
  const text =
    locale === "zh"
      ? `#${number} 在活动期间每小时发送，时间和版块不能更改。`
      : `#${number} comes at the end of each hour of a campaign: its time and its parts are always the same.`;
  return problemResult(context, composeProblem({ locale, text, suggestions: [`shopbell ${printSubscription({ type: "list" }, locale)}`] }));
}

/** What was done, when it comes next, and a button that takes it back. */
function said(text: string, subscription: Subscription, context: CommandContext, undo: SubscriptionRequest): CommandResult {
  const { locale, newId } = context;
  const zh = locale === "zh";
  const times = subscription.state === "active" ? nextTimes(subscription, context) : [];
  const blocks: Block[] = [{ type: "text", spans: [{ text }] }];
  if (times.length > 0)
    blocks.push({ type: "text", spans: [{ text: zh ? "接下来三次 " : "Next ", style: "strong" }, { text: times.join(" · ") }] });
  if (times.length === 0 && subscription.state === "active") {
    blocks.push({
      type: "text",
      spans: [{ text: zh ? "目前没有计划中的活动。" : "No campaign is planned yet: the first post comes with the next one." }],
    });
  }
  const preview =
    subscription.state === "active" ? [action(zh ? "预览" : "Preview", { type: "preview", number: subscription.number }, locale)] : [];
  return {
    id: newId(),
    message: { kind: "notice", locale, summary: text, blocks, actions: [action(zh ? "撤销" : "Undo", undo, locale), ...preview] },
    onlyForAsker: false,
    question: null,
  };
}

function action(label: string, request: SubscriptionRequest, locale: Locale): Action {
  return { label, words: `shopbell ${printSubscription(request, locale)}`, style: "normal" };
}

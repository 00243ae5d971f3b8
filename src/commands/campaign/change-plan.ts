/** Changing one part of a plan by chat: phases, channels, curve, targets, budget, countdown, places. Each answers with an undo. */
import {
  type CountdownMark,
  MAX_PHASE_MS,
  PHASE_KINDS,
  type PhaseKind,
  type PlannedCurve,
  TARGET_METRICS,
} from "../../core/campaigns/campaign.ts";
import { instantOf } from "../../core/campaigns/moment.ts";
import type { Localized } from "../../core/locale.ts";
import { campaignAction, PHASE_NAMES } from "../../core/messages/campaign-parts.ts";
import { CURVE_NAMES, formatTarget } from "../../core/messages/compose-campaign.ts";
import { METRICS } from "../../core/metrics/catalogue.ts";
import { toDecimalString } from "../../core/money.ts";
import { findByWord, type Words } from "../../core/words.ts";
import type { CommandResult } from "../command.ts";
import { type CampaignInput, refused, refuseOffChat, UNDO } from "./campaign-input.ts";
import { REVERSED, shown } from "./plan-campaign.ts";
import { badMoney, badTarget, readMoney, readTarget, typedTarget } from "./read-clauses.ts";
import { readDates } from "./read-dates.ts";
import { joinWords } from "./split-words.ts";

const NONE = /^(?:none|无)$/iu;

const PHASE_WORDS: Readonly<Record<PhaseKind, Words>> = {
  preparation: { en: ["preparation", "prep"], zh: ["筹备", "准备"] },
  "warm-up": { en: ["warm-up", "warmup"], zh: ["预热"] },
  main: { en: ["main"], zh: ["正式期", "正式"] },
  return: { en: ["return", "returns"], zh: ["返场", "返场与退货", "退货"] },
};

/** `phase warm-up 2026-10-25..2026-10-31`: that one alone; `phase warm-up none` takes it away. */
export async function setPhase({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, nowMs } = view;
  const [first, ...others] = rest;
  const kind = findByWord(PHASE_WORDS, first?.text ?? "");
  const line = joinWords(others);
  const isNone = NONE.test(line);
  const dates = isNone ? null : readDates(line, nowMs, shop.zone);
  if (kind === null || (!isNone && (dates === null || dates.end === null))) return refused(BAD_PHASE, context, PHASE_EXAMPLES);
  if (isNone && kind === "main") {
    const text = { en: "A campaign has a main phase. Cancel it instead.", zh: "活动必须有正式期；如需终止请取消活动。" };
    return refused(text, context, { en: [`campaign cancel #${campaign.id}`], zh: [`campaign 取消 #${campaign.id}`] });
  }
  const { start, end } = dates ?? { start: null, end: null };
  if (start !== null && end !== null) {
    const lengthMs = instantOf(end, shop.zone) - instantOf(start, shop.zone);
    if (lengthMs <= 0) return refused(REVERSED, context, PHASE_EXAMPLES);
    if (lengthMs > MAX_PHASE_MS) return refused(TOO_LONG, context, PHASE_EXAMPLES);
  }
  const kept = campaign.phases.filter((each) => each.kind !== kind);
  const phases = start === null || end === null ? kept : [...kept, { kind, start, end }];
  const inOrder = PHASE_KINDS.flatMap((each) => phases.find((phase) => phase.kind === each) ?? []);
  const changed = await context.store.campaigns.update({ ...campaign, phases: inOrder, sinceMs: nowMs });
  const before = campaign.phases.find((each) => each.kind === kind);
  const undo = campaignAction(UNDO, "phase", view, `${kind} ${before === undefined ? "none" : `${before.start} .. ${before.end}`}`);
  const name = PHASE_NAMES[kind];
  const text = isNone
    ? { en: `No phase “${name.en}” any more.`, zh: `已删除阶段“${name.zh}”。` }
    : { en: `“${name.en}” is set; steps due by it move along.`, zh: `“${name.zh}”已设定，相关步骤一并移动。` };
  return shown(changed, context, text, undo);
}

/** `channels web, email`; `channels all`. */
export async function setChannels({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop } = view;
  const said = rest
    .flatMap(({ text, isQuoted }) => (isQuoted ? [text] : text.split(/[,，、]/u)))
    .map((text) => text.trim())
    .filter((text) => text !== "");
  if (said.length === 0 || said.length > MOST_CHANNELS) return refused(BAD_CHANNELS, context, CHANNEL_EXAMPLES);
  const isAll = said.length === 1 && /^(?:all|全部|所有)$/iu.test(said[0] ?? "");
  const known = await context.store.measures.names(shop.id, "channel", KNOWN_CHANNELS);
  const channels = isAll ? [] : [...new Set(said.map((name) => known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name))];
  const changed = await context.store.campaigns.update({ ...campaign, channels });
  const undo = campaignAction(UNDO, "channels", view, campaign.channels.map((name) => `"${name}"`).join(" ") || "all");
  const strangers = channels.filter((name) => !known.includes(name));
  const warning = {
    en: strangers.length === 0 ? "" : ` Nothing has been sold in ${strangers.join(", ")} so far: is the name right?`,
    zh: strangers.length === 0 ? "" : `${strangers.join("、")} 尚无销售记录，请确认名称。`,
  };
  const text = isAll
    ? { en: "It runs in all channels.", zh: "活动覆盖全部渠道。" }
    : { en: `It runs in ${channels.join(", ")}.${warning.en}`, zh: `活动渠道：${channels.join("、")}。${warning.zh}` };
  return shown(changed, context, text, undo);
}

const CURVE_WORDS: Readonly<Record<Exclude<PlannedCurve["type"], "table">, Words>> = {
  usual: { en: ["usual"], zh: ["默认"] },
  "last-time": { en: ["last-time", "last"], zh: ["上次", "沿用上次"] },
  "shop-hours": { en: ["shop-hours", "hours"], zh: ["平日", "平日时段"] },
};

/** `curve last-time`, or one weight an hour since the start: `curve 5 3 2 2 1`. */
export async function setCurve({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign } = view;
  const curve = readCurve(rest.map(({ text }) => text));
  if (curve === null) return refused(BAD_CURVE, context, CURVE_EXAMPLES);
  const changed = await context.store.campaigns.update({ ...campaign, curve });
  const { curve: before } = campaign;
  const undo = campaignAction(UNDO, "curve", view, before.type === "table" ? before.weights.join(" ") : before.type);
  const name = CURVE_NAMES[curve.type];
  return shown(changed, context, { en: `The target's curve: ${name.en}.`, zh: `目标分布：${name.zh}。` }, undo);
}

function readCurve(words: readonly string[]): PlannedCurve | null {
  const [only, ...others] = words;
  const type = others.length === 0 ? findByWord(CURVE_WORDS, only ?? "") : null;
  if (type !== null) return { type };
  const texts = words.flatMap((word) => word.split(/[,，、;]/u)).filter((text) => text !== "");
  const weights = texts.map(Number);
  const isTable = weights.every((weight) => Number.isFinite(weight) && weight >= 0) && weights.some((weight) => weight > 0);
  return isTable ? { type: "table", weights } : null;
}

/** `target <metric> <value>`; `target <metric> none` takes it away. */
export async function setTarget({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, locale } = view;
  const line = joinWords(rest);
  const isNone = /\s(?:none|无)$/iu.test(line);
  const target = readTarget(isNone ? line.replace(/\s\S+$/u, " 1") : line, shop);
  const [id] = TARGET_METRICS.filter((each) => target?.[each] !== undefined);
  if (target === null || id === undefined) return refused(badTarget(shop), context);
  const { [id]: before, ...others } = campaign.targets;
  const changed = await context.store.campaigns.update({ ...campaign, targets: isNone ? others : { ...campaign.targets, ...target } });
  const label = METRICS[id].label[locale];
  const undo = campaignAction(
    UNDO,
    "target",
    view,
    `${METRICS[id].names.en[0]} ${before === undefined ? "none" : typedTarget(id, before, shop)}`,
  );
  const value = formatTarget(id, target[id] ?? 0, shop.currency, locale);
  const text = isNone
    ? { en: `No target for ${label} any more.`, zh: `已取消${label}目标。` }
    : { en: `Target for ${label}: ${value}.`, zh: `${label}目标：${value}。` };
  return shown(changed, context, text, undo);
}

/** `budget <amount>`; `budget none` takes it away. */
export async function setBudget({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop } = view;
  const line = joinWords(rest);
  const budgetMinor = NONE.test(line) ? null : readMoney(line, shop);
  if (budgetMinor === null && !NONE.test(line)) return refused(badMoney(shop), context);
  const changed = await context.store.campaigns.update({ ...campaign, budgetMinor });
  const before = campaign.budgetMinor === null ? "none" : toDecimalString(campaign.budgetMinor, shop.currency);
  const text = budgetMinor === null ? { en: "No budget any more.", zh: "已取消预算。" } : { en: "The budget is set.", zh: "预算已设定。" };
  return shown(changed, context, text, campaignAction(UNDO, "budget", view, before));
}

/** `countdown 30d 7d 1d 12h start end`. */
export async function setCountdown({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign } = view;
  const marks = rest.map(({ text }) => text.toLowerCase().replace(/^t-|,$/g, ""));
  const known = marks.filter((mark): mark is CountdownMark => /^(\d{1,3}[dh]|start|end)$/.test(mark));
  if (known.length === 0 || known.length < marks.length) {
    return refused({ en: "Name the marks, such as 30d 7d 1d 12h start end.", zh: "请列出时间点，例如 30d 7d 1d 12h start end。" }, context);
  }
  const changed = await context.store.campaigns.update({ ...campaign, countdown: [...new Set(known)] });
  const undo = campaignAction(UNDO, "countdown", view, campaign.countdown.join(" "));
  return shown(changed, context, { en: "The countdown is changed.", zh: "倒计时已更改。" }, undo);
}

/** Posts countdown, pace and review in this channel, or no more. */
export async function setPlace({ context, view }: CampaignInput, isHere: boolean): Promise<CommandResult> {
  const { campaign } = view;
  const offChat = isHere ? refuseOffChat(context) : null;
  if (offChat !== null) return offChat;
  const here = { ...context.request.place, thread: null };
  const others = campaign.places.filter(
    ({ platform, workspace, channel }) => !(platform === here.platform && workspace === here.workspace && channel === here.channel),
  );
  const changed = await context.store.campaigns.update({ ...campaign, places: isHere ? [...others, here] : others });
  const text: Localized = isHere
    ? { en: "Countdown, pace and review are posted here.", zh: "倒计时、进度与复盘将在此播报。" }
    : { en: "Nothing about it is posted here any more.", zh: "不再在此播报。" };
  return shown(changed, context, text, campaignAction(UNDO, isHere ? "away" : "here", view));
}

const MOST_CHANNELS = 20;
const KNOWN_CHANNELS = 200;

const BAD_PHASE: Localized = {
  en: "Say which phase (preparation, warm-up, main, return), from when to when, or none.",
  zh: "请说明阶段（筹备、预热、正式期、返场）及起止时间，或“无”。",
};
const PHASE_EXAMPLES = {
  en: ["campaign phase warm-up 2027-10-25..2027-10-31", "campaign phase return none"],
  zh: ["campaign 阶段 预热 2027-10-25..2027-10-31", "campaign 阶段 返场 无"],
};
const TOO_LONG: Localized = { en: "That is longer than a year: is the year right?", zh: "时长超过一年，请检查年份。" };
const BAD_CHANNELS: Localized = { en: "Name the channels it runs in, or all.", zh: "请列出活动渠道，或说“全部”。" };
const CHANNEL_EXAMPLES = {
  en: ["campaign channels web, email", "campaign channels all"],
  zh: ["campaign 渠道 web、email", "campaign 渠道 全部"],
};
const BAD_CURVE: Localized = {
  en: "Say how the target is spread: usual, last-time, shop-hours, or a weight of 0 or more for each hour since the start.",
  zh: "请说明目标如何分布：默认、上次、平日，或自开始起每小时一个不小于 0 的权重。",
};
const CURVE_EXAMPLES = {
  en: ["campaign curve last-time", "campaign curve 5 3 2 2 1"],
  zh: ["campaign 曲线 上次", "campaign 曲线 5 3 2 2 1"],
};

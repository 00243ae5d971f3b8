/** What a channel wants to hear of alerts: on and off, mutes, quiet hours, the noise budget, planned windows, escalation. */
import { DEFAULT_POSTS_PER_DAY, hearsShop, type Mute, type PlannedWindow } from "../../core/alerts/alert-place.ts";
import type { Localized } from "../../core/locale.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import { printWindow } from "../../core/messages/compose-window-notice.ts";
import { parseTimeOfDay, printTimeOfDay } from "../../core/schedule/recurrence.ts";
import { type PlacedAlertPlace, placeKey } from "../../ports/alerts.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";
import { noticeOf, zoneOf } from "./alert-context.ts";
import { changeEscalation } from "./alert-escalation.ts";
import { type AlertVerb, WATCHED_WORDS } from "./alert-vocabulary.ts";
import { describePlace, printMute } from "./describe-alert-place.ts";
import { describeLearning } from "./describe-learning.ts";
import { readWindow } from "./read-alert-time.ts";
import { OFF_WORDS, type SettingChange } from "./setting-change.ts";

export type SettingVerb = Extract<AlertVerb, "on" | "off" | "mute" | "unmute" | "quiet" | "budget" | "plan" | "escalate">;

const ATTEMPTS = 5;
const MOST_POSTS = 100;

export async function changeAlertPlace(verb: SettingVerb, words: string, context: CommandContext): Promise<CommandResult> {
  const { store, request, locale, nowMs } = context;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await store.alerts.place(request.place);
    const place = known ?? (await newPlace(context));
    const change = await changeOf(verb, words.normalize("NFKC").trim(), { ...place, isOn: verb === "off" ? place.isOn : true }, context);
    if ("problem" in change) {
      return problemResult(context, composeProblem({ locale, text: change.problem, suggestions: change.suggestions }));
    }
    if (!(await store.alerts.commit({ places: [change.place] }, nowMs))) continue;
    const undo =
      change.undo === undefined ? [] : [{ label: locale === "zh" ? "撤销" : "Undo", words: change.undo, style: "normal" } as const];
    const learning = verb === "on" ? await describeLearning(change.place, context) : [];
    const result = noticeOf(context, [change.text, ...describePlace(change.place, context), ...learning].join("\n"), undo);
    return { ...result, onlyForAsker: false };
  }
  const text = locale === "zh" ? "多人同时修改，请再试一次。" : "Others keep changing this. Try once more.";
  return problemResult(context, composeProblem({ locale, text, suggestions: ["alerts list"] }));
}

/** The channel that asks hears its own shop; where it has none, all of them. */
async function newPlace(context: CommandContext): Promise<PlacedAlertPlace> {
  const { request, shop, locale } = context;
  return {
    ...{ key: placeKey(request.place), version: 0, place: { ...request.place, thread: null }, isOn: false, locale },
    ...{ shopIds: shop === null ? [] : [shop.id], zone: await zoneOf(context), ownerUserId: request.user.id, quiet: null },
    ...{ postsPerDay: DEFAULT_POSTS_PER_DAY, mutes: [], windows: [], escalation: null },
  };
}

async function changeOf(verb: SettingVerb, words: string, place: PlacedAlertPlace, context: CommandContext): Promise<SettingChange> {
  const say = (text: Localized) => text[context.locale];
  switch (verb) {
    case "on":
      return turnOn(words, place, context);
    case "off":
      return {
        place: { ...place, isOn: false },
        text: say({ en: "Alerts no longer come here.", zh: "告警不再发到本频道。" }),
        undo: "alerts here",
      };
    case "mute":
    case "unmute":
      return changeMutes(verb, words, place, context);
    case "quiet":
      return changeQuiet(words, place, context);
    case "budget":
      return changeBudget(words, place, context);
    case "plan":
      return plan(words, place, context);
    case "escalate":
      return changeEscalation(words, place, context);
  }
}

function turnOn(words: string, place: PlacedAlertPlace, { locale, shops, request }: CommandContext): SettingChange {
  const zh = locale === "zh";
  const named = words
    .replace(/^(?:for|店铺)\s*/iu, "")
    .split(/[\s,、，]+/u)
    .filter((word) => word !== "" && word !== "and");
  const owner = request.user.id;
  const text = zh ? "告警会发到本频道。" : "Alerts come to this channel.";
  if (named.length === 0) return { place: { ...place, ownerUserId: owner, locale }, text, undo: "alerts off" };
  if (named.every((word) => /^(?:all|every|everything|shops|所有|全部)$/iu.test(word))) {
    return { place: { ...place, shopIds: [], ownerUserId: owner, locale }, text, undo: "alerts off" };
  }
  const ids = named.map((name) => shops.find((shop) => shop.id === name.toLowerCase() || shop.name === name)?.id ?? null);
  const missing = named.find((_, index) => ids[index] === null);
  if (missing !== undefined) {
    const problem = zh ? `没有店铺“${missing}”。` : `There is no shop “${missing}”.`;
    return { problem, suggestions: ["alerts here", ...shops.slice(0, 4).map(({ id }) => `alerts here ${id}`), "alerts here all"] };
  }
  const shopIds = ids.flatMap((id) => (id === null ? [] : [id]));
  const zone = shops.find(({ id }) => id === shopIds[0])?.zone ?? place.zone;
  return { place: { ...place, shopIds, zone, ownerUserId: owner, locale }, text, undo: "alerts off" };
}

async function changeMutes(
  verb: "mute" | "unmute",
  words: string,
  place: PlacedAlertPlace,
  context: CommandContext,
): Promise<SettingChange> {
  const { locale, shops, store } = context;
  const zh = locale === "zh";
  const heard = shops.filter(({ id }) => hearsShop(place, id));
  const channels = [...new Set((await Promise.all(heard.map(({ id }) => store.measures.names(id, "channel", 50)))).flat())];
  const mute = readMute(words, channels);
  if (mute === null) {
    const some = channels.slice(0, 5).join(", ");
    const problem = zh
      ? `静音什么？可以是指标（客单价、转化率……）、渠道（${some}），或两者：转化率 paid。`
      : `Mute what? A metric (aov, conversion …), a channel (${some}), or one in the other: conversion in paid.`;
    return { problem, suggestions: [`alerts ${verb} aov`, ...channels.slice(0, 2).map((name) => `alerts ${verb} ${name}`)] };
  }
  const others = place.mutes.filter(({ metric, channel }) => metric !== mute.metric || channel !== mute.channel);
  const name = printMute(mute, locale);
  if (verb === "mute") {
    return {
      place: { ...place, mutes: [...others, mute] },
      text: zh ? `已静音：${name}。` : `Muted: ${name}.`,
      undo: `alerts unmute ${words}`,
    };
  }
  if (others.length === place.mutes.length) {
    return { problem: zh ? `${name} 没有被静音。` : `${name} is not muted.`, suggestions: ["alerts list"] };
  }
  return {
    place: { ...place, mutes: others },
    text: zh ? `已取消静音：${name}。` : `No longer muted: ${name}.`,
    undo: `alerts mute ${words}`,
  };
}

/** "conversion in paid", "aov", "channel paid", "转化率 paid". A name that is both is the metric. */
function readMute(words: string, channels: readonly string[]): Mute | null {
  const said = words.trim().toLowerCase();
  const metric = watchedMetrics().find((each) => wordsOf(each).some((word) => said === word || startsWithWord(said, word))) ?? null;
  const named =
    metric === null
      ? ""
      : (wordsOf(metric)
          .filter((word) => said === word || startsWithWord(said, word))
          .sort((a, b) => b.length - a.length)[0] ?? "");
  const rest = said
    .slice(named.length)
    .replace(/^\s*(?:in|of|on|channel|渠道|在)?\s*(?:channel|渠道)?\s*[=:：]?\s*/iu, "")
    .trim();
  if (rest === "") return metric === null ? null : { metric, channel: null };
  const channel = channels.find((name) => name.toLowerCase() === rest);
  return channel === undefined ? null : { metric, channel };
}

function changeQuiet(words: string, place: PlacedAlertPlace, { locale }: CommandContext): SettingChange {
  const zh = locale === "zh";
  if (OFF_WORDS.test(words)) return { place: { ...place, quiet: null }, text: zh ? "已取消安静时段。" : "No quiet hours any more." };
  const match = /^(\d{1,2}:\d{2})\s*(?:-|–|—|to|到|至|~)\s*(\d{1,2}:\d{2})$/u.exec(words.replace(/^(?:from|从)\s*/iu, ""));
  const [from, to] = [parseTimeOfDay(match?.[1] ?? ""), parseTimeOfDay(match?.[2] ?? "")];
  if (from === null || to === null || printTimeOfDay(from) === printTimeOfDay(to)) {
    const problem = zh ? "请写起止时间，例如 22:00-07:00，或 关闭。" : "Say from when to when, like 22:00-07:00, or off.";
    return { problem, suggestions: ["alerts quiet 22:00-07:00", "alerts quiet off"] };
  }
  const text = zh
    ? "安静时段已设。期间开始的告警若仍在，会在结束时发出。"
    : "Quiet hours are set. What begins in them and still goes on is told when they end.";
  return { place: { ...place, quiet: { from, to } }, text, undo: "alerts quiet off" };
}

function changeBudget(words: string, place: PlacedAlertPlace, { locale }: CommandContext): SettingChange {
  const zh = locale === "zh";
  const posts = Number(/^(\d{1,3})(?:\s*(?:a|per)?\s*(?:day|天|条|条每天))?$/iu.exec(words)?.[1]);
  if (!(posts >= 1 && posts <= MOST_POSTS)) {
    const problem = zh ? `每天最多几条新告警？1 到 ${MOST_POSTS}。` : `At most how many new alerts a day? 1 to ${MOST_POSTS}.`;
    return { problem, suggestions: ["alerts budget 5"] };
  }
  const text = zh ? "已设。其余并入每日汇总；严重告警总会发出。" : "Set. The rest goes into a daily digest; serious ones always ring.";
  return { place: { ...place, postsPerDay: posts }, text, undo: `alerts budget ${place.postsPerDay}` };
}

function plan(words: string, place: PlacedAlertPlace, { locale, nowMs }: CommandContext): SettingChange {
  const zh = locale === "zh";
  if (OFF_WORDS.test(words)) {
    const windows = place.windows.filter(({ fromMs }) => fromMs <= nowMs);
    return { place: { ...place, windows }, text: zh ? "已取消尚未开始的计划。" : "Plans that have not begun are cancelled." };
  }
  const window: PlannedWindow | null = readWindow(words, { nowMs, zone: place.zone });
  const suggestions = [zh ? "alerts 计划 明天 02:00-04:00 迁移" : "alerts plan tomorrow 02:00-04:00 migration"];
  if (window === null) {
    const problem = zh
      ? "没看懂时间段。请写日期、起止时间与原因。"
      : "I did not understand when. Say a day, from when to when, and what for.";
    return { problem, suggestions };
  }
  if (window.toMs <= nowMs) {
    const problem = zh ? "这段时间已经过去了。" : "That time is over already. For an alert of it say: alerts expected <number>.";
    return { problem, suggestions };
  }
  const kept = place.windows.filter(({ toMs }) => toMs > nowMs - 86_400_000);
  const text = zh ? `已计划：${printWindow(window, place.zone, locale)}。` : `Planned: ${printWindow(window, place.zone, locale)}.`;
  return {
    place: { ...place, windows: [...kept, window] },
    text,
    undo: "alerts plan off",
  };
}

function watchedMetrics() {
  return (Object.keys(WATCHED_WORDS) as readonly string[]).filter((key): key is keyof typeof WATCHED_WORDS => key in WATCHED_WORDS);
}

function wordsOf(metric: keyof typeof WATCHED_WORDS): readonly string[] {
  return [...WATCHED_WORDS[metric].en, ...WATCHED_WORDS[metric].zh];
}

/** "refund rate in paid" begins with "refund rate"; "salesforce" does not begin with "sales". */
function startsWithWord(text: string, word: string): boolean {
  return text.startsWith(word) && !/[a-z0-9]/.test(text.charAt(word.length));
}

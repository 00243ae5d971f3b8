/** `/alerts list`: what goes on, what was over lately, what is muted; `/alerts show 12`: one of them whole. */
import { byMoneyAtStake, isLive } from "../../core/alerts/alert.ts";
import { DAY_MS } from "../../core/calendar/business-day.ts";
import { composeAlert } from "../../core/messages/compose-alert.ts";
import { alertTable } from "../../core/messages/compose-alert-review.ts";
import type { Action, Block, Message } from "../../core/messages/message.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { findAlert, heardAlerts, ownPlace, readingOf, saidOf } from "./alert-context.ts";
import { describePlace } from "./describe-alert-place.ts";
import { describeLearning } from "./describe-learning.ts";

/** "Recent" is the last week. */
const RECENT_MS = 7 * DAY_MS;

export async function listAlerts(context: CommandContext): Promise<CommandResult> {
  const { locale, nowMs } = context;
  const zh = locale === "zh";
  const [alerts, place, reading] = await Promise.all([heardAlerts(context, nowMs - RECENT_MS), ownPlace(context), readingOf(context)]);
  const live = alerts.filter(isLive).sort(byMoneyAtStake);
  const over = alerts.filter((alert) => !isLive(alert)).reverse();
  const isOn = place?.isOn ?? false;
  const summary =
    live.length === 0
      ? zh
        ? "目前没有进行中的告警。"
        : "No alert is going on."
      : zh
        ? `进行中的告警：${live.length} 个。`
        : `${live.length} alert${live.length === 1 ? " is" : "s are"} going on.`;
  const blocks: readonly Block[] = [
    { type: "text", spans: [{ text: summary }] },
    ...alertTable(zh ? "进行中，按损失排序" : "Going on, most money first", live, reading),
    ...alertTable(zh ? "最近七天已结束" : "Over in the last seven days", over, reading),
    { type: "context", lines: [...describePlace(place, context), ...(await describeLearning(place, context))] },
  ];
  const turnOn: Action = {
    label: zh ? "本频道接收告警" : "Alerts in this channel",
    words: zh ? "alerts 开启" : "alerts here",
    style: "primary",
  };
  const message: Message = {
    ...{ kind: "help", locale, summary, blocks },
    actions: [...(isOn ? [] : [turnOn]), ...live.slice(0, 4).map(({ number }) => show(number, zh))],
  };
  return saidOf(context, message);
}

export async function showAlert(words: string, context: CommandContext): Promise<CommandResult> {
  const found = await findAlert(words, context);
  if ("problem" in found) return found.problem;
  return saidOf(context, composeAlert(found.alert, await readingOf(context)));
}

function show(number: number, zh: boolean): Action {
  return { label: zh ? `查看 ${number}` : `Show ${number}`, words: `alerts ${zh ? "查看" : "show"} ${number}`, style: "normal" };
}

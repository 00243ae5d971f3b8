/** `/alerts more 12`: what is done less often to an alert, as buttons; what needs a name or a reason, as lines to say. */
import { isLive, leadOf } from "../../core/alerts/alert.ts";
import { alertSummary } from "../../core/messages/compose-alert.ts";
import type { Action, Block } from "../../core/messages/message.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { findAlert, readingOf, saidOf } from "./alert-context.ts";
import { WATCHED_WORDS } from "./alert-vocabulary.ts";
import { printMute } from "./describe-alert-place.ts";

export async function showMore(words: string, context: CommandContext): Promise<CommandResult> {
  const found = await findAlert(words, context);
  if ("problem" in found) return found.problem;
  const { alert } = found;
  const { locale } = context;
  const zh = locale === "zh";
  const { number } = alert;
  const button = (en: string, chinese: string, line: string): Action => ({
    label: zh ? chinese : en,
    words: `alerts ${line}`,
    style: "normal",
  });
  const snoozes = [
    button("Snooze until it gets worse", "暂缓至变差", `snooze ${number} until worse`),
    button("Snooze until tomorrow 09:00", "暂缓至明天 09:00", `snooze ${number} until tomorrow 09:00`),
  ];
  const lines = zh
    ? [`告警 指派 ${number} @某人`, `告警 暂缓 ${number} 到 18:00`, `告警 预期 ${number} 原因`, `告警 误报 ${number} 原因`]
    : [
        `alerts assign ${number} @name`,
        `alerts snooze ${number} until 18:00`,
        `alerts expected ${number} why`,
        `alerts false ${number} why`,
      ];
  const summary = alertSummary(alert, await readingOf(context));
  const say: Block = {
    type: "text",
    spans: [
      { text: zh ? "也可以说：" : "Or say: " },
      ...lines.flatMap((text, index) => [{ text: index === 0 ? "" : " · " }, { text, style: "code" as const }]),
    ],
  };
  return saidOf(context, {
    ...{ kind: "help", locale, summary },
    blocks: [{ type: "text", spans: [{ text: summary }] }, say],
    actions: [...(isLive(alert) ? snoozes : []), ...muteButtons()],
  });

  /** The metric, and its sales channel where it is in one: in the language of the words that mute it. */
  function muteButtons(): readonly Action[] {
    const lead = leadOf(alert);
    if (lead === null) return [];
    const { metric, channel } = lead;
    const word = WATCHED_WORDS[metric].en[0];
    const name = (mute: Parameters<typeof printMute>[0]) => printMute(mute, locale);
    const whole = button(`Mute ${name({ metric, channel: null })} here`, `本频道静音${name({ metric, channel: null })}`, `mute ${word}`);
    if (channel === "all" || channel === "") return [whole];
    const part = { metric, channel };
    return [button(`Mute ${name(part)} here`, `本频道静音${name(part)}`, `mute ${word} in ${channel}`), whole];
  }
}

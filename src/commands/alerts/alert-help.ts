/** `/alerts help`: every use by example; each example is a line that works. */
import type { Locale } from "../../core/locale.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { saidOf } from "./alert-context.ts";

const LINES: Readonly<Record<Locale, readonly (readonly [words: string, meaning: string])[]>> = {
  en: [
    ["alerts here", "alerts of this channel's shop come here"],
    ["alerts list", "what goes on, what was over lately"],
    ["alerts ack 12", "you have it; the others see that"],
    ["alerts assign 12 @ann", "Ann has it"],
    ["alerts snooze 12 for 2h", "quiet until then; also: until 18:00, until worse"],
    ["alerts expected 12 flash sale", "no trouble: these hours teach the baseline nothing"],
    ["alerts false 12", "no alarm at all: counted in the weekly review"],
    ["alerts resolve 12", "it is fixed"],
    ["alerts more 12", "what else can be done with it, as buttons"],
    ["alerts mute aov", "a metric, a channel, or “conversion in paid”; unmute takes it back"],
    ["alerts quiet 22:00-07:00", "only serious ones ring then; quiet off"],
    ["alerts budget 5", "at most five new alerts a day, the rest in a digest"],
    ["alerts plan tomorrow 02:00-04:00 moving servers", "expected trouble does not ring"],
    ["alerts escalate 15m @ann, #ops", "who is told, one after the other, when nobody takes it; escalate off"],
    ["alerts add conversion < 1.5% for 2 hours when sessions > 200", "a rule of your own; shows first how often it would have rung"],
    ["alerts rules", "the rules there are; remove 3"],
    ["alerts review", "the last week: rung, acted on, ignored, false, missed"],
  ],
  zh: [
    ["告警 开启", "本频道店铺的告警发到这里"],
    ["告警 列表", "进行中与最近结束的告警"],
    ["告警 接手 12", "由您处理，其他人会看到"],
    ["告警 指派 12 @ann", "交给 Ann"],
    ["告警 暂缓 12 2小时", "届时再提醒；也可以：到 18:00、直到变差"],
    ["告警 预期 12 限时抢购", "不是问题：这些小时不计入基线"],
    ["告警 误报 12", "不是告警：计入每周回顾"],
    ["告警 解决 12", "已修复"],
    ["告警 更多 12", "还能做什么，以按钮列出"],
    ["告警 静音 客单价", "指标、渠道或两者；取消静音可恢复"],
    ["告警 安静 22:00-07:00", "期间只响严重告警；安静 关闭"],
    ["告警 上限 5", "每天最多五条新告警，其余汇总"],
    ["告警 计划 明天 02:00-04:00 迁移服务器", "计划内的异常不响"],
    ["告警 升级 15分钟 @ann, #ops", "无人接手时依次通知；升级 关闭"],
    ["告警 添加 转化率 < 1.5% 持续 2小时 当 会话数 > 200", "自定规则；先看过去会响几次"],
    ["告警 规则", "现有规则；删除 3"],
    ["告警 回顾", "最近一周：响了、处理、无人理会、误报、未响"],
  ],
};

export function helpAlerts(context: CommandContext): CommandResult {
  const { locale } = context;
  const zh = locale === "zh";
  const summary = zh ? "告警怎么用" : "How alerts are used";
  const labels = zh ? ["这样说", "结果"] : ["Say", "and"];
  return saidOf(context, {
    ...{ kind: "help", locale, summary },
    blocks: [
      {
        ...{ type: "table", caption: summary, rows: LINES[locale], more: 0 },
        columns: labels.map((label) => ({ label, align: "left" })),
      },
    ],
    actions: LINES[locale].slice(0, 2).map(([words]) => ({ label: words, words, style: "normal" })),
  });
}

/** Offered while a line is typed. */
export const ALERT_LINES: Readonly<Record<Locale, readonly string[]>> = { en: linesOf("en"), zh: linesOf("zh") };

function linesOf(locale: Locale): readonly string[] {
  return LINES[locale].map(([words]) => words.replace(/^(?:alerts|告警) /u, ""));
}

/** What the Slack adapter itself says, in every language. */
import type { Locale, Localized } from "../../core/locale.ts";

const PHRASES = {
  cancel: { en: "Cancel", zh: "取消" },
  working: { en: "Working on it…", zh: "正在处理…" },
  shortened: { en: "Shortened to fit into a Slack message.", zh: "内容过长,已按 Slack 的限制缩短。" },
  notInChannel: {
    en: "Only you can see this: I am not in this channel. To answer for everybody here, type: /invite @{bot}",
    zh: "仅您可见:我不在此频道中。如需让所有人看到回答,请输入:/invite @{bot}",
  },
  unconfirmed: {
    en: "Slack did not confirm that the answer arrived. If you do not see it, please ask again.",
    zh: "Slack 未确认回答是否送达。如果没有看到,请再问一次。",
  },
  notShown: {
    en: "I could not post the answer here: {reason}",
    zh: "无法在此发布回答:{reason}",
  },
  fileMissing: { en: "I could not attach {file}: {reason}", zh: "无法附上 {file}:{reason}" },
} as const satisfies Readonly<Record<string, Localized>>;

/** "… 14 more", where a list was cut. */
export function sayMore(count: number, locale: Locale): string {
  return locale === "zh" ? `… 还有 ${count} 项` : `… ${count} more`;
}

export function say(phrase: keyof typeof PHRASES, locale: Locale, values: Readonly<Record<string, string>> = {}): string {
  return PHRASES[phrase][locale].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

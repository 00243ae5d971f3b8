/** The lines a command offers while one is typed: whole ones, that work as they stand. */
import type { Locale } from "../core/locale.ts";
import type { Shop } from "../core/shop.ts";
import type { CommandSpec } from "../ports/command-spec.ts";

/** Discord's limit on choices. */
const MOST_CHOICES = 25;

export const SHOPBELL_LINES: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    "subscribe daily at 09:00",
    "subscribe daily at 09:00 on weekdays",
    "subscribe weekly on monday at 09:00",
    "subscribe monthly on 1st at 09:00",
    "subscribe hourly during campaigns",
    ...["subscriptions", "preview", "report now", "status", "help", "shops", "language zh", "setup", "saved"],
    ...["run 1", "pause 1", "resume 1", "move 1 to 08:30", "sections 1 summary, channels, chart", "wait 1 3h", "unsubscribe 1"],
  ],
  zh: [
    "订阅 每日 09:00",
    "订阅 每日 09:00 工作日",
    "订阅 每周 周一 09:00",
    "订阅 每月 1日 09:00",
    "订阅 每小时 活动期间",
    ...["订阅列表", "预览", "报告", "状态", "帮助", "店铺", "language en", "收藏夹"],
    ...["立即发送 1", "暂停 1", "恢复 1", "改到 1 08:30", "版块 1 摘要 渠道 图表", "等待 1 3小时", "退订 1"],
  ],
};

export function completeWords(
  typed: string,
  { name, lines: own }: Pick<CommandSpec, "name" | "lines">,
  { locale, shops }: { readonly locale: Locale; readonly shops: readonly Shop[] },
): readonly string[] {
  const wanted = typed.normalize("NFKC").toLowerCase().trim();
  const other: Locale = locale === "en" ? "zh" : "en";
  if (own === undefined) return [];
  const chooseShop = name === "shopbell" ? shops.map(({ id }) => `shop ${id}`) : [];
  const lines = [...own[locale], ...chooseShop, ...own[other]];
  const begin = lines.filter((line) => line.startsWith(wanted));
  const contain = lines.filter((line) => !line.startsWith(wanted) && line.includes(wanted));
  return [...begin, ...contain].slice(0, MOST_CHOICES);
}

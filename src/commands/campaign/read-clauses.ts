/** The clauses behind a campaign's name, and the targets and amounts in them. */
import { type Campaign, TARGET_METRICS } from "../../core/campaigns/campaign.ts";
import type { Localized } from "../../core/locale.ts";
import { METRICS } from "../../core/metrics/catalogue.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Shop } from "../../core/shop.ts";
import type { Word } from "./split-words.ts";

interface Clauses {
  readonly dates: string;
  readonly target?: string;
  readonly budget?: string;
  readonly kind?: string;
  readonly for?: string;
}

const CLAUSE_WORDS: ReadonlyMap<string, Exclude<keyof Clauses, "dates">> = new Map([
  ...["target", "目标"].map((word) => [word, "target"] as const),
  ...["budget", "预算"].map((word) => [word, "budget"] as const),
  ...["kind", "类型"].map((word) => [word, "kind"] as const),
  ...["for", "店铺"].map((word) => [word, "for"] as const),
]);

/** What stands before the first clause word is the dates. */
export function readClauses(words: readonly Word[]): Clauses {
  const parts: Record<string, string[]> = { dates: [] };
  let current = "dates";
  for (const { text, isQuoted } of words) {
    const clause = isQuoted ? undefined : CLAUSE_WORDS.get(text.toLowerCase());
    if (clause !== undefined) current = clause;
    parts[current] ??= [];
    if (clause === undefined) parts[current]?.push(current === "for" || current === "kind" ? text.toLowerCase() : text);
  }
  return { dates: "", ...Object.fromEntries(Object.entries(parts).map(([name, texts]) => [name, texts.join(" ")])) };
}

/** "sales 120000", "conversion 3.2%", "销售额 120000". */
export function readTarget(text: string, shop: Shop): Campaign["targets"] | null {
  const [, name = "", value = ""] = /^(.+?)\s*[:：=]?\s*([\d.,]+\s*%?)$/u.exec(text.trim()) ?? [];
  const said = name.trim().toLowerCase();
  const id = TARGET_METRICS.find((each) => each === said || METRICS[each].names.en.includes(said) || METRICS[each].names.zh.includes(said));
  if (id === undefined) return null;
  const { unit } = METRICS[id];
  if (unit === "money") {
    const amount = readMoney(value, shop);
    return amount === null ? null : { [id]: amount };
  }
  const number = Number(value.replace(/[,%\s]/g, "")) / (unit === "ratio" && value.includes("%") ? 100 : 1);
  return number > 0 && (unit === "ratio" ? number <= 1 : Number.isSafeInteger(number)) ? { [id]: number } : null;
}

/** A target as it would be typed: for the button that brings it back. */
export function typedTarget(id: (typeof TARGET_METRICS)[number], value: number, shop: Shop): string {
  return METRICS[id].unit === "money" ? String(value / 10 ** currencyDigits(shop.currency)) : String(value);
}

/** Minor units; null for what is no amount above 0. */
export function readMoney(text: string, { currency }: Shop): number | null {
  const match = /^(\d{1,15}(?:,\d{3})*(?:\.\d{1,4})?)$/.exec(text.trim());
  const minor = Math.round(Number(match?.[1]?.replaceAll(",", "")) * 10 ** currencyDigits(currency));
  return minor > 0 && Number.isSafeInteger(minor) ? minor : null;
}

export function badTarget({ currency }: Shop): Localized {
  return {
    en: `Say which target and how much: sales 120000 (in ${currency}), orders 3000, conversion 3.2%.`,
    zh: `请说明目标与数值：销售额 120000（${currency}）、订单 3000、转化率 3.2%。`,
  };
}

export function badMoney({ currency }: Shop): Localized {
  return { en: `Say an amount in ${currency}, such as 8000.`, zh: `请输入 ${currency} 金额，例如 8000。` };
}

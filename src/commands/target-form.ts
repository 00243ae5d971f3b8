/** `/target set` as a form. */
import { printFilter } from "../ask/print-filter.ts";
import type { FilledForm, FormReading, FormSpec } from "../core/forms/form.ts";
import type { Locale, Localized } from "../core/locale.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { TARGET_METRICS } from "../core/targets/target.ts";

export const targetForm: FormSpec = {
  openedBy: ["target set", "target 设", "目标 设", "目标 设定"],
  title: { en: "Set a target", zh: "设定目标" },
  submit: { en: "Set", zh: "设定" },
  fields: [
    {
      ...{ name: "metric", label: { en: "What", zh: "指标" }, required: true, initial: ["sales"] },
      hint: { en: "What is aimed at", zh: "目标针对的指标" },
      input: { kind: "choice", choices: TARGET_METRICS.map((id) => ({ value: id, label: METRICS[id].label })) },
    },
    {
      ...{ name: "period", label: { en: "For when", zh: "时段" }, required: true, initial: [] },
      hint: { en: "2026-12, next week, Q4, Nov 1-11, a campaign's name", zh: "2026-12、下周、第四季度、11月1日到11日、活动名" },
      input: { kind: "text" },
    },
    {
      ...{ name: "value", label: { en: "How much", zh: "目标值" }, required: true, initial: [] },
      hint: { en: "3,000,000 or 3m; 1,200; 3.5%", zh: "300万、3,000,000、1,200、3.5%" },
      input: { kind: "text" },
    },
    {
      ...{ name: "channel", label: { en: "Channel", zh: "渠道" }, required: false, initial: [] },
      hint: { en: "Empty: the whole shop", zh: "不填：整个店铺" },
      input: { kind: "text" },
    },
    {
      ...{ name: "shop", label: { en: "Shop", zh: "店铺" }, required: false, initial: [] },
      hint: { en: "Empty: this channel's own", zh: "不选：本频道的店铺" },
      input: { kind: "choice", choices: "shops" },
    },
  ],
  toWords,
};

function toWords({ metric, period, value, channel, shop }: FilledForm, locale: Locale): FormReading<Localized> {
  const id = TARGET_METRICS.find((each) => each === metric?.[0]) ?? "sales";
  const amount = value?.[0]?.trim() ?? "";
  if (!/\d/.test(amount))
    return { ok: false, problems: { value: { en: "Write a number, such as 3,000,000.", zh: "请填写数字，例如 300万。" } } };
  const only = channel?.[0]?.trim() ?? "";
  const parts = [
    METRICS[id].names[locale][0],
    period?.[0]?.trim() ?? "",
    ...(only === "" ? [] : [printFilter({ dimension: "channel", values: [only] }, locale)]),
    ...(shop?.[0] === undefined ? [] : [locale === "zh" ? `店铺=${shop[0]}` : `for ${shop[0]}`]),
    amount.replace(/\s+/gu, ""),
  ];
  return { ok: true, words: `target set ${parts.join(" ")}` };
}

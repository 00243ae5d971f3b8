/** An explanation in two sentences: "Sales fell $12,400: $9,100 of it is conversion, most of it in paid. Traffic rose." */
import type { Effect, EffectName, Explanation } from "../explain/explanation.ts";
import type { Cause } from "../explain/find-causes.ts";
import type { Localized } from "../locale.ts";
import type { WhySubject } from "./compose-why.ts";
import { EFFECT_NAMES } from "./why-names.ts";

/** A factor smaller than this part of the largest is not worth a word. */
const WORTH_SAYING = 0.1;

type Said = Pick<WhySubject, "locale" | "metric" | "formatSize" | "formatAmount" | "labelKey" | "target">;

export function composeWhySentences(explanation: Explanation, subject: Said): string {
  const { locale, metric } = subject;
  const { change, effects } = explanation;
  const zh = locale === "zh";
  if (change === null)
    return zh
      ? `${metric}：两个时段中有一个无法得知，无法归因。`
      : `${metric} is not known in both periods, so there is nothing to explain.`;
  const first = whatHappened(change, subject);
  if (effects.every(({ amount, factor }) => amount === 0 || factor === "rest")) return zh ? `${first}。` : `${first}.`;
  const ranked = [...effects].filter(({ amount }) => amount !== 0).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const main = ranked.find(({ amount }) => amount > 0 === change > 0) ?? ranked[0];
  if (main === undefined) return zh ? `${first}。` : `${first}.`;
  const cause = causePhrase(explanation, main.factor, subject);
  const name = EFFECT_NAMES[main.factor];
  const share = shareOf(main.amount, change, name, subject);
  const sentence = zh ? `${first}：${share}${cause}。` : `${first}: ${share}${cause}.`;
  const others = ranked.filter(({ amount, factor }) => factor !== main.factor && Math.abs(amount) >= WORTH_SAYING * Math.abs(main.amount));
  return others.length === 0 ? sentence : `${sentence}${zh ? "" : " "}${othersSentence(others, subject)}`;
}

function whatHappened(change: number, { locale, metric, formatSize, target }: Said): string {
  const zh = locale === "zh";
  const size = formatSize(change);
  if (target !== undefined) {
    const sofar = target === "over" ? "" : zh ? "目前" : " so far";
    if (change === 0) return zh ? `${metric}${sofar}正好达到目标` : `${metric}${sofar} met the target exactly`;
    if (zh) return `${metric}${sofar}${change > 0 ? "超出" : "低于"}目标 ${size}`;
    return change > 0 ? `${metric}${sofar} beat the target by ${size}` : `${metric}${sofar} fell short of the target by ${size}`;
  }
  if (change === 0) return zh ? `${metric}持平` : `${metric} did not change`;
  return zh ? `${metric}${change > 0 ? "上升" : "下降"} ${size}` : `${metric} ${change > 0 ? "rose" : "fell"} ${size}`;
}

/** A part larger than the whole is no part of it: others worked against it. */
function shareOf(amount: number, change: number, name: Localized, { locale, formatSize, formatAmount }: Said): string {
  const zh = locale === "zh";
  const part = amount / change;
  if (part >= 0.95 && part <= 1.05) return zh ? `几乎全部来自${name.zh}` : `nearly all of it is ${name.en}`;
  if (part > 0 && part < 1) return zh ? `其中${name.zh} ${formatSize(amount)}` : `${formatSize(amount)} of it is ${name.en}`;
  return zh ? `仅${name.zh}就是 ${formatAmount(amount)}` : `${name.en} alone made ${formatAmount(amount)}`;
}

function causePhrase({ causes }: Explanation, factor: EffectName, subject: Said): string {
  const zh = subject.locale === "zh";
  if (causes === null) return "";
  const [first] = causes;
  if (first === undefined) {
    return zh ? "，没有哪个部分显著不同" : ", with no part standing out";
  }
  const own = causes.find((cause) => cause.factor === factor || cause.kind === factor);
  if (own !== undefined) {
    const isClear = own.certainty === "clear";
    if (zh) return `，${isClear ? "主要" : "可能"}在 ${whereOf(own, subject)}`;
    return `, ${isClear ? "above all" : "perhaps"} in ${whereOf(own, subject)}`;
  }
  const amount = subject.formatAmount(first.amount);
  const name = EFFECT_NAMES[first.factor][subject.locale];
  return zh
    ? `；最显著的是 ${whereOf(first, subject)} 的${name}（${amount}）`
    : `; what stands out is ${name} in ${whereOf(first, subject)} (${amount})`;
}

function whereOf({ dimensions }: Cause, { labelKey }: Said): string {
  return Object.entries(dimensions)
    .map(([dimension, key]) => labelKey(key, dimension))
    .join(" · ");
}

function othersSentence(others: readonly Effect[], { locale, formatAmount }: Said): string {
  const parts = others.map(({ factor, amount }) => `${EFFECT_NAMES[factor][locale]} ${formatAmount(amount)}`);
  return locale === "zh" ? `另外：${parts.join("、")}。` : `Beside it: ${parts.join(", ")}.`;
}

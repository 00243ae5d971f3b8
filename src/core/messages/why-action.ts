/** The "Why?" button: under every answer, report and alert whose number can be explained. */
import type { Locale } from "../locale.ts";
import type { Action } from "./message.ts";

/** `words` ask for the number: "sales yesterday vs last year". What cannot be explained has none: `explainedMetric` tells. */
export function whyAction(words: string, locale: Locale): Action {
  return { label: locale === "zh" ? "为什么？" : "Why?", words: `why ${words}`, style: "primary" };
}

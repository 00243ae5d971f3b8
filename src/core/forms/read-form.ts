/** Checks a filled form field by field, then says it in words. Pure. */
import { parseBusinessDay } from "../calendar/business-day.ts";
import { LOCALES, type Locale, type Localized } from "../locale.ts";
import { parseTimeOfDay } from "../schedule/recurrence.ts";
import type { FoundForm } from "./find-form.ts";
import { type FieldSpec, type FilledForm, FORM_LIMITS, type FormReading } from "./form.ts";

const PROBLEMS = {
  missing: { en: "Fill this in.", zh: "请填写此项。" },
  time: { en: "Write a time from 00:00 to 23:59, such as 09:00.", zh: "请填写 00:00 到 23:59 的时间，例如 09:00。" },
  date: { en: "Write a date such as 2026-11-21.", zh: "请填写日期，例如 2026-11-21。" },
  choice: { en: "Choose one of the list.", zh: "请从列表中选择。" },
  long: { en: `Write at most ${FORM_LIMITS.textChars} characters.`, zh: `最多 ${FORM_LIMITS.textChars} 个字符。` },
} as const satisfies Record<string, Localized>;

export function readForm({ spec, subject }: FoundForm, filled: FilledForm, locale: Locale): FormReading<string> {
  const clean = Object.fromEntries(spec.fields.map((field) => [field.name, trimmed(filled[field.name] ?? []).map(choosing(field))]));
  const problems = spec.fields.flatMap((field): [string, Localized][] => {
    const problem = problemOf(field, clean[field.name] ?? []);
    return problem === null ? [] : [[field.name, problem]];
  });
  const reading =
    problems.length > 0 ? { ok: false as const, problems: Object.fromEntries(problems) } : spec.toWords(clean, locale, subject);
  if (reading.ok) return reading;
  return { ok: false, problems: Object.fromEntries(Object.entries(reading.problems).map(([name, text]) => [name, text[locale]])) };
}

function problemOf({ required, input }: FieldSpec, values: readonly string[]): Localized | null {
  const [value] = values;
  if (value === undefined) return required ? PROBLEMS.missing : null;
  switch (input.kind) {
    case "text":
      return value.length > FORM_LIMITS.textChars ? PROBLEMS.long : null;
    case "time":
      return parseTimeOfDay(value) === null ? PROBLEMS.time : null;
    case "date":
      return parseBusinessDay(value) === null ? PROBLEMS.date : null;
    case "choice":
    case "choices": {
      const { choices } = input;
      // Shops may come and go while the form is open: the command itself looks for them.
      if (choices === "shops") return null;
      return values.every((each) => choices.some((choice) => choice.value === each)) ? null : PROBLEMS.choice;
    }
  }
}

/** Where choices are written rather than picked, their labels in any language mean them. */
function choosing({ input }: FieldSpec): (text: string) => string {
  if (!("choices" in input) || input.choices === "shops") return (text) => text;
  const { choices } = input;
  const folded = (text: string) => text.normalize("NFKC").toLowerCase();
  return (text) => choices.find(({ label }) => LOCALES.some((locale) => folded(label[locale]) === folded(text)))?.value ?? text;
}

/** Fields are one line: a line break in them would end a word. */
function trimmed(values: readonly string[]): readonly string[] {
  return values.map((value) => value.replace(/\s+/gu, " ").trim()).filter((value) => value !== "");
}

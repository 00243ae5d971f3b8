/** Finds the form that words open, and fills in what there is to choose from in a place. */
import { type Choice, FORM_LIMITS, type Form, type FormField, type FormSpec } from "../core/forms/form.ts";
import type { Locale } from "../core/locale.ts";
import type { Shop } from "../core/shop.ts";
import type { CommandSpec } from "../ports/command-spec.ts";

/** Null: the words are no form's. Looks at nothing but the words, so that every request can be asked about. */
export function findForm(specs: readonly CommandSpec[], words: string): FormSpec | null {
  const line = words.normalize("NFKC").trim().replace(/^\//, "").replace(/\s+/gu, " ").toLowerCase();
  return specs.flatMap(({ forms = [] }) => forms).find(({ openedBy }) => openedBy.includes(line)) ?? null;
}

export interface FormPlace {
  readonly locale: Locale;
  readonly shops: readonly Shop[];
  readonly shop: Shop | null;
}

/** A field with nothing to choose from is left out: no platform shows an empty list. */
export function showForm(spec: FormSpec, place: FormPlace): Form {
  const { locale } = place;
  const fields = spec.fields.flatMap(({ name, label, hint, required, initial, input }): FormField[] => {
    const shown = { name, label: label[locale], hint: hint[locale], required, initial };
    if (!("choices" in input)) return [{ ...shown, input }];
    const own = input.choices === "shops" && place.shop !== null ? [place.shop.id] : [];
    const choices = choicesOf(input.choices, place).slice(0, FORM_LIMITS.choices);
    return choices.length === 0 ? [] : [{ ...shown, initial: [...initial, ...own], input: { ...input, choices } }];
  });
  return { id: spec.openedBy[0], locale, title: spec.title[locale], submit: spec.submit[locale], fields };
}

function choicesOf(choices: Extract<FormSpec["fields"][number]["input"], { choices: unknown }>["choices"], place: FormPlace) {
  if (choices === "shops") return place.shops.map(({ id, name }): Choice<string> => ({ value: id, label: name }));
  return choices.map(({ value, label }): Choice<string> => ({ value, label: label[place.locale] }));
}

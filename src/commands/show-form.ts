/** A form as it is shown in a place: with what there is to choose from there. */
import type { FoundForm } from "../core/forms/find-form.ts";
import { type Choice, FORM_LIMITS, type Form, type FormField, type FormSpec } from "../core/forms/form.ts";
import type { Locale } from "../core/locale.ts";
import type { Shop } from "../core/shop.ts";

export interface FormPlace {
  readonly locale: Locale;
  readonly shops: readonly Shop[];
  readonly shop: Shop | null;
}

/** A field with nothing to choose from is left out: no platform shows an empty list. */
export function showForm({ spec, subject }: FoundForm, place: FormPlace): Form {
  const { locale } = place;
  const fields = spec.fields.flatMap(({ name, label, hint, required, initial, input }): FormField[] => {
    const shown = { name, label: label[locale], hint: hint[locale], required, initial };
    if (!("choices" in input)) return [{ ...shown, input }];
    const own = input.choices === "shops" && place.shop !== null ? [place.shop.id] : [];
    const choices = choicesOf(input.choices, place).slice(0, FORM_LIMITS.choices);
    return choices.length === 0 ? [] : [{ ...shown, initial: [...initial, ...own], input: { ...input, choices } }];
  });
  const id = [spec.openedBy[0], ...(subject === null ? [] : [subject])].join(" ");
  return { id, locale, title: spec.title[locale], submit: spec.submit[locale], fields };
}

function choicesOf(choices: Extract<FormSpec["fields"][number]["input"], { choices: unknown }>["choices"], place: FormPlace) {
  if (choices === "shops") return place.shops.map(({ id, name }): Choice<string> => ({ value: id, label: name }));
  return choices.map(({ value, label }): Choice<string> => ({ value, label: label[place.locale] }));
}

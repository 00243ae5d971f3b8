/** A form as a Discord modal or as a command's options, and either as a filled form. */

import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  type APITextInputComponent,
  type ChatInputCommandInteraction,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import { findForm } from "../../core/forms/find-form.ts";
import type { FilledForm, Form, FormField, FormSpec } from "../../core/forms/form.ts";
import type { Locale } from "../../core/locale.ts";
import type { Message } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import type { ChatHandlers, Completion } from "../../ports/chat-platform.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { NO_NAME } from "./embed-stack.ts";
import { cleanLine, encodePlain } from "./escape.ts";
import { LIMITS } from "./limits.ts";

/** Before the form's id in a modal's custom_id. */
const FORM = "f:";
const LIST_COMMA = /[,，、]/u;

export function renderModal(form: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: FORM + form.id,
    title: plain(form.title, LIMITS.modalTitleChars),
    components: form.fields.slice(0, LIMITS.modalFields).map(renderField),
  };
}

function renderField(field: FormField): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: plain(field.label, LIMITS.fieldLabelChars),
    description: plain(field.hint, LIMITS.fieldHintChars),
    component: renderInput(field),
  };
}

/** Modals know no clock and no calendar: times and dates are written. */
function renderInput({ name, required, initial, input }: FormField): APIStringSelectComponent | APITextInputComponent {
  if (!("choices" in input)) {
    const [value] = initial;
    return {
      ...{ type: ComponentType.TextInput, custom_id: name, style: TextInputStyle.Short, required, max_length: LIMITS.textInputChars },
      ...(value === undefined ? {} : { value }),
    };
  }
  const options = input.choices
    .filter(({ value }) => value.length <= LIMITS.choiceChars)
    .slice(0, LIMITS.choices)
    .map(({ value, label }) => ({ value, label: plain(label, LIMITS.choiceChars), default: initial.includes(value) }));
  const max_values = input.kind === "choices" ? options.length : 1;
  return { type: ComponentType.StringSelect, custom_id: name, options, required, min_values: required ? 1 : 0, max_values };
}

/** Null for a modal that is not a form of ours. */
export function readModal({ customId, fields }: ModalSubmitInteraction): { readonly formId: string; readonly filled: FilledForm } | null {
  if (!customId.startsWith(FORM)) return null;
  const filled = fields.fields.map((field, name): [string, readonly string[]] => {
    if ("values" in field) return [name, [...field.values]];
    return [name, "value" in field && typeof field.value === "string" ? [field.value] : []];
  });
  return { formId: customId.slice(FORM.length), filled: Object.fromEntries(filled) };
}

/** "shopbell subscribe" is also a command with an option a field: "/shopbell-subscribe every:Daily at:09:00". */
export function formCommandName({ openedBy: [id] }: FormSpec): string {
  return id.replaceAll(" ", "-");
}

/** Null for the name of a command proper. */
export function findFormCommand(specs: readonly CommandSpec[], name: string): FormSpec | null {
  return formsOf(specs).find((form) => formCommandName(form) === name) ?? null;
}

/** An option takes one text: of several choices they are written with commas. An option left out stands as the form shows it. */
export function readFormOptions({ fields }: FormSpec, { options }: Pick<ChatInputCommandInteraction, "options">): FilledForm {
  return Object.fromEntries(
    fields.map(({ name, input, initial }) => {
      const text = options.getString(name);
      if (text === null) return [name, initial];
      return [name, input.kind === "choices" ? text.split(LIST_COMMA) : [text]];
    }),
  );
}

/** Choices whose label holds what is typed; in a list the last one is being typed. */
export async function completeFormOption(
  { fields }: FormSpec,
  completion: Completion,
  handlers: Pick<ChatHandlers, "complete">,
): Promise<readonly string[]> {
  const input = fields.find(({ name }) => name === completion.option)?.input;
  if (input === undefined || !("choices" in input)) return [];
  const parts = completion.typed.split(LIST_COMMA);
  const typed = (input.kind === "choices" ? (parts.pop() ?? "") : completion.typed).trim();
  const before = input.kind === "choices" ? parts.map((part) => `${part.trim()}, `).join("") : "";
  const labels =
    input.choices === "shops"
      ? await handlers.complete({ ...completion, option: "for", typed })
      : input.choices.map(({ label }) => label[completion.request.locale ?? "en"]);
  const fitting = labels.filter((label) => label.toLowerCase().includes(typed.toLowerCase()) && !parts.includes(label));
  return fitting.map((label) => before + label);
}

/** Discord shows no word beside a field: a filled form that cannot be taken is answered, and can be opened again. */
export function describeFormProblems(
  specs: readonly CommandSpec[],
  formId: string,
  problems: Readonly<Record<string, string>>,
  locale: Locale,
): Message {
  const form = findForm(formsOf(specs), formId)?.spec;
  const lines = Object.entries(problems).map(([name, text]) => {
    const label = form?.fields.find((field) => field.name === name)?.label[locale] ?? name;
    return locale === "zh" ? `${label}：${text}` : `${label}: ${text}`;
  });
  return {
    kind: "problem",
    locale,
    summary: lines.join(" "),
    blocks: [],
    actions: [{ label: form?.title[locale] ?? formId, words: formId, style: "primary" }],
  };
}

function formsOf(specs: readonly CommandSpec[]): readonly FormSpec[] {
  return specs.flatMap(({ forms = [] }) => forms);
}

function plain(text: string, limit: number): string {
  return cutText(encodePlain(cleanLine(text)), limit).trim() || NO_NAME;
}

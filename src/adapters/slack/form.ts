/** A form as a Slack modal, and a modal that was sent back as a filled form. Pure. */
import type { types, ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { Choice, FilledForm, Form, FormField } from "../../core/forms/form.ts";
import { LOCALES, type Locale } from "../../core/locale.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { decodeEntities, type Incoming } from "./parse.ts";
import { say } from "./phrases.ts";
import { cleanLine, marked } from "./text.ts";

/** Before the form's id in a modal's `callback_id`. */
export const FORM_CALLBACK = "form:";

/** Where a form was opened from, and so where its words are said: a modal itself belongs to no channel. */
const Origin = z.object({
  workspace: z.string().nullable(),
  target: z.object({ channel: z.string(), threadTs: z.string().nullable() }),
  thread: z.string().nullable(),
  isDirect: z.boolean(),
  responseUrl: z.string().nullable(),
  locale: z.enum(LOCALES),
});
type Origin = z.infer<typeof Origin>;

export function renderModal(form: Form, incoming: Incoming): types.ModalView {
  const { workspace, target, thread, isDirect, responseUrl } = incoming;
  const origin: Origin = { workspace, target, thread, isDirect, responseUrl, locale: form.locale };
  return {
    type: "modal",
    callback_id: FORM_CALLBACK + form.id,
    private_metadata: JSON.stringify(origin),
    title: plain(form.title, SLACK_LIMITS.modalTitle),
    submit: plain(form.submit, SLACK_LIMITS.modalTitle),
    close: plain(say("cancel", form.locale), SLACK_LIMITS.modalTitle),
    blocks: form.fields.slice(0, SLACK_LIMITS.modalBlocks).map(renderField),
  };
}

/** The block carries the field's name: errors are told by it. */
function renderField(field: FormField): types.InputBlock {
  return {
    type: "input",
    block_id: field.name,
    label: plain(field.label, SLACK_LIMITS.inputLabel),
    hint: plain(field.hint, SLACK_LIMITS.inputLabel),
    optional: !field.required,
    element: renderInput(field),
  };
}

function renderInput({ name, input, initial }: FormField): types.InputBlock["element"] {
  const id = { action_id: name };
  const [first] = initial;
  switch (input.kind) {
    case "text":
      return {
        ...id,
        type: "plain_text_input",
        max_length: SLACK_LIMITS.inputText,
        ...(first === undefined ? {} : { initial_value: first }),
      };
    case "time":
      return { ...id, type: "timepicker", ...(first === undefined ? {} : { initial_time: first }) };
    case "date":
      return { ...id, type: "datepicker", ...(first === undefined ? {} : { initial_date: first }) };
    case "choice": {
      const { options, chosen } = renderOptions(input.choices, initial);
      return { ...id, type: "static_select", options, ...(chosen[0] === undefined ? {} : { initial_option: chosen[0] }) };
    }
    case "choices": {
      const { options, chosen } = renderOptions(input.choices, initial);
      return { ...id, type: "multi_static_select", options, ...(chosen.length === 0 ? {} : { initial_options: chosen }) };
    }
  }
}

/** Slack wants what is chosen to be one of the options, whole. */
function renderOptions(choices: readonly Choice<string>[], initial: readonly string[]) {
  const options = choices
    .filter(({ value }) => value.length <= SLACK_LIMITS.optionValue)
    .slice(0, SLACK_LIMITS.selectOptions)
    .map(({ value, label }): types.PlainTextOption => ({ value, text: plain(label, SLACK_LIMITS.optionText) }));
  return { options, chosen: options.filter(({ value }) => value !== undefined && initial.includes(value)) };
}

export interface Submission {
  readonly formId: string;
  readonly filled: FilledForm;
  readonly locale: Locale;
  /** As if the words had been said where the form was opened. */
  said(words: string): Incoming;
}

/** Null for a modal that is not a form of ours. */
export function parseSubmission(userId: string, view: ViewOutput): Submission | null {
  if (!view.callback_id.startsWith(FORM_CALLBACK)) return null;
  const origin = Origin.safeParse(JSON.parse(view.private_metadata));
  if (!origin.success) return null;
  const { locale, ...place } = origin.data;
  const filled = Object.entries(view.state.values).map(([name, block]) => [name, Object.values(block).flatMap(readInput)]);
  return {
    formId: view.callback_id.slice(FORM_CALLBACK.length),
    filled: Object.fromEntries(filled),
    locale,
    said: (words) => ({ ...place, userId, words, channelNames: {}, addressed: true, deliveryId: view.id, triggerId: null }),
  };
}

function readInput(state: ViewOutput["state"]["values"][string][string]): readonly string[] {
  const { value, selected_time, selected_date, selected_option, selected_options } = state;
  const chosen = [selected_option, ...(selected_options ?? [])].map((option) => option?.value);
  return [value, selected_time, selected_date, ...chosen].flatMap((text) => (text ? [decodeEntities(text)] : []));
}

function plain(text: string, limit: number): types.PlainTextElement {
  return { type: "plain_text", text: marked(cleanLine(text, limit), limit), emoji: false };
}

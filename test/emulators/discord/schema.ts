/** What Discord takes, as it checks it: bodies that break a limit are refused with 50035 and the place of the fault. */
import { z } from "zod";

/** An embed's texts together may be 6,000 characters, over all embeds of a message. */
const EMBEDS_TOTAL = 6_000;
const text = (max: number) => z.string().trim().min(1).max(max);

const Field = z.object({ name: text(256), value: text(1_024), inline: z.boolean().optional() });
const Embed = z
  .object({
    title: z.string().max(256).optional(),
    description: z.string().max(4_096).optional(),
    color: z.number().int().min(0).max(0xffffff).optional(),
    fields: z.array(Field).max(25).optional(),
    image: z.object({ url: z.string().regex(/^(https?|attachment):\/\//) }).optional(),
    footer: z.object({ text: text(2_048) }).optional(),
  })
  .refine(
    (embed) => embed.title || embed.description || embed.fields?.length || embed.image || embed.footer,
    "an embed needs something to show",
  );
type Embed = z.infer<typeof Embed>;

const Button = z.object({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: text(80),
  custom_id: z.string().min(1).max(100),
});
const Row = z.object({ type: z.literal(1), components: z.array(Button).min(1).max(5) });

export const MessageBody = z
  .object({
    content: z.string().max(2_000).default(""),
    embeds: z.array(Embed).max(10).default([]),
    components: z.array(Row).max(5).default([]),
    attachments: z
      .array(
        z.object({ id: z.union([z.number(), z.string()]), filename: z.string().optional(), description: z.string().max(1_024).optional() }),
      )
      .max(10)
      .default([]),
    flags: z.number().int().default(0),
    nonce: z.union([z.string().max(25), z.number()]).optional(),
    enforce_nonce: z.boolean().optional(),
    allowed_mentions: z.object({ parse: z.array(z.string()), replied_user: z.boolean().optional() }).optional(),
    message_reference: z.object({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() }).optional(),
  })
  .refine((body) => embedChars(body.embeds) <= EMBEDS_TOTAL, { path: ["embeds"], message: "embeds exceed 6000 characters together" })
  .refine((body) => new Set(customIds(body)).size === customIds(body).length, { path: ["components"], message: "custom_id is used twice" });
export type MessageBody = z.infer<typeof MessageBody>;

export const ThreadBody = z.object({ name: text(100), auto_archive_duration: z.literal([60, 1_440, 4_320, 10_080]).optional() });

function embedChars(embeds: readonly Embed[]): number {
  const texts = embeds.flatMap((embed) => [
    embed.title,
    embed.description,
    embed.footer?.text,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
  ]);
  return texts.reduce((sum, each) => sum + (each?.length ?? 0), 0);
}

function customIds(body: { components: z.infer<typeof Row>[] }): string[] {
  return body.components.flatMap((row) => row.components.map((button) => button.custom_id));
}

const commandName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase(), "lower case only");
const localizations = z
  .record(z.enum(["zh-CN", "zh-TW", "en-US", "en-GB", "de", "fr", "ja", "ko"]), text(100))
  .or(z.partialRecord(z.string(), text(100)));
const described = { name: commandName, description: text(100), description_localizations: localizations.nullish() };
const Option = z
  .object({
    ...described,
    type: z.literal(3),
    required: z.boolean().default(false),
    autocomplete: z.boolean().default(false),
    choices: z
      .array(z.object({ name: text(100), name_localizations: localizations.nullish(), value: z.string().min(1).max(100) }))
      .max(25)
      .default([]),
  })
  .refine((option) => option.choices.length === 0 || !option.autocomplete, "choices and autocomplete exclude each other");
const CommandBody = z
  .object({
    ...described,
    type: z.literal(1).default(1),
    options: z.array(Option).max(25).default([]),
    contexts: z.array(z.number()).optional(),
  })
  .refine(
    (command) =>
      command.options.every((option, at) => !option.required || command.options.slice(0, at).every((earlier) => earlier.required)),
    "required options come first",
  )
  .refine((command) => new Set(command.options.map((option) => option.name)).size === command.options.length, "option names are used once")
  .refine((command) => commandChars(command) <= 8_000, "a command's texts exceed 8000 characters together");
export const CommandsBody = z
  .array(CommandBody)
  .max(100)
  .refine((commands) => new Set(commands.map((command) => command.name)).size === commands.length, "command names are used once");
export type Command = z.infer<typeof CommandBody>;

type Described = { name: string; description: string; description_localizations?: Partial<Record<string, string>> | null | undefined };
function commandChars(command: Described & { options: Described[] }): number {
  const longest = ({ description, description_localizations }: Described) =>
    Math.max(description.length, ...Object.values(description_localizations ?? {}).map((localized) => localized?.length ?? 0));
  return [command, ...command.options].reduce((sum, each) => sum + each.name.length + longest(each), 0);
}

/** components/reference#label, #string-select, #text-input. */
const TextInput = z.object({
  type: z.literal(4),
  custom_id: z.string().min(1).max(100),
  style: z.literal([1, 2]),
  required: z.boolean().default(true),
  max_length: z.number().int().min(1).max(4_000).optional(),
  value: z.string().max(4_000).optional(),
});
const StringSelect = z
  .object({
    type: z.literal(3),
    custom_id: z.string().min(1).max(100),
    options: z
      .array(z.object({ label: text(100), value: z.string().min(1).max(100), default: z.boolean().default(false) }))
      .min(1)
      .max(25),
    required: z.boolean().default(true),
    min_values: z.number().int().min(0).max(25).default(1),
    max_values: z.number().int().min(1).max(25).default(1),
  })
  .refine((select) => select.max_values <= select.options.length, "max_values exceeds the options")
  .refine((select) => select.options.filter((option) => option.default).length <= select.max_values, "too many defaults");
const Label = z.object({
  type: z.literal(18),
  label: text(45),
  description: z.string().max(100).optional(),
  component: z.discriminatedUnion("type", [TextInput, StringSelect]),
});
const Modal = z.object({ custom_id: z.string().min(1).max(100), title: text(45), components: z.array(Label).min(1).max(5) });
export type Modal = z.infer<typeof Modal>;

const choice = z.object({ name: text(100), value: z.string().max(100) });
export const CallbackBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal(4), data: MessageBody }),
  z.object({ type: z.literal(5), data: z.object({ flags: z.number().int().optional() }).optional() }),
  z.object({ type: z.literal(9), data: Modal }),
  z.object({ type: z.literal(8), data: z.object({ choices: z.array(choice).max(25) }) }),
]);

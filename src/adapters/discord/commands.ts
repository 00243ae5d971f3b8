/** Slash commands as Discord keeps them, made from the one list of commands; registered only where they changed. */

import { ApplicationCommandOptionType, InteractionContextType, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { FieldSpec } from "../../core/forms/form.ts";
import type { Localized } from "../../core/locale.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { formCommandName } from "./form.ts";
import { LIMITS } from "./limits.ts";

const Localizations = z
  .record(z.string(), z.string())
  .nullish()
  .transform((texts) => texts ?? {});
/** What we say of a command, and read back of it; Discord adds more, which is not ours to compare. */
const Described = z.object({
  name: z.string(),
  description: z.string(),
  description_localizations: Localizations,
});
const Choice = z.object({ name: z.string(), name_localizations: Localizations, value: z.string() });
const Command = Described.extend({
  options: z
    .array(
      Described.extend({
        type: z.number(),
        required: z.boolean().default(false),
        autocomplete: z.boolean().default(false),
        choices: z.array(Choice).default([]),
      }),
    )
    .default([]),
  /** Where global commands show; null for commands of one guild. */
  contexts: z
    .array(z.number())
    .nullish()
    .transform((contexts) => contexts ?? null),
});
type Command = z.infer<typeof Command>;
const TYPED = { type: ApplicationCommandOptionType.String, choices: [] };

/** The commands in Discord's form. Global ones show in servers and in direct messages. */
function describeCommands(specs: readonly CommandSpec[], scope: "guild" | "global"): Command[] {
  const contexts = scope === "guild" ? null : [InteractionContextType.Guild, InteractionContextType.BotDM];
  return specs.flatMap((spec) => [
    {
      name: spec.name,
      ...describe(spec.description),
      // Discord wants required options first; `joinOptions` brings the words back into the order of the list.
      options: [...spec.options]
        .sort((a, b) => Number(b.required) - Number(a.required))
        .map((option) => ({ ...TYPED, name: option.name, ...describe(option.description), required: option.required, autocomplete: true })),
      contexts,
    },
    ...(spec.forms ?? []).map((form) => ({
      name: formCommandName(form),
      ...describe(form.title),
      options: [...form.fields].sort((a, b) => Number(mustBeSaid(b)) - Number(mustBeSaid(a))).map(describeField),
      contexts,
    })),
  ]);
}

/** One of few choices is picked from Discord's own list; several, or shops, are completed while typed. */
function describeField(field: FieldSpec): Command["options"][number] {
  const { input } = field;
  const picked = input.kind === "choice" && input.choices !== "shops" ? input.choices : [];
  return {
    ...{ ...TYPED, name: field.name, ...describe(field.hint), required: mustBeSaid(field) },
    autocomplete: "choices" in input && picked.length === 0,
    choices: picked.map(({ value, label }) => ({ name: label.en, name_localizations: inChinese(label.zh), value })),
  };
}

function mustBeSaid({ required, initial }: FieldSpec): boolean {
  return required && initial.length === 0;
}

/** Makes Discord's list equal to ours. Only writes on a difference: 200 new commands a day and guild are allowed. */
export async function registerCommands(
  rest: REST,
  where: { readonly applicationId: string; readonly guildId: string | null },
  specs: readonly CommandSpec[],
): Promise<"unchanged" | "registered"> {
  const { applicationId, guildId } = where;
  const route = guildId === null ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = describeCommands(specs, guildId === null ? "global" : "guild");
  const present = z.array(Command).parse(await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) }));
  if (fingerprint(present) === fingerprint(wanted)) return "unchanged";
  await rest.put(route, { body: wanted.map(({ contexts, ...command }) => (contexts === null ? command : { ...command, contexts })) });
  return "registered";
}

/** Options as the words that say the same: "sales" with period and by → "sales yesterday by channel". */
export function joinOptions(spec: Pick<CommandSpec, "name" | "options">, read: (option: string) => string | null): string {
  const words = [spec.name.replaceAll("-", " ")];
  for (const { name, prefix } of spec.options) {
    const value = read(name)?.trim() ?? "";
    if (value === "") continue;
    // People who know the grammar type the word themselves.
    const saysPrefix = prefix === "" || value.toLowerCase().startsWith(`${prefix} `);
    words.push(saysPrefix ? value : `${prefix} ${value}`);
  }
  return words.join(" ");
}

/** Discord tells two Chinese apart; we speak one, and everybody else reads the English default. */
function describe(text: Localized): Omit<z.infer<typeof Described>, "name"> {
  return {
    description: cutText(text.en, LIMITS.descriptionChars),
    description_localizations: inChinese(cutText(text.zh, LIMITS.descriptionChars)),
  };
}

function inChinese(text: string): Readonly<Record<string, string>> {
  return { "zh-CN": text, "zh-TW": text };
}

function fingerprint(commands: readonly Command[]): string {
  const texts = (described: { description_localizations: Record<string, string> }) =>
    Object.entries(described.description_localizations).sort();
  return JSON.stringify(
    [...commands]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((command) => [
        command.name,
        command.description,
        texts(command),
        command.contexts === null ? null : [...command.contexts].sort(),
        command.options.map((option) => [
          option.name,
          option.description,
          texts(option),
          option.type,
          option.required,
          option.autocomplete,
          option.choices.map(({ name, name_localizations, value }) => [name, Object.entries(name_localizations).sort(), value]),
        ]),
      ]),
  );
}

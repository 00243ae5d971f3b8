/** Discord's events as requests: who, where, in which words, in which language. */
import type {
  AutocompleteInteraction,
  BaseInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Message,
  ModalSubmitInteraction,
} from "discord.js";
import { MessageType } from "discord.js";
import type { Locale } from "../../core/locale.ts";
import type { ChatRequest, Completion, Place } from "../../ports/chat-platform.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { joinOptions } from "./commands.ts";
import { findFormCommand } from "./form.ts";

/** A request, and where its answer goes. */
export interface Heard {
  readonly request: ChatRequest;
  /** The channel to write to: the thread's own where there is one. */
  readonly channelId: string;
  /** Where an answer stands that was posted as this message, for `ChatHandlers.posted`. */
  placeOf(messageId: string): Place;
}

/** zh-CN, zh-TW → zh; anything else → en; null where Discord does not tell (messages). */
export function parseLocale(locale: string | null): Locale | null {
  if (locale === null) return null;
  return /^zh\b/i.test(locale) ? "zh" : "en";
}

/** A command that Discord still shows but the list has no more is passed on by its name: people are told what there is. */
export function parseCommand(interaction: ChatInputCommandInteraction, specs: readonly CommandSpec[], receivedAtMs: number): Heard {
  const spec = specs.find(({ name }) => name === interaction.commandName) ?? { name: interaction.commandName, options: [] };
  const words = joinOptions(spec, (option) => interaction.options.getString(option));
  return hearInteraction(interaction, words, null, receivedAtMs);
}

/** The pressed button's words in the thread of the message it stands under. */
export function parseButton(interaction: ButtonInteraction, words: string, receivedAtMs: number): Heard {
  return hearInteraction(interaction, words, interaction.message.id, receivedAtMs);
}

/** A filled form's words where it was opened: as a command of its own, or in the thread of the message with its button. */
export function parseForm(interaction: ModalSubmitInteraction | ChatInputCommandInteraction, words: string, receivedAtMs: number): Heard {
  const messageId = interaction.isModalSubmit() ? (interaction.message?.id ?? null) : null;
  return hearInteraction(interaction, words, messageId, receivedAtMs);
}

export function parseCompletion(
  interaction: AutocompleteInteraction,
  specs: readonly CommandSpec[],
  receivedAtMs: number,
): Completion | null {
  const form = findFormCommand(specs, interaction.commandName);
  const spec = form === null ? specs.find(({ name }) => name === interaction.commandName) : { name: form.openedBy[0], options: [] };
  if (spec === undefined) return null;
  const focused = interaction.options.getFocused(true);
  const words = joinOptions(spec, (option) => (option === focused.name ? null : interaction.options.getString(option)));
  const { request } = hearInteraction(interaction, words, null, receivedAtMs);
  return { request, command: spec.name, option: focused.name, typed: focused.value };
}

/**
 * A mention, a direct message, a reply to one of our messages, or a message in a thread of ours; null for all others.
 * A reply or a message in a thread that does not name the bot is only overheard. Without the message content intent such
 * messages arrive empty and are left alone.
 */
export function parseMessage(message: Message, botId: string, isOurThread: boolean, receivedAtMs: number): Heard | null {
  if (message.author.bot || message.webhookId !== null) return null;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return null;
  const mention = new RegExp(`<@!?${botId}>`, "g");
  const addressed = !message.inGuild() || message.content.match(mention) !== null;
  const answersUs = message.mentions.repliedUser?.id === botId;
  const words = message.content.replace(mention, " ").replace(/\s+/g, " ").trim();
  if (!addressed && (words === "" || !(answersUs || isOurThread))) return null;
  const inThread = message.channel.isThread();
  const place: Place = {
    platform: "discord",
    workspace: message.guildId ?? "direct",
    channel: inThread ? (message.channel.parentId ?? message.channelId) : message.channelId,
    thread: inThread ? message.channelId : answersUs ? (message.reference?.messageId ?? null) : null,
  };
  const user = { id: message.author.id, name: message.author.displayName };
  return hear({ place, user, words, locale: null, addressed, receivedAtMs }, message.channelId, inThread);
}

function hearInteraction(
  interaction: ChatInputCommandInteraction | ButtonInteraction | AutocompleteInteraction | ModalSubmitInteraction,
  words: string,
  messageId: string | null,
  receivedAtMs: number,
): Heard {
  const { channel } = interaction;
  const channelId = interaction.channelId ?? "";
  const inThread = channel?.isThread() ?? false;
  const place: Place = {
    platform: "discord",
    workspace: interaction.guildId ?? "direct",
    channel: channel?.isThread() ? (channel.parentId ?? channelId) : channelId,
    thread: inThread ? channelId : messageId,
  };
  const user = { id: interaction.user.id, name: interaction.user.displayName };
  return hear({ place, user, words, locale: parseLocale(localeOf(interaction)), addressed: true, receivedAtMs }, channelId, inThread);
}

/** A thread's channel has the id of the message that began it: inside, context belongs to the thread, not to one message. */
function hear(request: ChatRequest, channelId: string, inThread: boolean): Heard {
  return { request, channelId, placeOf: (messageId) => ({ ...request.place, thread: inThread ? channelId : messageId }) };
}

/** The type says always; a user without a client language sends none. */
function localeOf(interaction: BaseInteraction): string | null {
  return interaction.locale ?? null;
}

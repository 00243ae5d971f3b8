/** Takes Discord's events to the handlers and their answers back. One request that fails never touches another. */
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Message,
  type ModalSubmitInteraction,
} from "discord.js";
import type { FilledForm } from "../../core/forms/form.ts";
import type { Message as Answer } from "../../core/messages/message.ts";
import type { ChatHandlers } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import { type AnswerTools, answerInteraction } from "./answer-interaction.ts";
import { answerMessage } from "./answer-message.ts";
import { readCustomId } from "./buttons.ts";
import { describeFault, isExpiredInteraction, toPlatformError } from "./errors.ts";
import { completeFormOption, describeFormProblems, findFormCommand, readFormOptions, readModal, renderModal } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { type Directory, nameMentioned } from "./name-mentioned.ts";
import { type Heard, parseButton, parseCommand, parseCompletion, parseForm, parseLocale, parseMessage } from "./parse.ts";
import type { InteractionKey } from "./poster.ts";
import { type Prepared, type PrepareTools, prepareAnswer } from "./prepare.ts";
import { renderMessage } from "./render.ts";
import { createThreadKnowledge } from "./thread-knowledge.ts";
import { within } from "./within.ts";

export interface ListenTools extends AnswerTools, PrepareTools {
  readonly handlers: ChatHandlers;
  readonly commands: readonly CommandSpec[];
  readonly clock: Clock;
  readonly completeWithinMs: number;
}

export interface Listener {
  listen(client: Client): void;
  /** Takes nothing more; resolves when what is under way is answered, or after the time. */
  finish(timeoutMs: number): Promise<void>;
}

const LOST_WORDS = {
  en: "This button is too old to know what it asked. Please ask again, for example: sales yesterday",
  zh: "这个按钮太旧，已经不记得要问什么了。请重新提问，例如：昨天销售额",
} as const;

export function createListener(tools: ListenTools): Listener {
  const { handlers, commands, clock, log, poster } = tools;
  const isOurThread = createThreadKnowledge();
  const underWay = new Set<Promise<void>>();
  let finishing = false;
  let directory: Directory | null = null;

  function serve(work: () => Promise<void>): void {
    if (finishing) return;
    const served = work().catch((error: unknown) => {
      const problem = toPlatformError(error);
      log.error({ code: problem.code }, `A request from Discord was not answered: ${problem.message}`);
    });
    underWay.add(served);
    void served.finally(() => underWay.delete(served));
  }

  async function answer(heard: Heard, post: (prepared: Promise<Prepared | null>) => Promise<string | null>): Promise<void> {
    const prepared = nameMentioned(heard.request.words, directory).then((mentioned) =>
      prepareAnswer({ ...heard.request, ...mentioned }, tools),
    );
    const messageId = await post(prepared);
    const replyId = (await prepared)?.replyId;
    if (messageId !== null && replyId !== undefined) await handlers.posted(replyId, heard.placeOf(messageId));
  }

  /** False where the words open no form, or Discord would not: the words are answered instead. */
  async function openForm(interaction: ChatInputCommandInteraction | ButtonInteraction, { request }: Heard): Promise<boolean> {
    const form = await handlers.openForm(request);
    if (form === null) return false;
    try {
      await poster.showModal(keyOf(interaction), renderModal(form));
      return true;
    } catch (error) {
      log.warn({ code: toPlatformError(error).code, form: form.id }, "A form could not be opened; its words are answered");
      return false;
    }
  }

  async function onFilled(interaction: ModalSubmitInteraction | ChatInputCommandInteraction, formId: string, filled: FilledForm) {
    const locale = parseLocale(interaction.locale) ?? "en";
    const reading = handlers.readForm(formId, filled, locale);
    if (!reading.ok) {
      const problem = describeFormProblems(commands, formId, reading.problems, locale);
      await poster.respond(keyOf(interaction), renderMessage(problem, { pictures: [] }), { ephemeral: true });
      return;
    }
    const heard = parseForm(interaction, reading.words, clock.nowMs());
    await answer(heard, (prepared) => answerInteraction(keyOf(interaction), heard, prepared, tools));
  }

  async function onModal(interaction: ModalSubmitInteraction): Promise<void> {
    const modal = readModal(interaction);
    if (modal !== null) await onFilled(interaction, modal.formId, modal.filled);
  }

  async function onCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const form = findFormCommand(commands, interaction.commandName);
    if (form !== null) return onFilled(interaction, form.openedBy[0], readFormOptions(form, interaction));
    const heard = parseCommand(interaction, commands, clock.nowMs());
    if (await openForm(interaction, heard)) return;
    await answer(heard, (prepared) => answerInteraction(keyOf(interaction), heard, prepared, tools));
  }

  async function onButton(interaction: ButtonInteraction): Promise<void> {
    const words = await wordsOf(interaction.customId);
    const heard = parseButton(interaction, words ?? "", clock.nowMs());
    if (words !== null && (await openForm(interaction, heard))) return;
    if (words !== null) return answer(heard, (prepared) => answerInteraction(keyOf(interaction), heard, prepared, tools));
    const locale = parseLocale(interaction.locale) ?? "en";
    const problem: Answer = { kind: "problem", locale, summary: LOST_WORDS[locale], blocks: [], actions: [] };
    await poster.respond(keyOf(interaction), renderMessage(problem, { pictures: [] }), { ephemeral: true });
  }

  async function wordsOf(customId: string): Promise<string | null> {
    const read = readCustomId(customId);
    if (read === null) return null;
    if ("words" in read) return read.words;
    return tools.words.find(read.token).catch((error: unknown) => {
      log.error({ fault: describeFault(error) }, "The words of a button could not be read");
      return null;
    });
  }

  async function onAutocomplete(interaction: AutocompleteInteraction): Promise<void> {
    const completion = parseCompletion(interaction, commands, clock.nowMs());
    const form = findFormCommand(commands, interaction.commandName);
    const offered =
      completion === null ? null : form === null ? handlers.complete(completion) : completeFormOption(form, completion, handlers);
    const found = offered === null ? null : await within(offered, tools.completeWithinMs);
    const values = found?.done ? found.value : [];
    const usable = [...new Set(values)].filter((value) => value.trim() !== "" && value.length <= LIMITS.choiceChars);
    try {
      await poster.offerChoices(keyOf(interaction), usable.slice(0, LIMITS.choices));
    } catch (error) {
      // The person typed on; the next list is on its way.
      if (!isExpiredInteraction(error)) throw error;
    }
  }

  async function onMessage(message: Message, botId: string): Promise<void> {
    const heard = parseMessage(message, botId, await isOurThread(message, botId), clock.nowMs());
    if (heard === null) return;
    await answer(heard, (prepared) =>
      answerMessage(message.id, heard, prepared, parseLocale(message.guild?.preferredLocale ?? null) ?? "en", tools),
    );
  }

  return {
    listen(client) {
      directory = client;
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isChatInputCommand()) serve(() => onCommand(interaction));
        else if (interaction.isButton()) serve(() => onButton(interaction));
        else if (interaction.isModalSubmit()) serve(() => onModal(interaction));
        else if (interaction.isAutocomplete()) serve(() => onAutocomplete(interaction));
      });
      client.on(Events.MessageCreate, (message) => {
        const botId = client.user?.id;
        if (botId !== undefined && !message.author.bot) serve(() => onMessage(message, botId));
      });
    },
    async finish(timeoutMs) {
      finishing = true;
      await within(Promise.all(underWay), timeoutMs);
    },
  };
}

function keyOf({ id, token, applicationId }: InteractionKey): InteractionKey {
  return { id, token, applicationId };
}

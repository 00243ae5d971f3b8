/** The one way in for every platform: words become a message, whatever goes wrong. */
import { completeOption } from "../ask/complete-option.ts";
import { campaignNames } from "../core/campaigns/find-campaign.ts";
import { findForm } from "../core/forms/find-form.ts";
import { readForm } from "../core/forms/read-form.ts";
import type { Locale } from "../core/locale.ts";
import { composeHelp } from "../core/messages/compose-help.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import type { Message } from "../core/messages/message.ts";
import type { Shop } from "../core/shop.ts";
import type { ChatHandlers, ChatRequest, Reply } from "../ports/chat-platform.ts";
import type { Clock } from "../ports/clock.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { type AnswerRecord, StoreError } from "../ports/stores.ts";
import { isAlertWord } from "./alerts-command.ts";
import { answerQuestion } from "./answer-question.ts";
import { isCampaignWord } from "./campaign/verbs.ts";
import { carryId } from "./carry-id.ts";
import type { Command, CommandContext, CommandResult, CommandServices } from "./command.ts";
import { completeWords } from "./complete-words.ts";
import { createCommands } from "./index.ts";
import { isChinese } from "./is-chinese.ts";
import { createNameLookup, type NameLookup } from "./known-names.ts";
import { isReportWord } from "./report-command.ts";
import { shopbellCommand } from "./shopbell-command.ts";
import { showForm } from "./show-form.ts";
import { findVerb } from "./subscribe-words.ts";
import { isTargetWord } from "./target-command.ts";

export interface HandlerServices extends CommandServices {
  readonly clock: Clock;
  /** Asked about where a place has chosen none; null = the only shop there is. */
  readonly defaultShopId: string | null;
}

/** Last answers shown on a person's home page. */
const ANSWERS_AT_HOME = 5;

export interface HandlersAndSpecs {
  readonly handlers: ChatHandlers;
  readonly specs: readonly CommandSpec[];
  /** Resolves once all that was answered is recorded. */
  finish(): Promise<void>;
}

export function createHandlers(services: HandlerServices): HandlersAndSpecs {
  const names = createNameLookup(services.store.measures);
  const commands = createCommands(names);
  const byName = new Map(commands.flatMap((command) => [command.spec.name, ...(command.aliases ?? [])].map((name) => [name, command])));
  const say: CommandContext["say"] = (line, context) => run(line, context, byName, names);
  const recording = new Map<string, Promise<void>>();

  /** False where there is nothing to record. Nobody waits for the record: an import may hold the store's only pen for a minute. */
  function keep(result: CommandResult, context: CommandContext): boolean {
    const answer = recordOf(result, context);
    if (answer === null) return false;
    const done = services.store.answers
      .record(answer)
      .catch((cause) => services.log.warn({ code: codeOf(cause), id: result.id }, "an answer was not recorded: it cannot be followed up"))
      .finally(() => recording.delete(result.id));
    recording.set(result.id, done);
    return true;
  }

  const specs = commands.map(({ spec }) => spec);
  const forms = specs.flatMap((spec) => spec.forms ?? []);
  return {
    specs,
    finish: async () => void (await Promise.all(recording.values())),
    handlers: {
      answer: (request) => answer(request, services, say, keep),
      openForm: async (request) => {
        const form = findForm(forms, request.words);
        if (form === null) return null;
        try {
          return showForm(form, await findContext(request, services, say));
        } catch (cause) {
          services.log.warn({ code: codeOf(cause) }, "a form could not be shown: its words are answered instead");
          return null;
        }
      },
      readForm: (formId, filled, locale) => {
        const form = findForm(forms, formId);
        return form === null ? { ok: true, words: formId } : readForm(form, filled, locale);
      },
      complete: async ({ request, command, option, typed }) => {
        try {
          const values = byName.get(command)?.spec.options.find(({ name }) => name === option)?.values;
          if (values !== undefined) return values.filter((value) => value.startsWith(typed.trim().toLowerCase()));
          const context = await findContext(request, services, say);
          if (option === "words") return completeWords(typed, byName.get(command)?.spec ?? shopbellCommand.spec, context);
          const valueNames = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
          const shopNames = context.shops.map(({ id }) => id);
          return completeOption(
            option,
            typed,
            { shopNames, campaignNames: campaignNames(context.campaigns), valueNames, previous: null },
            context.locale,
          );
        } catch (cause) {
          services.log.warn({ code: codeOf(cause) }, "completion failed");
          return [];
        }
      },
      posted: async (replyId, place) => {
        try {
          await recording.get(replyId);
          await services.store.answers.placed(replyId, place);
        } catch (cause) {
          services.log.warn(
            { code: codeOf(cause), replyId },
            "an answer's place was not kept: follow-ups in its thread lack their context",
          );
        }
      },
      home: (user, workspace, locale) => home(user, workspace, locale ?? "en", services),
    },
  };
}

async function answer(
  request: ChatRequest,
  services: HandlerServices,
  say: CommandContext["say"],
  keep: (result: CommandResult, context: CommandContext) => boolean,
): Promise<Reply | null> {
  const startedMs = services.clock.nowMs();
  try {
    const context = await findContext(request, services, say);
    const result = await say(request.words, context);
    if (result === null) return null;
    const isKept = keep(result, context);
    services.log.info(
      { platform: request.place.platform, kind: result.message.kind, tookMs: services.clock.nowMs() - startedMs },
      "answered",
    );
    return { id: result.id, message: isKept ? carryId(result.message, result.id) : result.message, onlyForAsker: result.onlyForAsker };
  } catch (cause) {
    const id = services.newId();
    services.log.error({ code: codeOf(cause), id, cause: cause instanceof Error ? cause.stack : String(cause) }, "a request failed");
    if (!request.addressed) return null;
    return { id, message: failure(cause, id, languageOf(request, null)), onlyForAsker: true };
  }
}

async function run(
  words: string,
  context: CommandContext,
  byName: ReadonlyMap<string, Command>,
  names: NameLookup,
): Promise<CommandResult | null> {
  const line = words
    .trim()
    .replace(/^[/／]/, "")
    .replace(/^(?:为什么|为何|归因)[\s：:，,]*/u, "why ");
  const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/su.exec(line) ?? [];
  const name = first.toLowerCase();
  // A bare "help" or "帮助" is what people type first; "订阅 每日 09:00" and "日报" need no command's name either.
  const bare = context.request.addressed ? bareCommand(name) : null;
  const command = byName.get(name === "help" || name === "帮助" || name === "" ? "shopbell" : (bare ?? name));
  const isNamed = command?.spec.name === name || command?.aliases?.includes(name);
  if (command !== undefined) return command.run(isNamed ? rest : bare === null ? "help" : line, context);
  const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
  return answerQuestion(line, context, known);
}

/** The command that a line means which begins with one of its words instead of its name. */
function bareCommand(word: string): string | null {
  if (isAlertWord(word)) return "alerts";
  const verb = findVerb(word);
  if (verb === "subscribe" || verb === "unsubscribe" || verb === "subscriptions") return "shopbell";
  if (isTargetWord(word)) return "target";
  if (isCampaignWord(word)) return "campaign";
  return isReportWord(word) ? "report" : null;
}

async function findContext(request: ChatRequest, services: HandlerServices, say: CommandContext["say"]): Promise<CommandContext> {
  const { store, clock } = services;
  const [shops, settings, campaigns] = await Promise.all([
    store.shops.list(),
    store.places.settings(request.place),
    store.campaigns.list(),
  ]);
  return {
    ...services,
    say,
    request,
    nowMs: clock.nowMs(),
    locale: languageOf(request, settings.locale),
    shops,
    campaigns,
    shop: shops.find(({ id }) => id === (settings.shopId ?? services.defaultShopId)) ?? onlyShop(shops),
  };
}

/** Chinese words are answered in Chinese; else the channel's language counts, then the person's. */
function languageOf({ words, locale }: ChatRequest, chosen: Locale | null): Locale {
  return isChinese(words) ? "zh" : (chosen ?? locale ?? "en");
}

/** A simulated shop does not get in the way of the one real shop. */
function onlyShop(shops: readonly Shop[]): Shop | null {
  const real = shops.filter(({ simulated }) => !simulated);
  const [only, ...others] = real.length > 0 ? real : shops;
  return only !== undefined && others.length === 0 ? only : null;
}

/** Null where there is nothing to ask again, and on a command line: it has no thread to follow up in. */
function recordOf({ id, question, again, message }: CommandResult, { request, nowMs }: CommandContext): AnswerRecord | null {
  const line = again ?? question;
  if (line === null || request.place.platform === "cli") return null;
  const { place, user } = request;
  return { id, place, userId: user.id, question, again: line, summary: message.summary, answeredAtMs: nowMs };
}

async function home(user: ChatRequest["user"], workspace: string, locale: Locale, { store, log }: HandlerServices): Promise<Message> {
  const help = composeHelp(locale);
  try {
    const recent = await store.answers.recentOf(user.id, workspace, ANSWERS_AT_HOME);
    return recent.length === 0 ? help : { ...help, blocks: [...help.blocks, lastAnswers(recent, locale)] };
  } catch (cause) {
    log.warn({ code: codeOf(cause) }, "the last answers could not be read");
    return help;
  }
}

function lastAnswers(recent: readonly AnswerRecord[], locale: Locale): Message["blocks"][number] {
  return {
    type: "table",
    caption: locale === "zh" ? "您最近的回答" : "Your last answers",
    columns: [{ label: locale === "zh" ? "回答" : "Answer", align: "left" }],
    rows: recent.map(({ summary }) => [summary]),
    more: 0,
  };
}

/** Never a stack trace: what failed, what to do, and an id that leads to the log. */
function failure(cause: unknown, id: string, locale: Locale): Message {
  const zh = locale === "zh";
  const reference = zh ? `（编号 ${id}）` : ` (reference ${id})`;
  if (cause instanceof StoreError && (cause.code === "unreachable" || cause.code === "conflict")) {
    return composeProblem({
      locale,
      text: zh
        ? `数据库暂时读不到，请一分钟后再试${reference}。`
        : `The numbers cannot be read right now. Try again in a minute${reference}.`,
    });
  }
  return composeProblem({
    locale,
    text: zh
      ? `出错了，已记入日志。请再试一次；若仍失败，请把编号发给管理员${reference}。`
      : `Something went wrong and is in the log. Try again; if it fails again, give the reference to whoever runs Shopbell${reference}.`,
  });
}

function codeOf(cause: unknown): string {
  return cause instanceof StoreError ? cause.code : cause instanceof Error ? cause.name : "unknown";
}

/** A place where people talk to Shopbell: Slack, Discord, the web console. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { FilledForm, Form, FormReading } from "../core/forms/form.ts";
import type { Locale } from "../core/locale.ts";
import type { Message } from "../core/messages/message.ts";
import type { Place, PlatformName } from "../core/place.ts";

export type { Place, PlatformName };

/** Something a person said to Shopbell, in whichever way the platform has for it. */
export interface ChatRequest {
  /** `thread` is the message that began the thread, or the message replied to: where an earlier answer gives the context. */
  readonly place: Place;
  readonly user: { readonly id: string; readonly name: string };
  /** The words, command name first and any mention of the bot removed: "sales yesterday by channel". */
  readonly words: string;
  /** Names of the people and channels the words mention ("@U123", "<@123>", "#C123", "<#123>") by id, as far as the platform tells them. */
  readonly mentioned?: Readonly<Record<string, string>>;
  /** What the platform says of the person's language; null where it does not tell. */
  readonly locale: Locale | null;
  /** False for a reply overheard in a thread of ours: answered only where it is clearly meant for us. */
  readonly addressed: boolean;
  readonly receivedAtMs: EpochMs;
}

export interface Reply {
  /** Names this answer for `posted`. */
  readonly id: string;
  readonly message: Message;
  /** True where only the asker needs to see it: help, problems. */
  readonly onlyForAsker: boolean;
}

/** A word list being typed: which command, which of its options, and what stands there so far. */
export interface Completion {
  readonly request: ChatRequest;
  readonly command: string;
  readonly option: string;
  readonly typed: string;
}

/** What the adapters call back into. None of these ever rejects: what goes wrong becomes a message for people. */
export interface ChatHandlers {
  /** Null: not meant for us, say nothing. */
  answer(request: ChatRequest): Promise<Reply | null>;
  /** The form that these words open; null: they are for `answer`. For platforms and moments that can show one. */
  openForm(request: ChatRequest): Promise<Form | null>;
  /** What a form says that came back filled in. One that is known no more says the words that opened it. */
  readForm(formId: string, filled: FilledForm, locale: Locale): FormReading<string>;
  /** The likeliest values for the option, best first, at most 25. */
  complete(completion: Completion): Promise<readonly string[]>;
  /** Tells where an answer stands now, so that replies in its thread keep its context. `thread` = the posted message. */
  posted(replyId: string, place: Place): Promise<void>;
  /** The App Home's content for one person: help and their last answers. */
  home(user: ChatRequest["user"], workspace: string, locale: Locale | null): Promise<Message>;
}

export type PlatformHealth = { readonly state: "connected" } | { readonly state: "connecting" | "broken"; readonly reason: string };

/** A message of ours that stands on a platform. */
export interface PostedMessage {
  /** Where it stands; `thread` = the thread it is in, null at top level. */
  readonly place: Place;
  /** Slack's ts, Discord's message id. */
  readonly messageId: string;
}

/**
 * Speaking first: posts that nobody asked for. None of these retries by itself: delivery decides, from the error's
 * `outcome`, whether to try again at once, to look first, or to stop.
 */
export interface Messenger {
  /**
   * Posts into a channel or a thread. The post carries `key` in the way the platform has for it (contract 7), so that
   * `find` sees it. Pictures and files go along. Rejects with `PlatformError`.
   */
  post(place: Place, message: Message, key: string): Promise<PostedMessage>;
  /** Replaces a post's content. Safe to repeat. */
  edit(posted: PostedMessage, message: Message): Promise<void>;
  /** The post with this key, sent there since the instant; null = it surely does not stand there. */
  find(place: Place, key: string, sinceMs: EpochMs): Promise<PostedMessage | null>;
  /** The place of direct messages with a person. */
  directPlace(workspace: string, userId: string): Promise<Place>;
}

/**
 * One platform's connection. An adapter acknowledges within the platform's limit whatever the handler takes, posts the
 * answer when it comes, and keeps its promise across lost sockets.
 */
export interface ChatPlatform {
  readonly name: PlatformName;
  readonly messenger: Messenger;
  /** Connects and serves; resolves once the platform accepts requests. Rejects with a `PlatformError` where it never will. */
  start(): Promise<void>;
  /** Stops taking requests, waits for those under way (at most 5 s), disconnects. Safe to call twice. */
  stop(): Promise<void>;
  /** What readiness and `doctor` report. Reads state, asks nobody. */
  health(): PlatformHealth;
}

/** What an adapter reports when the platform refuses or fails: the one error family at the edge. */
export class PlatformError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  /** "unknown": the platform may have done what was asked before the answer was lost. Look before trying again. */
  readonly outcome: "not-done" | "unknown";
  constructor(
    message: string,
    options: {
      code: string;
      retryable: boolean;
      retryAfterMs?: number | null;
      outcome?: "not-done" | "unknown";
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = "PlatformError";
    this.code = options.code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.outcome = options.outcome ?? "not-done";
  }
}

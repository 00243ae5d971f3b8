/** What the page sends, checked, as the requests that the handlers understand. */
import { z } from "zod";
import type { EpochMs } from "../../core/calendar/period.ts";
import { LOCALES, type Locale } from "../../core/locale.ts";
import type { ChatRequest } from "../../ports/chat-platform.ts";
import { ConsoleRefusal } from "./errors.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

const ReplyId = z.string().regex(/^[\w-]{1,100}$/);

const Ask = z.object({
  words: z.string().max(CONSOLE_LIMITS.words),
  /** The answer this one follows. */
  thread: ReplyId.nullable(),
  locale: z.enum(LOCALES).nullable(),
});

const Fill = Ask.omit({ words: true }).extend({
  form: z.string().max(CONSOLE_LIMITS.cell),
  fields: z.record(z.string().max(CONSOLE_LIMITS.cell), z.array(z.string().max(CONSOLE_LIMITS.words)).max(CONSOLE_LIMITS.facts)),
});

const SignIn = z.object({ token: z.string().max(1_000) });

export interface Sender {
  readonly sessionId: string;
  readonly acceptLanguage: string | null;
  readonly nowMs: EpochMs;
}

/** Throws `ConsoleRefusal`. The same form serves asking and completing: a completion is a question not finished yet. */
export function parseAsk(body: unknown, sender: Sender): ChatRequest {
  const ask = Ask.safeParse(body);
  if (!ask.success) throw new ConsoleRefusal("bad-request");
  return {
    place: consolePlace(sender.sessionId, ask.data.thread),
    user: { id: sender.sessionId, name: "console" },
    words: ask.data.words
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trimStart()
      .replace(/^\/ */, ""),
    locale: ask.data.locale ?? preferredLocale(sender.acceptLanguage),
    addressed: true,
    receivedAtMs: sender.nowMs,
  };
}

/** A form that was sent: throws `ConsoleRefusal`. `toRequest` says its words where it was opened. */
export function parseFill(body: unknown, sender: Sender) {
  const fill = Fill.safeParse(body);
  if (!fill.success) throw new ConsoleRefusal("bad-request");
  const { form, fields, thread, locale } = fill.data;
  return {
    formId: form,
    filled: fields,
    locale: locale ?? preferredLocale(sender.acceptLanguage) ?? "en",
    toRequest: (words: string) => parseAsk({ words, thread, locale }, sender),
  };
}

/** Throws `ConsoleRefusal`. */
export function parseSignIn(body: unknown): string {
  const signIn = SignIn.safeParse(body);
  if (!signIn.success) throw new ConsoleRefusal("bad-request");
  return signIn.data.token;
}

/** A session is a channel of its own; an answer begins the thread of what follows it. */
export function consolePlace(sessionId: string, thread: string | null): ChatRequest["place"] {
  return { platform: "console", workspace: "console", channel: sessionId, thread };
}

/** The first language of an Accept-Language header that we speak. Browsers send them in order of preference. */
function preferredLocale(header: string | null): Locale | null {
  for (const part of (header ?? "").split(",").slice(0, 20)) {
    const language = part.trim().slice(0, 2).toLowerCase();
    const locale = LOCALES.find((each) => each === language);
    if (locale !== undefined) return locale;
  }
  return null;
}

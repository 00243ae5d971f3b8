/** Who is speaking: name and language, asked from Slack once a day and person. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { LOCALES, type Locale } from "../../core/locale.ts";
import { PlatformError } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { SlackCall } from "./call.ts";

export interface Person {
  readonly name: string | null;
  readonly locale: Locale | null;
}

const UserAnswer = z.object({
  user: z.object({
    name: z.string().optional(),
    locale: z.string().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
});

const NOBODY: Person = { name: null, locale: null };
const KEPT_MS = 24 * 60 * 60 * 1000;
const KEPT_PEOPLE = 10_000;
/** The answer waits no longer for a name; the next one has it. */
const PATIENCE_MS = 1_000;

/** Never rejects: an answer in the default language is better than none. A missing permission is asked for only once. */
export function createPeople(call: SlackCall, clock: Clock, log: Log): (userId: string) => Promise<Person> {
  const known = new Map<string, { readonly person: Promise<Person>; readonly untilMs: number }>();
  let mayAsk = true;

  async function ask(userId: string): Promise<Person> {
    try {
      const { user } = UserAnswer.parse(await call("users.info", { user: userId, include_locale: true }));
      return { name: user.profile?.display_name || user.profile?.real_name || user.name || null, locale: toLocale(user.locale) };
    } catch (error) {
      const code = error instanceof PlatformError ? error.code : "unreadable";
      if (code === "missing_scope") mayAsk = false;
      else known.delete(userId);
      log.warn({ platform: "slack", code }, "Could not ask Slack for a person's name and language");
      return NOBODY;
    }
  }

  return (userId) => {
    if (!mayAsk) return Promise.resolve(NOBODY);
    const kept = known.get(userId);
    if (kept !== undefined && kept.untilMs > clock.nowMs()) return orNobody(kept.person);
    if (known.size >= KEPT_PEOPLE) known.clear();
    const person = ask(userId);
    known.set(userId, { person, untilMs: clock.nowMs() + KEPT_MS });
    return orNobody(person);
  };
}

function orNobody(person: Promise<Person>): Promise<Person> {
  return Promise.race([person, wait(PATIENCE_MS, NOBODY, { ref: false })]);
}

/** "zh-CN" is "zh". */
function toLocale(tag: string | undefined): Locale | null {
  const language = tag?.split(/[-_]/)[0]?.toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? null;
}

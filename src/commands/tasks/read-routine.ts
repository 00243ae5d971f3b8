/** A routine task as people say it: "Count the returns every friday at 16:00 for warehouse". Pure. */
import type { Weekday } from "../../core/calendar/period.ts";
import { EVERY_DAY, type TimeOfDay } from "../../core/schedule/recurrence.ts";
import { joinWords, type Word } from "../campaign/split-words.ts";
import { KIND_WORDS, WEEKDAY_SETS } from "../subscribe-vocabulary.ts";
import { findWeekday, readTime } from "../subscribe-words.ts";

export interface RoutineWords {
  /** "" where none was said. */
  readonly title: string;
  readonly weekdays: readonly Weekday[] | null;
  readonly at: TimeOfDay | null;
  /** Null where nobody was named. */
  readonly owner: string | null;
}

type Clauses = Omit<RoutineWords, "title">;

const JOINING: readonly string[] = ["every", "each", "on", "at", "by", "and", "the", "to", "week", "每", "在", "和", "到"];
const OWNER_WORDS: readonly string[] = ["for", "由", "给", "归"];

/** The title ends where only days, time and owner follow: it may itself hold such words. */
export function readRoutine(words: readonly Word[]): RoutineWords {
  for (let at = 0; at <= words.length; at++) {
    const clauses = readClauses(words.slice(at));
    if (clauses !== null) return { title: joinWords(words.slice(0, at)), ...clauses };
  }
  return { title: joinWords(words), weekdays: null, at: null, owner: null };
}

/** Null where a word is none of a clause. */
function readClauses(words: readonly Word[]): Clauses | null {
  const weekdays = new Set<Weekday>();
  let at: TimeOfDay | null = null;
  let owner: string | null = null;
  let isNaming = false;
  for (const word of words) {
    if (isNaming || (!word.isQuoted && /^<?@/u.test(word.text))) {
      if (owner !== null) return null;
      owner = word.text;
      isNaming = false;
      continue;
    }
    if (word.isQuoted) return null;
    const [, glued] = /^[由给归](.+)$/u.exec(word.text) ?? [];
    if (glued !== undefined && owner === null) {
      owner = glued;
      continue;
    }
    for (const token of tokensOf(word.text)) {
      const time = readTime(token);
      const days = daysOf(token);
      if (OWNER_WORDS.includes(token)) isNaming = true;
      else if (time !== null && at === null) at = time;
      else if (days !== null) for (const day of days) weekdays.add(day);
      else if (!JOINING.includes(token)) return null;
    }
  }
  if (isNaming) return null;
  return { weekdays: weekdays.size === 0 ? null : [...weekdays].sort(), at, owner };
}

/** "每周一、周三10:00" is written in one. */
function tokensOf(text: string): readonly string[] {
  const spaced = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[,、;；]/gu, " ")
    .replace(/(\p{Script=Han})(?=\d)|(\d)(?=\p{Script=Han})/gu, "$1$2 ");
  return spaced.split(" ").filter((token) => token !== "");
}

function daysOf(token: string): readonly Weekday[] | null {
  const weekday = findWeekday(token);
  if (weekday !== null) return [weekday];
  const set = WEEKDAY_SETS.find(({ words }) => words.en.includes(token) || words.zh.includes(token));
  if (set !== undefined) return set.weekdays;
  return KIND_WORDS.daily.en.includes(token) || KIND_WORDS.daily.zh.includes(token) ? EVERY_DAY : null;
}

/** From a day or the beginning of a period until today or yesterday: since Monday, Nov 1 to yesterday, 11月1日至今. */
import type { Period, StartPeriod } from "../../core/calendar/period.ts";
import type { Input, Reader } from "../clause.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { SINCE_CLOSERS, SINCE_OPENERS, UNTIL_WORDS } from "../vocabulary/periods.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readRangeMark } from "./read-dates.ts";

type Until = "today" | "yesterday";

const OPENERS = buildLexicon(SINCE_OPENERS.map((word) => [word, true] as const));
const CLOSERS = buildLexicon<Until>(SINCE_CLOSERS.map((word) => [word, "today"] as const));
const UNTIL = buildLexicon<Until>(UNTIL_WORDS);

/** Adds to a reader of simple periods that one of them may begin a longer one. */
export function orSince(readSimple: Reader<PeriodClause>): Reader<PeriodClause> {
  return (input, at) => {
    const opener = OPENERS.longest(input.line.tokens, at);
    const from = opener?.end ?? at;
    const simple = readSimple(input, from);
    if (simple?.value.type !== "period" || !canStart(simple.value.period)) return opener === null ? simple : null;
    const until = readUntil(input, simple.end, from) ?? (opener === null ? null : { value: "today" as const, end: simple.end });
    if (until === null) return simple;
    return { value: { type: "period", period: { type: "since", start: simple.value.period, until: until.value } }, end: until.end };
  };
}

function readUntil({ line: { tokens } }: Input, at: number, from: number): Found<Until> | null {
  const closer = CLOSERS.longest(tokens, at);
  if (closer !== null) return closer;
  const mark = readRangeMark(tokens, at, from);
  return mark === null ? null : UNTIL.longest(tokens, mark.end);
}

/** One day, or a period that is over or in progress: "since this month" is month to date already. */
function canStart(period: Period): period is StartPeriod {
  switch (period.type) {
    case "weekday":
    case "named":
      return true;
    case "unit":
      return period.offset < 0;
    case "dates":
      return period.from.year === period.to.year && period.from.month === period.to.month && period.from.day === period.to.day;
    case "days-of-month":
      return period.from === period.to;
    default:
      return false;
  }
}

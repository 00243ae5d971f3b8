/** Halves of a year: H1, H2 2026, first half of 2026, 上半年, 2026年下半年. They are their dates: no other word would say them. */
import type { PartialDate } from "../../core/calendar/period.ts";
import type { Reader } from "../clause.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import type { Token } from "../text/tokenize.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readChineseYear, readTrailingYear, readYear } from "./read-day.ts";

type Half = 1 | 2;

const NAMES = buildLexicon<Half>([
  ...["h 1", "first half", "1st half", "first half of the year", "first half year", "上半年"].map((name) => [name, 1] as const),
  ...["h 2", "second half", "2nd half", "second half of the year", "second half year", "下半年"].map((name) => [name, 2] as const),
]);

export const readHalf: Reader<PeriodClause> = ({ line }, at) => {
  const before = yearBefore(line.tokens, at);
  const half = NAMES.longest(line.tokens, before?.end ?? at);
  if (half === null) return null;
  const after = before === null ? yearAfter(line.tokens, half.end) : null;
  const year = before?.value ?? after?.value ?? null;
  const [from, to]: readonly [PartialDate, PartialDate] =
    half.value === 1
      ? [
          { year, month: 1, day: 1 },
          { year, month: 6, day: 30 },
        ]
      : [
          { year, month: 7, day: 1 },
          { year, month: 12, day: 31 },
        ];
  return { value: { type: "period", period: { type: "dates", from, to } }, end: after?.end ?? half.end };
};

function yearBefore(tokens: readonly Token[], at: number): Found<number> | null {
  return readChineseYear(tokens, at) ?? readYear(tokens, at);
}

function yearAfter(tokens: readonly Token[], at: number): Found<number> | null {
  return tokens[at]?.text === "of" ? readYear(tokens, at + 1) : readTrailingYear(tokens, at);
}

/** Words that begin a clause: an unquoted value behind a space is none of them, and in Chinese they end it. */
import { buildLexicon } from "../text/lexicon.ts";
import { COMPARISONS_ALONE } from "./comparisons.ts";
import { FILLERS, FORM_WORDS, KEYWORDS, RETURNS_CLOCKS, TOP_WORDS } from "./keywords.ts";
import { METRIC_PHRASES } from "./names.ts";
import { LAST_WORDS, MONTH_NAMES, PERIOD_PHRASES, SINCE_OPENERS } from "./periods.ts";

export const CLAUSE_STARTS = buildLexicon(
  [
    ...[METRIC_PHRASES, PERIOD_PHRASES, COMPARISONS_ALONE, FORM_WORDS, RETURNS_CLOCKS].flatMap((list) => list.map(([phrase]) => phrase)),
    ...[...Object.values(KEYWORDS), LAST_WORDS, SINCE_OPENERS, TOP_WORDS, FILLERS, ...MONTH_NAMES].flat(),
    ...["during", "q", "year", "活动", "第"],
  ].map((phrase) => [phrase, true] as const),
);

/** A campaign by its name, of a year or the most recent: during "Double 11", Black Friday 2025, 去年双11, 2025年双11大促. */
import type { Period } from "../../core/calendar/period.ts";
import type { Input, Reader } from "../clause.ts";
import type { AskNames } from "../names.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { YEARS_AFTER, YEARS_BEFORE } from "../vocabulary/periods.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readChineseYear, readTrailingYear, readYear } from "./read-day.ts";

type When = NonNullable<Extract<Period, { type: "campaign" }>["when"]>;

const words = (list: readonly string[]) => buildLexicon(list.map((word) => [word, true] as const));

const OPENERS = words([
  ...["during", "during the", "during campaign", "during the campaign", "campaign", "the campaign"],
  ...["活动", "大促", "促销"],
]);
const CLOSERS = words(["campaign", "期间", "活动", "活动期间", "大促", "大促期间", "促销", "促销期间"]);
const BEFORE = buildLexicon<number>(YEARS_BEFORE);
const AFTER = buildLexicon<number>(YEARS_AFTER);

/** A campaign in quotes, or one the place knows. A bare quotation may also be a shop or a value that the place knows. */
export const readCampaign: Reader<PeriodClause> = (input, at) => {
  const before = readYearBefore(input, at);
  const name = readName(input, before?.end ?? at);
  if (name === null) return null;
  const after = before === null ? readYearAfter(input, name.end) : null;
  const when = before?.value ?? after?.value;
  const period: Period = { type: "campaign", name: name.value, ...(when === undefined ? {} : { when }) };
  return { value: { type: "period", period }, end: after?.end ?? name.end };
};

function readName({ line, names }: Input, at: number): Found<string> | null {
  const opener = OPENERS.longest(line.tokens, at);
  const from = opener?.end ?? at;
  const quoted = line.tokens[from];
  const known = names.campaigns.longest(line.tokens, from);
  if (opener === null && quoted?.kind === "quoted" && isOtherName(names, quoted.text)) return null;
  const name = quoted?.kind === "quoted" ? { value: quoted.text, end: from + 1 } : known;
  if (name === null) return null;
  return { value: name.value, end: CLOSERS.longest(line.tokens, name.end)?.end ?? name.end };
}

/** 去年双11 in one word, for "对比去年 双11" compares Double 11 with last year; a number may stand apart: 2025 black friday. */
function readYearBefore({ line: { tokens } }: Input, at: number): Found<When> | null {
  const counted = BEFORE.longest(tokens, at);
  if (counted !== null) return tokens[counted.end]?.glued === true ? { value: { yearsAgo: counted.value }, end: counted.end } : null;
  const given = readChineseYear(tokens, at) ?? readYear(tokens, at);
  return given === null ? null : { value: { year: given.value }, end: given.end };
}

function readYearAfter({ line: { tokens } }: Input, at: number): Found<When> | null {
  const counted = AFTER.longest(tokens, at);
  if (counted !== null) return { value: { yearsAgo: counted.value }, end: counted.end };
  const given = readTrailingYear(tokens, at);
  return given === null ? null : { value: { year: given.value }, end: given.end };
}

function isOtherName({ context }: AskNames, text: string): boolean {
  if (context.campaignNames.includes(text)) return false;
  return [context.shopNames, ...Object.values(context.valueNames)].some((names) => names.includes(text));
}

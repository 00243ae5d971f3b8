/** Values for a command's option while it is typed: from the same words as the grammar, so that each of them parses. */
import type { Period } from "../core/calendar/period.ts";
import type { Locale } from "../core/locale.ts";
import { LOCALES } from "../core/locale.ts";
import { DIMENSION_NAMES } from "../core/metrics/names.ts";
import type { Filter } from "../core/questions/question.ts";
import { DIMENSIONS } from "../core/questions/question.ts";
import type { AskContext } from "./names.ts";
import { FILTER_DIMENSIONS, indexNames } from "./names.ts";
import { printCondition, printShopName } from "./print-filter.ts";
import { printPeriod } from "./print-period.ts";
import { COMPARISON_WORDS, FORM_PRINTS, ORDER_DAY } from "./print-question.ts";
import { readFilter } from "./readers/read-filter.ts";
import { readBarePeriod } from "./readers/read-period.ts";
import { allowedEdits, editDistance } from "./text/edit-distance.ts";
import { tokenize } from "./text/tokenize.ts";
import { DIMENSION_LEXICON } from "./vocabulary/names.ts";
import { UNIT_WORDS } from "./vocabulary/units.ts";

/** Discord's limits on choices: how many, and code units in each. */
const MOST_CHOICES = 25;
const MAX_CHOICE_LENGTH = 100;
/** Names of the place that are looked through, the most usual first. */
const MOST_NAMES = 1_000;

interface Candidate {
  readonly value: string;
  /** Everything that finds it, in any language. */
  readonly keys: readonly string[];
}

const USUAL_PERIODS: readonly Period[] = [
  { type: "unit", unit: "day", offset: -1 },
  { type: "unit", unit: "day", offset: 0 },
  { type: "last", count: 7, unit: "day" },
  { type: "unit", unit: "week", offset: 0 },
  { type: "unit", unit: "week", offset: -1 },
  { type: "to-date", unit: "month" },
  { type: "unit", unit: "month", offset: -1 },
  { type: "last", count: 30, unit: "day" },
  { type: "last", count: 24, unit: "hour" },
  { type: "to-date", unit: "week" },
  { type: "unit", unit: "month", offset: 0 },
  { type: "to-date", unit: "quarter" },
  { type: "unit", unit: "quarter", offset: -1 },
  { type: "to-date", unit: "year" },
  { type: "unit", unit: "year", offset: -1 },
  { type: "last", count: 12, unit: "month" },
];

/**
 * The likeliest values of an option ("period", "by", "in", "vs", "for", "as", "product") for what is typed so far, best first: at most
 * 25 of at most 100 characters, in the asker's language; none for another option. Put behind the option's word, each parses.
 */
export function completeOption(option: string, typed: string, context: AskContext, locale: Locale): readonly string[] {
  const continued = option === "in" ? completeCondition(typed, context, locale) : null;
  const found = continued ?? rank(typed, candidatesOf(option, typed, context, locale));
  return [...new Set(found)].filter((value) => value.length <= MAX_CHOICE_LENGTH).slice(0, MOST_CHOICES);
}

function candidatesOf(option: string, typed: string, context: AskContext, locale: Locale): readonly Candidate[] {
  switch (option) {
    case "period":
      return periods(typed, context, locale);
    case "by":
      return [...dimensions(locale), localized(locale, (other) => ORDER_DAY[other])];
    case "in":
      return conditions(context, locale);
    case "vs":
      return [...comparisons(locale), ...periods(typed, context, locale).filter(({ value }) => !isLastYear(value))];
    case "for":
      return context.shopNames.slice(0, MOST_NAMES).map((name) => ({ value: printShopName(name), keys: [name] }));
    case "product":
      return (context.valueNames.product ?? []).slice(0, MOST_NAMES).map((name) => ({ value: name, keys: [name] }));
    case "as":
      return (["chart", "table", "csv"] as const).map((form) => localized(locale, (other) => FORM_PRINTS[other][form]));
    default:
      return [];
  }
}

/** What is typed, where it is a period already; counts of what is typed, where it holds a number; then the usual ones. */
function periods(typed: string, context: AskContext, locale: Locale): readonly Candidate[] {
  const line = tokenize(typed.slice(0, MAX_CHOICE_LENGTH));
  const read = readBarePeriod({ line, names: indexNames({ ...context, shopNames: [], valueNames: {} }) }, 0);
  const whole = read !== null && read.end === line.tokens.length && read.value.type === "period" ? [read.value.period] : [];
  const count = Number(line.tokens.find(({ kind }) => kind === "number")?.text ?? Number.NaN);
  const counted = (["day", "week", "month", "hour"] as const)
    .filter((unit) => count >= 1 && count <= UNIT_WORDS[unit].most)
    .map((unit): Period => ({ type: "last", count, unit }));
  const campaigns = context.campaignNames.slice(0, MOST_NAMES).map((name): Period => ({ type: "campaign", name }));
  return [
    ...whole.map((period) => ({ value: printPeriod(period, locale), keys: [typed] })),
    ...[...USUAL_PERIODS, ...counted, ...campaigns].map((period) => ({
      value: printPeriod(period, locale),
      keys: [
        ...LOCALES.map((other) => printPeriod(period, other)),
        ...(period.type === "campaign" ? [period.name] : []),
        ...countKeys(period),
      ],
    })),
  ];
}

function countKeys(period: Period): readonly string[] {
  return period.type === "last" ? [String(period.count), `${period.count} ${period.unit}`] : [];
}

/** Behind "vs" these words mean the same days a year ago, which is offered as a comparison already. */
function isLastYear(words: string): boolean {
  return (
    words === printPeriod({ type: "unit", unit: "year", offset: -1 }, "en") ||
    words === printPeriod({ type: "unit", unit: "year", offset: -1 }, "zh")
  );
}

function comparisons(locale: Locale): readonly Candidate[] {
  return (["previous", "weekday", "date", "target", "none"] as const).map((kind) =>
    localized(locale, (other) => COMPARISON_WORDS[other][kind]),
  );
}

function dimensions(locale: Locale): readonly Candidate[] {
  return DIMENSIONS.map((dimension) => {
    const { names } = DIMENSION_NAMES[dimension];
    return { value: names[locale][0], keys: [...names.en, ...names.zh] };
  });
}

function conditions({ valueNames }: AskContext, locale: Locale): readonly Candidate[] {
  return FILTER_DIMENSIONS.flatMap((dimension) =>
    (valueNames[dimension] ?? []).slice(0, MOST_NAMES).map((name) => ({
      value: printCondition({ dimension, values: [name] }, locale),
      keys: [name, ...LOCALES.map((other) => printCondition({ dimension, values: [name] }, other))],
    })),
  );
}

/** "channel=paid,em": one more value behind those already there; null where no condition has begun. */
function completeCondition(typed: string, context: AskContext, locale: Locale): readonly string[] | null {
  const cut = Math.max(typed.lastIndexOf("="), typed.lastIndexOf(","));
  const condition = cut < 0 || cut > MAX_CHOICE_LENGTH ? null : readBegun(typed.slice(0, cut), context);
  if (condition === null) return null;
  const { dimension, values } = condition;
  const names = (context.valueNames[dimension] ?? []).slice(0, MOST_NAMES).filter((name) => !values.includes(name));
  return rank(
    typed.slice(cut + 1),
    names.map((name) => ({ value: printCondition({ dimension, values: [...values, name] }, locale), keys: [name] })),
  );
}

/** The dimension, or the dimension with its first values, that `text` consists of. */
function readBegun(
  text: string,
  context: AskContext,
): { readonly dimension: Filter["dimension"]; readonly values: readonly string[] } | null {
  const line = tokenize(text);
  const named = DIMENSION_LEXICON.longest(line.tokens, 0);
  const dimension = FILTER_DIMENSIONS.find((candidate) => candidate === named?.value);
  if (named === null || dimension === undefined) return null;
  if (named.end === line.tokens.length) return { dimension, values: [] };
  const filter = readFilter({ line, names: indexNames(context) }, 0);
  return filter?.end === line.tokens.length && filter.value.type === "filter" ? filter.value : null;
}

function localized(locale: Locale, print: (locale: Locale) => string): Candidate {
  return { value: print(locale), keys: LOCALES.map(print) };
}

/** Beginnings before beginnings of a later word, before parts, before slips; each in the order given. */
function rank(typed: string, candidates: readonly Candidate[]): readonly string[] {
  const wanted = fold(typed);
  return candidates
    .map(({ value, keys }) => ({ value, rank: Math.min(...keys.map((key) => rankOf(wanted, fold(key)))) }))
    .filter(({ rank: found }) => Number.isFinite(found))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

function rankOf(wanted: string, key: string): number {
  if (key.startsWith(wanted)) return 0;
  if (key.includes(` ${wanted}`) || key.includes(`=${wanted}`)) return 1;
  if (key.includes(wanted)) return 2;
  if (wanted.length < 3 || wanted.length > MAX_CHOICE_LENGTH || /[0-9]/.test(wanted)) return Number.POSITIVE_INFINITY;
  const most = allowedEdits(wanted.length);
  return editDistance([...wanted], [...key.slice(0, wanted.length)], most) <= most ? 3 : Number.POSITIVE_INFINITY;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

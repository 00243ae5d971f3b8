/**
 * Days on which a shop sells less than its week says: public holidays, and the last ones before Christmas, when an order no
 * longer comes in time.
 *
 * Until a shop's own such days are known these are guesses, give or take half. Holidays: four fifths of a usual day, as some
 * shops are closed on them and others are not. Before Christmas: a fifth less each day from 19 December to Christmas Eve, as
 * affiliate networks see of online shops (CJ Affiliate, Holiday Intelligence Report, 2018). Each of the shop's own days
 * weighs as much as the guess.
 */
import { partsOf } from "../../calendar/business-day.ts";
import type { BusinessDay } from "../../calendar/period.ts";

export const QUIET_KINDS = ["holiday", "before-christmas"] as const;
export type QuietKind = (typeof QUIET_KINDS)[number];

const HOLIDAY_SHARE = 0.8;
const DAILY_SHARE = 0.8;
const LAST_ORDINARY_DATE = 18;
const GUESS_VARIANCE = 0.25;

export interface QuietDay {
  readonly kind: QuietKind;
  /** Of what is usual, as a guess. */
  readonly share: number;
}

/** What is made of the guess, and how sure that is, relative to it. */
export interface QuietEffect {
  readonly factor: number;
  readonly variance: number;
}

export type QuietEffects = Readonly<Record<QuietKind, QuietEffect>>;

/** Null on an ordinary day. Where Christmas is no public holiday, the days before it are ordinary ones. */
export function quietDayOf(day: BusinessDay, holidays: ReadonlySet<string>): QuietDay | null {
  if (holidays.has(day)) return { kind: "holiday", share: HOLIDAY_SHARE };
  if (!day.startsWith("12", 5)) return null;
  const { year, day: date } = partsOf(day);
  if (date <= LAST_ORDINARY_DATE || date >= 25 || !holidays.has(`${year}-12-25`)) return null;
  return { kind: "before-christmas", share: DAILY_SHARE ** (date - LAST_ORDINARY_DATE) };
}

/** @param seen The shop's own quiet days: what they sold over what was guessed of them. */
export function learnQuietEffects(seen: readonly { readonly kind: QuietKind; readonly ratio: number }[]): QuietEffects {
  const learn = (kind: QuietKind): QuietEffect => {
    const ratios = seen.filter((day) => day.kind === kind).map(({ ratio }) => ratio);
    const count = ratios.length + 1;
    return { factor: ratios.reduce((sum, ratio) => sum + ratio, 1) / count, variance: GUESS_VARIANCE / count };
  };
  return { holiday: learn("holiday"), "before-christmas": learn("before-christmas") };
}

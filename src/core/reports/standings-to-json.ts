/** The machine-readable forms of `/channels` and `/shops`: money as decimal strings in the currency named beside it. */
import { type Json, viewToJson } from "../answers/view-to-json.ts";
import { type Currency, toDecimalString } from "../money.ts";
import { type ChannelFigures, type ShopFigures, shareOf } from "./standing-figures.ts";

export function channelsToJson({ scope, rows, yardstick }: ChannelFigures, words: string): Json {
  const money = (minor: number | null) => decimal(minor, scope.shop.currency);
  const all = rows.map(({ value }) => value);
  const allBefore = rows.map(({ before }) => before);
  return {
    ...viewToJson(scope, words),
    usual: yardstick,
    channels: rows.map(({ channel, value, before, expected, distance, orders }) => ({
      ...{ channel, sales: money(value), before: money(before), orders },
      ...{ share: shareOf(value, all), shareBefore: shareOf(before, allBefore) },
      ...{ expected: money(expected), distance },
    })),
  };
}

export function shopsToJson({ rows, yardstick, currency, rates }: ShopFigures, words: string): Json {
  const all = rows.map(({ converted }) => converted);
  const allBefore = rows.map(({ convertedBefore }) => convertedBefore);
  const total = currency === null || all.includes(null) ? null : all.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return {
    question: words,
    usual: yardstick,
    sum: currency === null ? null : { currency, sales: decimal(total, currency), rates },
    shops: rows.map(({ scope, sales, before, expected, distance, converted, convertedBefore }) => {
      const { question: _, ...view } = viewToJson(scope, words);
      const own = (minor: number | null) => decimal(minor, scope.shop.currency);
      return {
        ...view,
        ...{ sales: own(sales), before: own(before), expected: own(expected), distance },
        ...{ share: shareOf(converted, all), shareBefore: shareOf(convertedBefore, allBefore) },
      };
    }),
  };
}

function decimal(minor: number | null, currency: Currency): string | null {
  return minor === null ? null : toDecimalString(minor, currency);
}

/** Whole numbers as people write them: 7, seven, 七, 三十. */
import type { Found } from "./lexicon.ts";
import { buildLexicon } from "./lexicon.ts";
import type { Token } from "./tokenize.ts";

const ENGLISH = buildLexicon<number>([
  ...[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
  ].map((word, value) => [word, value] as const),
  ["twenty", 20],
  ["twenty four", 24],
  ["twenty eight", 28],
  ["thirty", 30],
  ["forty", 40],
  ["forty eight", 48],
  ["fifty", 50],
  ["sixty", 60],
  ["ninety", 90],
  ["a hundred", 100],
  ["hundred", 100],
  ["a couple of", 2],
  ["a couple", 2],
  ["couple of", 2],
  ["a", 1],
  ["an", 1],
]);

const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** 九千九百九十九: no number of a question is longer. */
const LONGEST_CHINESE = 7;

/** The number at `at`, in digits (at most eight) or words; null where none stands. */
export function readNumber(tokens: readonly Token[], at: number): Found<number> | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "number") return token.text.length <= 8 ? { value: Number(token.text), end: at + 1 } : null;
  if (token.kind === "han") return readChineseNumber(tokens, at);
  return token.kind === "word" ? ENGLISH.longest(tokens, at) : null;
}

/** 二十一 as value by place; 二〇二六 as a row of digits. */
function readChineseNumber(tokens: readonly Token[], at: number): Found<number> | null {
  let sum = 0;
  let pending: number | null = null;
  let digitsInRow = 0;
  let end = at;
  for (; end < at + LONGEST_CHINESE; end++) {
    const character = tokens[end]?.kind === "han" ? (tokens[end]?.text ?? "") : "";
    const digit = CHINESE_DIGITS[character];
    const unit = CHINESE_UNITS[character];
    if (digit !== undefined) {
      pending = digitsInRow > 0 ? (pending ?? 0) * 10 + digit : digit;
      digitsInRow++;
    } else if (unit !== undefined) {
      sum += (pending ?? 1) * unit;
      pending = null;
      digitsInRow = 0;
    } else break;
  }
  return end === at ? null : { value: sum + (pending ?? 0), end };
}

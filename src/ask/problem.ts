/** What is wrong with a question, in words for people. Each says the next step. */
import type { Localized } from "../core/locale.ts";

export interface Problem {
  readonly code:
    | "too-long"
    | "impossible-date"
    | "reversed-dates"
    | "bad-count"
    | "said-twice"
    | "missing-argument"
    | "unknown-words"
    | "unknown-name"
    | "no-metric";
  readonly text: Localized;
}

/** Code units; a longer text is no question. */
export const MAX_QUESTION_LENGTH = 500;

export const tooLong: Problem = {
  code: "too-long",
  text: {
    en: `That is longer than ${MAX_QUESTION_LENGTH} characters. Ask for one number, for example: sales yesterday by channel.`,
    zh: `这段话超过了 ${MAX_QUESTION_LENGTH} 个字符。请一次只问一个指标，例如：销售额 昨天 按渠道。`,
  },
};

export const noMetric: Problem = {
  code: "no-metric",
  text: {
    en: "Which number? Say a metric first, for example: sales yesterday.",
    zh: "想看哪个指标？请先写指标，例如：销售额 昨天。",
  },
};

export function unknownWords(words: readonly string[]): Problem {
  return {
    code: "unknown-words",
    text: {
      en: `I do not know ${words.map((word) => `“${word}”`).join(", ")}. For example: sales last week by channel.`,
      zh: `我不认识${words.map((word) => `“${word}”`).join("、")}。例如：销售额 上周 按渠道。`,
    },
  };
}

export function unknownName(kind: Localized, name: string): Problem {
  return {
    code: "unknown-name",
    text: {
      en: `There is no ${kind.en} called “${name}” here. Pick one below, or put the name in quotes to take it as it is.`,
      zh: `这里没有名为“${name}”的${kind.zh}。请从下面选择，或给名称加上引号以按原样查找。`,
    },
  };
}

export function impossibleDate(written: string, reason: Localized): Problem {
  return {
    code: "impossible-date",
    text: {
      en: `“${written}” is not a date: ${reason.en}. Write it as Nov 11 or 2026-11-11.`,
      zh: `“${written}”不是有效日期：${reason.zh}。请写成 11月11日 或 2026-11-11。`,
    },
  };
}

export function reversedDates(written: string): Problem {
  return {
    code: "reversed-dates",
    text: {
      en: `“${written}” ends before it begins. Put the earlier date first, for example: Nov 1-11.`,
      zh: `“${written}”的结束日期早于开始日期。请把较早的日期写在前面，例如：11月1日到11日。`,
    },
  };
}

export function badCount(written: string, most: number): Problem {
  return {
    code: "bad-count",
    text: {
      en: `“${written}” is out of range: the number can be 1 to ${most}. For example: last 7 days.`,
      zh: `“${written}”超出范围：数字应在 1 到 ${most} 之间。例如：最近7天。`,
    },
  };
}

export function saidTwice(clause: Localized, first: string, second: string): Problem {
  return {
    code: "said-twice",
    text: {
      en: `I can take one ${clause.en} at a time, and read both “${first}” and “${second}”. Keep one of them.`,
      zh: `一次只能有一个${clause.zh}，这里同时写了“${first}”和“${second}”。请保留其中一个。`,
    },
  };
}

export function missingArgument(keyword: string, example: Localized): Problem {
  return {
    code: "missing-argument",
    text: {
      en: `Something is missing after “${keyword}”. For example: ${example.en}.`,
      zh: `“${keyword}”后面缺少内容。例如：${example.zh}。`,
    },
  };
}

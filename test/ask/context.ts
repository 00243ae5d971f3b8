import type { AskContext } from "../../src/ask/names.ts";
import type { Question } from "../../src/core/questions/question.ts";

export const NO_NAMES: AskContext = { shopNames: [], campaignNames: [], valueNames: {}, previous: null };

export const SHOP: AskContext = {
  shopNames: ["berlin", "Berlin Store", "上海店"],
  campaignNames: ["Double 11", "双11", "Black Friday"],
  valueNames: {
    channel: ["paid", "email", "direct", "organic search", "邮件", "小红书"],
    product: ["Blue Mug", "T-shirt", "保温杯"],
    country: ["DE", "US", "CN"],
  },
  previous: null,
};

/** `sales`, with everything else as where nothing is said. */
export function question(parts: Partial<Question> = {}): Question {
  return {
    metric: "sales",
    period: { type: "unit", unit: "day", offset: -1 },
    by: null,
    filters: [],
    comparison: { type: "default" },
    shop: null,
    form: "message",
    returnsClock: "own-day",
    ...parts,
  };
}

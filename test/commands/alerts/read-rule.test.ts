import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRuleWords } from "../../../src/commands/alerts/read-rule.ts";
import { printRule } from "../../../src/core/alerts/print-rule.ts";
import { RULE_METRICS, type RuleCondition } from "../../../src/core/alerts/rule.ts";
import { SHOP } from "../../contracts/store-fixture.ts";

const CONTEXT = { currency: SHOP.currency, channels: ["paid", "email", "Online Store"], shops: ["lamps", "Lamps & more 灯"] };

function condition(overrides: Partial<RuleCondition>): RuleCondition {
  const test = { type: "threshold", side: "below", value: 0.015 } as const;
  return { metric: "conversion", channel: null, hours: 1, volume: null, test, ...overrides };
}

const change = (side: "below" | "above", ratio: number, against: "yesterday" | "last-week") =>
  ({ type: "change", side, ratio, against }) as const;

describe("a rule in words", () => {
  it.each<[string, RuleCondition]>([
    ["conversion < 1.5% for 2 hours when sessions > 200", condition({ hours: 2, volume: { metric: "sessions", moreThan: 200 } })],
    ["conversion below 1.5 % in paid", condition({ channel: "paid" })],
    ["refund rate up 50% vs last week", condition({ metric: "refund_rate", hours: 24, test: change("above", 0.5, "last-week") })],
    [
      "sales drop by 30% compared to yesterday for 3 hours",
      condition({ metric: "sales", hours: 3, test: change("below", 0.3, "yesterday") }),
    ],
    [
      "orders under 5 over 4h in channel=Online Store",
      condition({ metric: "orders", hours: 4, channel: "Online Store", test: { type: "threshold", side: "below", value: 5 } }),
    ],
    ["sales < €1,200.50 for 1 day", condition({ metric: "sales", hours: 24, test: { type: "threshold", side: "below", value: 120_050 } })],
    ["roas < 2x", condition({ metric: "roas", test: { type: "threshold", side: "below", value: 2 } })],
    ["转化率 低于 1.5% 持续 2小时 当 会话 > 200", condition({ hours: 2, volume: { metric: "sessions", moreThan: 200 } })],
    ["退款率上升50%对比上周", condition({ metric: "refund_rate", hours: 24, test: change("above", 0.5, "last-week") })],
  ])("“%s” is read whole", (words, expected) => {
    expect(readRuleWords(words, CONTEXT)).toEqual({ ok: true, condition: expected, shop: null });
  });

  it("names its shop where one is said", () => {
    expect(readRuleWords("orders < 5 for lamps", CONTEXT)).toMatchObject({ ok: true, shop: "lamps" });
    expect(readRuleWords("订单 < 5 店铺 lamps", CONTEXT)).toMatchObject({ ok: true, shop: "lamps" });
  });

  it.each([
    ["", "Begin with what to watch", []],
    ["banana < 5", "Begin with what to watch", []],
    ["conversion", "Say when it rings", ["conversion"]],
    ["conversion < 1.5", "write 1.5%", ["conversion"]],
    ["orders < 5%", "no percentage", ["orders"]],
    ["conversion < 1.5% on tuesdays", "“on tuesdays”", ["conversion", "< 1.5%"]],
    ["conversion > 120%", "could never ring", ["conversion", "> 120%"]],
    ["orders < 0", "could never ring", ["orders", "< 0"]],
    ["sessions < 100 when sessions > 200", "could never ring", ["sessions", "< 100", "when sessions > 200"]],
    ["sales down 120% vs last week", "smaller share", ["sales", "down 120% vs last week"]],
    ["orders < 5 for 900 hours", "1 to 168 hours", ["orders", "< 5", "for 900 hours"]],
  ])("“%s” is refused with what was understood", (words, problem, understood) => {
    expect(readRuleWords(words, CONTEXT)).toEqual({
      ok: false,
      problem: { en: expect.stringContaining(problem), zh: expect.any(String) },
      understood,
    });
  });

  it("printed in either language reads back to the same rule", () => {
    const percent = fc.integer({ min: 1, max: 999 }).map((tenths) => tenths / 1_000);
    const anyRule: fc.Arbitrary<RuleCondition> = fc
      .record({
        metric: fc.constantFrom(...RULE_METRICS),
        channel: fc.constantFrom(null, ...CONTEXT.channels),
        hours: fc.integer({ min: 1, max: 168 }),
        side: fc.constantFrom("below" as const, "above" as const),
        amount: fc.integer({ min: 1, max: 500_000 }),
        percent,
        against: fc.constantFrom("yesterday" as const, "last-week" as const),
        isChange: fc.boolean(),
        volume: fc.constantFrom(null, { metric: "sessions" as const, moreThan: 0 }),
      })
      .map(({ metric, channel, hours, side, amount, percent: ratio, against, isChange, volume }) => {
        const value = metric === "conversion" || metric === "refund_rate" ? ratio : amount;
        return {
          metric,
          channel,
          hours,
          volume,
          test: isChange ? change(side, ratio, against) : { type: "threshold" as const, side, value },
        };
      });
    fc.assert(
      fc.property(anyRule, fc.constantFrom("en" as const, "zh" as const), (rule, locale) => {
        const parsed = readRuleWords(printRule(rule, SHOP.currency, locale), CONTEXT);
        expect(parsed).toMatchObject({ ok: true, shop: null });
        if (!parsed.ok) return;
        const { test, ...rest } = parsed.condition;
        expect(rest).toEqual({ metric: rule.metric, channel: rule.channel, hours: rule.hours, volume: rule.volume });
        expect(JSON.stringify(test, (_, value) => (typeof value === "number" ? Number(value.toPrecision(9)) : value))).toBe(
          JSON.stringify(rule.test, (_, value) => (typeof value === "number" ? Number(value.toPrecision(9)) : value)),
        );
      }),
    );
  });

  it("never throws, whatever is said", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (words) => {
        expect(readRuleWords(words, CONTEXT).ok).toBeTypeOf("boolean");
      }),
    );
  });
});

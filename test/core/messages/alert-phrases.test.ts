import { describe, expect, it } from "vitest";
import { chanceText } from "../../../src/core/messages/alert-phrases.ts";
import { departure } from "../../contracts/any-alert.ts";

describe("how sure an alert is", () => {
  it.each([
    [Math.log(3_210), "by chance about once in 3,000", "偶然出现的概率约 1/3,000"],
    [Math.log(960_000), "by chance about once in 1,000,000", "偶然出现的概率约 1/1,000,000"],
    [0, "by chance about once in 1", "偶然出现的概率约 1/1"],
    // Neither a round million nor what is beyond all numbers is lost in binary fractions.
    [Math.log(1_000_001), "by chance less than once in 1,000,000", "偶然出现的概率低于 1/1,000,000"],
    [900, "by chance less than once in 1,000,000", "偶然出现的概率低于 1/1,000,000"],
  ])("of %f nats is said in one digit", (evidenceNats, en, zh) => {
    expect([chanceText(departure({ evidenceNats }), "en"), chanceText(departure({ evidenceNats }), "zh")]).toEqual([en, zh]);
  });

  it("is the rule's number where a rule found it", () => {
    expect(chanceText(departure({ rule: 3 }), "en")).toBe("rule #3");
  });
});

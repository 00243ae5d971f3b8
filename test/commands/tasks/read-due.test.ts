import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDue } from "../../../src/commands/tasks/read-due.ts";
import { localToInstant } from "../../../src/core/calendar/zone-clock.ts";
import { BERLIN, zone } from "../../contracts/store-fixture.ts";

/** Wednesday. */
const NOW = "2026-03-04T14:20";

function at(local: string, inZone = BERLIN): number {
  const found = localToInstant(local, inZone);
  if (!found.ok) throw new Error(local);
  return found.ms;
}

describe("a due time in words", () => {
  it.each([
    ["18:00", "2026-03-04T18:00"],
    ["by 9:00", "2026-03-05T09:00"],
    ["3pm", "2026-03-04T15:00"],
    ["noon", "2026-03-05T12:00"],
    ["eod", "2026-03-04T18:00"],
    ["today", "2026-03-04T18:00"],
    ["by tomorrow", "2026-03-05T18:00"],
    ["tomorrow at 10:00", "2026-03-05T10:00"],
    ["by friday", "2026-03-06T18:00"],
    ["by 16:00 on friday", "2026-03-06T16:00"],
    ["wednesday 10:00", "2026-03-11T10:00"],
    ["wed 15:00", "2026-03-04T15:00"],
    ["next wednesday", "2026-03-11T18:00"],
    ["next monday 9am", "2026-03-09T09:00"],
    ["in 2 hours", "2026-03-04T16:20"],
    ["within 30 minutes", "2026-03-04T14:50"],
    ["in 3 days", "2026-03-07T18:00"],
    ["Mar 27", "2026-03-27T18:00"],
    ["by Jan 5 12:00", "2027-01-05T12:00"],
    ["2026-03-27 08:30", "2026-03-27T08:30"],
    ["18:00前", "2026-03-04T18:00"],
    ["明天下午3点前", "2026-03-05T15:00"],
    ["后天", "2026-03-06T18:00"],
    ["周五", "2026-03-06T18:00"],
    ["周五 16:00 之前", "2026-03-06T16:00"],
    ["下周一上午9点半", "2026-03-09T09:30"],
    ["2小时内", "2026-03-04T16:20"],
    ["三天内", "2026-03-07T18:00"],
    ["3月27日 10点", "2026-03-27T10:00"],
    ["下班前", "2026-03-04T18:00"],
  ])("“%s” is %s", (words, local) => {
    expect(readDue(words, at(NOW), BERLIN)).toEqual({ ok: true, dueMs: at(local) });
  });

  it.each([
    ["", "unclear"],
    ["soon", "unclear"],
    ["25:00", "unclear"],
    ["lamps friday", "unclear"],
    ["today 9:00", "past"],
    ["2026-03-01", "past"],
  ])("“%s” is refused as %s", (words, reason) => {
    expect(readDue(words, at(NOW), BERLIN)).toEqual({ ok: false, reason });
  });

  it("that the clock jumps over is the end of the gap, and today is still today after six in the evening", () => {
    expect(readDue("tomorrow 02:30", at("2026-03-28T12:00"), BERLIN)).toEqual({ ok: true, dueMs: at("2026-03-29T03:00") });
    expect(readDue("today", at("2026-03-04T19:00"), BERLIN)).toEqual({ ok: true, dueMs: at("2026-03-04T23:59") });
  });

  it("is always ahead, or refused, whatever is typed", () => {
    const part = fc.constantFrom(
      "by",
      "in",
      "2",
      "hours",
      "friday",
      "18:00",
      "下周",
      "周五",
      "点",
      "9",
      "am",
      "today",
      "明天",
      "Mar",
      "31",
      "x",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom(BERLIN, zone("Pacific/Apia")), (parts, inZone) => {
        const nowMs = at(NOW, inZone);
        const due = readDue(parts.join(" "), nowMs, inZone);
        expect(due.ok ? due.dueMs > nowMs : true).toBe(true);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toIsoWithOffset } from "../../../src/core/calendar/format-period.ts";
import { PHASE_KINDS, type StepDue } from "../../../src/core/campaigns/campaign.ts";
import { countdownSlots } from "../../../src/core/campaigns/countdown.ts";
import { instantOf, momentAt, parseMoment } from "../../../src/core/campaigns/moment.ts";
import { dueSteps, parseStepDue, printStepDue } from "../../../src/core/campaigns/run-sheet.ts";
import { CAMPAIGN_KINDS, templateSteps } from "../../../src/core/campaigns/run-sheet-template.ts";
import { findCycle } from "../../../src/core/tasks/step-order.ts";
import { campaign, phase } from "../../contracts/campaign-fixture.ts";
import { BERLIN, must, zone } from "../../contracts/store-fixture.ts";

const anyDue: fc.Arbitrary<StepDue> = fc.record({
  phase: fc.constantFrom(...PHASE_KINDS),
  edge: fc.constantFrom("start", "end"),
  days: fc.integer({ min: -90, max: 90 }),
  at: fc.option(fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })),
});

describe("a step's due time", () => {
  it("reads back as it is printed", () => {
    fc.assert(
      fc.property(anyDue, (due) => {
        expect(parseStepDue(printStepDue(due))).toEqual(due);
      }),
    );
  });

  it.each(["T-7 d 18:00x", "T-7d 25:00", "soon", "", "main middle", "T-1000d"])("that is none is refused: %s", (text) => {
    expect(parseStepDue(text)).toBeNull();
  });

  const dueOf = (text: string, phases = [phase("main", "2026-11-01 20:00", "2026-11-11")], inZone = BERLIN) => {
    const step = { ...must(templateSteps("sale", "en")[0]), due: must(parseStepDue(text)) };
    return toIsoWithOffset(must(dueSteps(campaign({ phases, steps: [step] }), inZone)[0]).dueMs, inZone);
  };

  it("keeps its local time over a clock change", () => {
    expect(dueOf("T-8d 18:00")).toBe("2026-10-24T18:00:00+02:00");
    expect(dueOf("T-6d 18:00")).toBe("2026-10-26T18:00:00+01:00");
    expect(dueOf("T-8d")).toBe("2026-10-24T20:00:00+02:00");
  });

  it("in the gap of spring is the first moment after it", () => {
    expect(dueOf("T-1d 02:30", [phase("main", "2026-03-30", "2026-04-01")])).toBe("2026-03-29T03:00:00+02:00");
  });

  it("after the end counts from the last day, not from the midnight behind it", () => {
    expect(dueOf("main end+2d 18:00")).toBe("2026-11-13T18:00:00+01:00");
    expect(dueOf("main end")).toBe("2026-11-12T00:00:00+01:00");
  });

  it("of a phase that the campaign lacks goes by the main one", () => {
    expect(dueOf("warm-up-1d 12:00".replace("-1d", " start-1d"))).toBe("2026-10-31T12:00:00+01:00");
  });
});

describe("a template", () => {
  it.each(CAMPAIGN_KINDS)("for a %s holds together: no circle, nothing due before what it waits for", (kind) => {
    const steps = templateSteps(kind, "zh");
    expect(findCycle(steps)).toBeNull();
    const due = new Map(dueSteps(campaign({ steps }), BERLIN).map(({ step, dueMs }) => [step.number, dueMs]));
    for (const { number, after } of steps)
      for (const before of after) expect(must(due.get(before))).toBeLessThanOrEqual(must(due.get(number)));
  });
});

describe("steps in a circle", () => {
  it("are found wherever the circle is, and nothing is found where there is none", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }), (count, edges) => {
        const steps = Array.from({ length: count }, (_, index) => ({
          number: index + 1,
          after: edges.filter(([to]) => to % count === index).map(([, from]) => (from % count) + 1),
        }));
        const cycle = findCycle(steps);
        if (cycle !== null) {
          for (const [index, number] of cycle.entries()) {
            const next = cycle[(index + 1) % cycle.length] ?? 0;
            expect(must(steps.find((step) => step.number === next)).after).toContain(number);
          }
        } else {
          // Without a circle steps can be done one after the other.
          const done = new Set<number>();
          for (let round = 0; round < count; round++)
            for (const step of steps) if (step.after.every((each) => done.has(each))) done.add(step.number);
          expect(done.size).toBe(count);
        }
      }),
    );
  });
});

describe("a countdown", () => {
  it("counts days by the wall clock and hours as they pass", () => {
    const slots = countdownSlots(
      campaign({ phases: [phase("main", "2026-10-25 12:00", "2026-10-26")], countdown: ["1d", "12h", "start", "end"] }),
      BERLIN,
    );
    expect(slots.map(({ mark, atMs }) => `${mark} ${toIsoWithOffset(atMs, BERLIN)}`)).toEqual([
      "1d 2026-10-24T12:00:00+02:00",
      "12h 2026-10-25T01:00:00+02:00",
      "start 2026-10-25T12:00:00+01:00",
      "end 2026-10-27T00:00:00+01:00",
    ]);
  });

  it("is in order and says one thing at a time, whatever marks it has", () => {
    const anyMark = fc.oneof(
      fc.nat(400).map((count) => `${count}d` as const),
      fc.nat(400).map((count) => `${count}h` as const),
      fc.constantFrom("start" as const, "end" as const),
    );
    fc.assert(
      fc.property(fc.array(anyMark, { maxLength: 12 }), (countdown) => {
        const times = countdownSlots(campaign({ countdown }), BERLIN).map(({ atMs }) => atMs);
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      }),
    );
  });
});

describe("a moment", () => {
  it("read from an instant is that instant again, but in the hour passed twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 525_600 }), (minutes) => {
        const atMs = Date.parse("2026-01-01T00:00:00Z") + minutes * 60_000;
        const back = instantOf(momentAt(atMs, BERLIN), BERLIN);
        const isRepeated = atMs >= Date.parse("2026-10-25T01:00:00Z") && atMs < Date.parse("2026-10-25T02:00:00Z");
        expect(back).toBe(isRepeated ? atMs - 3_600_000 : atMs);
      }),
    );
  });

  it("with an offset is the same instant in every shop, without one each shop's own", () => {
    const fixed = must(parseMoment("2026-11-11T00:00:00+08:00", "start"));
    const local = must(parseMoment("2026-11-11", "start"));
    expect(instantOf(fixed, BERLIN)).toBe(instantOf(fixed, zone("Asia/Shanghai")));
    expect(instantOf(local, BERLIN) - instantOf(local, zone("Asia/Shanghai"))).toBe(7 * 3_600_000);
  });

  it.each(["2026-02-30", "11.11.2026", "2026-11-11 24:30", "2026-11-11 9", "", "tomorrow"])("that is none is refused: %s", (text) => {
    expect(parseMoment(text, "start")).toBeNull();
  });
});

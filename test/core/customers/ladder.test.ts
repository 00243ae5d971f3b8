import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildLadder,
  type CustomerClass,
  type CustomerState,
  FREQUENCIES,
  STANDINGS,
  standingOf,
} from "../../../src/core/customers/ladder.ts";

const anyState: fc.Arbitrary<CustomerState> = fc.record({
  orders: fc.constantFrom(1 as const, 2 as const, 3 as const),
  isNew: fc.boolean(),
  isBack: fc.boolean(),
  absence: fc.constantFrom("present" as const, "lapsing" as const, "lost" as const),
});
const anyClasses: fc.Arbitrary<CustomerClass[]> = fc.array(
  fc.record({
    now: anyState,
    before: fc.option(anyState),
    customers: fc.integer({ min: 1, max: 1_000 }),
    sales: fc.integer({ min: -10_000, max: 1_000_000 }),
  }),
  { maxLength: 20 },
);

describe("the customer ladder", () => {
  it("puts everybody on one step of each ladder: sizes and sales add up", () => {
    fc.assert(
      fc.property(anyClasses, (classes) => {
        const ladder = buildLadder(classes);
        for (const steps of [ladder.byStanding, ladder.byFrequency]) {
          expect(steps.reduce((sum, { customers }) => sum + customers, 0)).toBe(ladder.customers);
          expect(steps.reduce((sum, { before }) => sum + before, 0)).toBe(ladder.before);
          expect(steps.reduce((sum, { sales }) => sum + sales, 0)).toBe(ladder.sales);
        }
      }),
    );
  });

  it("moves people one by one: a step is what it was, more who came, less who left", () => {
    fc.assert(
      fc.property(anyClasses, (classes) => {
        const { byStanding, byFrequency, customers, before } = buildLadder(classes);
        for (const steps of [byStanding, byFrequency]) {
          for (const step of steps) expect(step.customers).toBe(step.before + step.came - step.left);
          const [came, left] = [steps.reduce((sum, each) => sum + each.came, 0), steps.reduce((sum, each) => sum + each.left, 0)];
          expect(came - left).toBe(customers - before);
        }
      }),
    );
  });

  it("does not depend on how customers who are alike are put together", () => {
    fc.assert(
      fc.property(anyClasses, (classes) => {
        const halves = classes.flatMap((each) => [
          { ...each, customers: 1, sales: 0 },
          { ...each, customers: each.customers - 1 },
        ]);
        expect(buildLadder(halves.reverse())).toEqual(buildLadder(classes));
      }),
    );
  });

  it("calls somebody new before anything else, and back again before lapsing", () => {
    const state: CustomerState = { orders: 2, isNew: false, isBack: false, absence: "present" };
    expect(standingOf(state)).toBe("active");
    expect(standingOf({ ...state, absence: "lost" })).toBe("lost");
    expect(standingOf({ ...state, absence: "lapsing", isBack: true })).toBe("back");
    expect(standingOf({ ...state, absence: "lapsing", isBack: true, isNew: true })).toBe("new");
  });

  it("has every step where nobody stands", () => {
    const { byStanding, byFrequency, customers } = buildLadder([]);
    expect([customers, byStanding.map(({ step }) => step), byFrequency.map(({ step }) => step)]).toEqual([
      0,
      [...STANDINGS],
      [...FREQUENCIES],
    ]);
  });
});

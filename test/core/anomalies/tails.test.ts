import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countDivergence, countEvidence, millsRatio, normalEvidence, studentEvidence } from "../../../src/core/anomalies/tails.ts";

/** The tail added up term by term: P(0), and each next by the recurrence of the negative binomial. */
function addUp(count: number, mean: number, dispersion: number): number {
  const size = 1 / dispersion;
  let term = dispersion === 0 ? Math.exp(-mean) : (1 + dispersion * mean) ** -size;
  let tail = 0;
  for (let k = 0; k < 20_000; k++) {
    if (count < mean ? k <= count : k >= count) tail += term;
    term *= dispersion === 0 ? mean / (k + 1) : ((size + k) / (k + 1)) * ((dispersion * mean) / (1 + dispersion * mean));
  }
  return -Math.log(tail);
}

describe("evidence", () => {
  it.each([
    [0, 5, 0.1],
    [1, 10, 0.1],
    [2, 0.01, 0.5],
    [3, 30, 0.02],
    [10, 40, 0],
    [80, 30, 0.02],
    [300, 200, 0.01],
  ])("of %d where %d is expected, dispersion %d, is that of the tail added up", (count, mean, dispersion) => {
    expect(countEvidence(count, mean, dispersion)).toBeCloseTo(addUp(count, mean, dispersion), 0);
    const error = countEvidence(count, mean, dispersion) / addUp(count, mean, dispersion) - 1;
    expect(Math.abs(error)).toBeLessThan(0.02);
  });

  it("of no order where five are expected by chance alone is five nats", () => {
    expect(countEvidence(0, 5, 0)).toBe(5);
  });

  it("is never negative nor without end, and does not shrink as a count falls further", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (count, mean, dispersion) => {
          const evidence = countEvidence(count, mean, dispersion);
          expect(evidence).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(evidence)).toBe(true);
          expect(countDivergence(count, mean, dispersion)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("is weaker where counts scatter more", () => {
    expect(countEvidence(10, 40, 0.1)).toBeLessThan(countEvidence(10, 40, 0.01));
  });

  it("of a normal value is known from tables", () => {
    expect(Math.exp(-normalEvidence(1.959964))).toBeCloseTo(0.025, 6);
    expect(Math.exp(-normalEvidence(-4.753424)) * 1e6).toBeCloseTo(1, 2);
    expect(millsRatio(0)).toBeCloseTo(Math.sqrt(Math.PI / 2), 5);
  });

  it("counts for less the fewer windows the scatter is known from, and for all of it where they are many", () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 40, noNaN: true }), fc.integer({ min: 30, max: 1_000 }), (nats, windows) => {
        expect(studentEvidence(nats, windows)).toBeLessThan(studentEvidence(nats, 2 * windows));
      }),
    );
    expect(studentEvidence(12, 1e7)).toBeCloseTo(12, 3);
    expect(studentEvidence(12, 10)).toBeLessThan(8);
  });
});

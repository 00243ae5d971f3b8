import { type Formula, MEASURES, type Measure } from "./metric.ts";

/** The measures a formula reads. */
export function measuresOf(formula: Formula): readonly Measure[] {
  switch (formula.type) {
    case "sum":
      return measureNames(formula.of);
    case "ratio":
      return [...measureNames(formula.numerator), ...measureNames(formula.denominator)];
    case "conversion":
      return ["sessions", "orders"];
    case "distinct-customers":
      return ["orders"];
  }
}

function measureNames(of: Readonly<Partial<Record<Measure, 1 | -1>>>): readonly Measure[] {
  return MEASURES.filter((measure) => of[measure] !== undefined);
}

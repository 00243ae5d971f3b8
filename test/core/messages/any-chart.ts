/** Charts as hostile data makes them. */
import fc from "fast-check";
import type { ChartSpec, Series } from "../../../src/core/messages/message.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("", "@everyone", "{b|x}", "销售额".repeat(30), "👨‍👩‍👧‍👦", "حجم\u202e", "a\nb\tc", "|---|", "%s {c}", "\u0007"),
);

const anyValue = fc.option(fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.constantFrom(0, 1e-9, -1, 1e12)));

export const anyChart: fc.Arbitrary<ChartSpec> = fc
  .record({
    kind: fc.constantFrom("line" as const, "bar" as const, "stacked-bar" as const, "waterfall" as const),
    title: anyText,
    subtitle: anyText,
    categories: fc.array(anyText, { minLength: 1, maxLength: 60 }),
    count: fc.integer({ min: 1, max: 4 }),
    names: fc.array(anyText, { minLength: 4, maxLength: 4 }),
    seed: fc.array(anyValue, { minLength: 1, maxLength: 60 }),
    format: fc.constantFrom(
      { unit: "money" as const, currency: "KWD" },
      { unit: "money" as const, currency: "no currency" },
      { unit: "count" as const },
      { unit: "percent" as const },
      { unit: "multiple" as const },
    ),
    locale: fc.constantFrom("en" as const, "zh" as const),
    hasBand: fc.boolean(),
  })
  .map(({ categories, count, names, seed, hasBand, ...rest }) => {
    const seriesOf = (index: number): Series => ({
      name: names[index] ?? "",
      values: categories.map((_, at) => seed[(at + index) % seed.length] ?? null),
      emphasis: index === 0 ? "main" : "comparison",
    });
    const [first, ...others] = Array.from({ length: count }, (_, index) => seriesOf(index));
    const low = categories.map((_, at) => seed[(at + 5) % seed.length] ?? null);
    const band = { name: names[3] ?? "", low, high: low.map((value) => (value === null ? null : value + 10)) };
    return { ...rest, categories, series: [first ?? seriesOf(0), ...others], ...(hasBand ? { band } : {}) };
  });

import { describe, expect, it } from "vitest";
import { LOCALES } from "../../../src/core/locale.ts";
import { METRICS } from "../../../src/core/metrics/catalogue.ts";
import { MEASURES, METRIC_IDS } from "../../../src/core/metrics/metric.ts";
import { BUNDLES, DIMENSION_NAMES, MEASURE_NAMES } from "../../../src/core/metrics/names.ts";
import { DIMENSIONS } from "../../../src/core/questions/question.ts";

const askable = [...Object.values(METRICS), ...Object.values(BUNDLES)];

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe("the catalogue", () => {
  it("has every metric under its own id", () => {
    expect(Object.keys(METRICS).sort()).toEqual([...METRIC_IDS].sort());
    for (const id of METRIC_IDS) expect(METRICS[id].id).toBe(id);
  });

  it("gives no name twice, in whichever language", () => {
    expect(repeated(askable.flatMap(({ names }) => [...names.en, ...names.zh]))).toEqual([]);
    expect(repeated(Object.values(DIMENSION_NAMES).flatMap(({ names }) => [...names.en, ...names.zh]))).toEqual([]);
  });

  it("writes names in lower case, without spaces around", () => {
    for (const { names } of [...askable, ...Object.values(DIMENSION_NAMES)]) {
      for (const name of [...names.en, ...names.zh]) expect(name).toBe(name.trim().toLowerCase());
      for (const name of names.en) expect(name).toMatch(/^[a-z][a-z -]*$/);
      for (const name of names.zh) expect(name).toMatch(/^\p{Script=Han}+$/u);
    }
  });

  it("answers to the names of the contract", () => {
    const names = new Map(askable.flatMap((metric) => [...metric.names.en, ...metric.names.zh].map((name) => [name, metric.label.en])));
    const contract =
      "sales gross orders units traffic conversion aov refunds,refund rate,ads profit customers kpi 销售额 流量 转化率 客单价 退款";
    const asked = contract.split(/,/).flatMap((part, index) => (index === 1 ? [part] : part.split(" ")));
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
    expect(names.get("revenue")).toBe("Net sales");
    expect(names.get("gmv")).toBe("Gross sales");
    expect(names.get("复购率")).toBe("Returning customer rate");
    expect(names.get("投产比")).toBe("ROAS");
  });

  it("says each thing in one sentence, in every language", () => {
    for (const { label, definition } of Object.values(METRICS)) {
      for (const locale of LOCALES) expect(label[locale]).not.toBe("");
      expect(definition.en).toMatch(/^[^.]*\.$/);
      expect(definition.zh).toMatch(/^[^。]*。$/);
      expect(definition.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("marks only measures of the formula as optional", () => {
    for (const { formula } of Object.values(METRICS)) {
      if (formula.type !== "sum" && formula.type !== "ratio") continue;
      const used = formula.type === "sum" ? formula.of : { ...formula.numerator, ...formula.denominator };
      for (const measure of formula.optional) expect(Object.keys(used)).toContain(measure);
    }
  });

  it("shows values as their unit allows", () => {
    for (const { unit, display } of Object.values(METRICS)) {
      expect({ money: ["money"], count: ["count"], ratio: ["percent", "multiple"] }[unit]).toContain(display);
    }
  });

  it("names every measure and dimension", () => {
    for (const measure of MEASURES) for (const locale of LOCALES) expect(MEASURE_NAMES[measure][locale]).not.toBe("");
    for (const dimension of DIMENSIONS) expect(DIMENSION_NAMES[dimension].names.en[0]).toBe(dimension);
  });
});

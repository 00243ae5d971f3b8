/** Plain data for the Discord tests. */
import type { ChartSpec } from "../../src/core/messages/message.ts";

export function createFixedChart(): ChartSpec {
  return {
    kind: "line",
    title: "Net sales",
    subtitle: "by hour",
    categories: ["09", "10", "11"],
    series: [{ name: "Yesterday", values: [1, null, 3], emphasis: "main" }],
    format: { unit: "count" },
    locale: "en",
  };
}

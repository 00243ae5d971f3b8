/** A waterfall as the drawing library can: bars stacked on invisible ones, what lies below zero on a stack of its own. */
import type { EChartsCoreOption } from "echarts/core";
import { formatChartValue } from "../../core/messages/format-chart-value.ts";
import type { ChartSpec } from "../../core/messages/message.ts";
import { type WaterfallStep, waterfallSteps } from "../../core/messages/waterfall-steps.ts";
import type { Palette } from "./theme.ts";

export function waterfallSeries(chart: ChartSpec, palette: Palette): readonly EChartsCoreOption[] {
  const steps = waterfallSteps(chart);
  const color = ({ value, isTotal }: WaterfallStep) => (isTotal ? palette.comparison : value < 0 ? palette.loss : palette.gain);
  const above = steps.map(({ from, to }) => ({ low: Math.max(0, Math.min(from, to)), high: Math.max(0, from, to) }));
  const below = steps.map(({ from, to }) => ({ low: Math.min(0, from, to), high: Math.min(0, Math.max(from, to)) }));
  const text = ({ value, isTotal }: WaterfallStep) => `${!isTotal && value > 0 ? "+" : ""}${formatChartValue(value, chart)}`;
  const bars = (sizes: readonly number[], position: "right" | "left"): EChartsCoreOption => ({
    ...{ type: "bar", stack: "waterfall", barMaxWidth: 22, silent: true },
    data: sizes.map((size, index) => {
      const step = steps[index];
      const isLabelled =
        step !== undefined && (position === "left") === Math.max(step.from, step.to) <= 0 && (step.from !== 0 || step.to !== 0);
      return {
        value: size,
        itemStyle: { color: step === undefined ? palette.text : color(step), borderRadius: 2 },
        label: { show: isLabelled, position, color: palette.text, fontSize: 13, formatter: step === undefined ? "" : text(step) },
      };
    }),
  });
  const hidden = (sizes: readonly number[]): EChartsCoreOption => ({
    ...{ type: "bar", stack: "waterfall", barMaxWidth: 22, silent: true },
    itemStyle: { color: "transparent" },
    data: [...sizes],
  });
  return [
    hidden(above.map(({ low }) => low)),
    hidden(below.map(({ high }) => high)),
    bars(
      above.map(({ low, high }) => high - low),
      "right",
    ),
    bars(
      below.map(({ low, high }) => low - high),
      "left",
    ),
  ];
}

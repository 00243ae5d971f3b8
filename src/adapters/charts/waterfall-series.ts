/** A waterfall as the drawing library can: bars stacked on invisible ones, what lies below zero on a stack of its own. */
import type { EChartsCoreOption } from "echarts/core";
import { formatChartChange, formatChartValue } from "../../core/messages/format-chart-value.ts";
import type { ChartSpec } from "../../core/messages/message.ts";
import { type WaterfallStep, waterfallSteps } from "../../core/messages/waterfall-steps.ts";
import type { Palette } from "./theme.ts";
import { withoutTraces } from "./without-traces.ts";

export function waterfallSeries(chart: ChartSpec, palette: Palette): readonly EChartsCoreOption[] {
  const steps = waterfallSteps(chart);
  const colorOf = ({ value, isTotal }: WaterfallStep) => (isTotal ? palette.comparison : value < 0 ? palette.loss : palette.gain);
  const above = steps.map(({ from, to }) => ({ low: Math.max(0, Math.min(from, to)), high: Math.max(0, from, to) }));
  const below = steps.map(({ from, to }) => ({ low: Math.min(0, from, to), high: Math.min(0, Math.max(from, to)) }));
  const colors = steps.map(colorOf);
  const texts = steps.map(({ value, isTotal }) => (isTotal ? formatChartValue(value, chart) : formatChartChange(value, chart)));
  const bars = (sizes: readonly number[]): EChartsCoreOption => ({
    ...{ type: "bar", stack: "waterfall", barMaxWidth: 22, silent: true },
    data: sizes.map((size, index) => ({
      value: withoutTraces(size),
      itemStyle: { color: colors[index] ?? palette.text, borderRadius: 2 },
    })),
  });
  const hidden = (sizes: readonly number[]): EChartsCoreOption => ({
    ...{ type: "bar", stack: "waterfall", barMaxWidth: 22, silent: true },
    itemStyle: { color: "transparent" },
    data: sizes.map(withoutTraces),
  });
  // Labels stand right of what lies above zero, if need be on the zero line: left of it they would run into the names.
  const label = {
    ...{ show: true, position: "right", color: palette.text, fontSize: 13 },
    formatter: ({ dataIndex }: { readonly dataIndex: number }) => texts[dataIndex] ?? "",
  };
  return [
    hidden(above.map(({ low }) => low)),
    hidden(below.map(({ high }) => high)),
    { ...bars(above.map(({ low, high }) => high - low)), label },
    bars(below.map(({ low, high }) => low - high)),
  ];
}

/** What was expected, as the drawing library can: an area stacked on an invisible line. */
import type { EChartsCoreOption } from "echarts/core";
import type { Band } from "../../core/messages/message.ts";
import type { Palette } from "./theme.ts";
import { withoutTraces } from "./without-traces.ts";

export function bandSeries({ name, low, high }: Band, palette: Palette): readonly EChartsCoreOption[] {
  const line = {
    ...{ type: "line", stack: "band", stackStrategy: "all", silent: true, showSymbol: false, connectNulls: false, z: 0 },
    lineStyle: { width: 0, opacity: 0 },
    itemStyle: { color: palette.comparison },
  };
  const sizes = low.map((from, index) => {
    const to = high[index] ?? null;
    return from === null || to === null ? null : Math.max(0, to - from);
  });
  return [
    { ...line, name: `band-floor:${name}`, data: low.map(drawable) },
    { ...line, name: bandName(name), data: sizes.map(drawable), areaStyle: { color: palette.comparison, opacity: 0.22 } },
  ];
}

/** The legend's entry; series are told apart by name, and another may have the same. */
export function bandName(name: string): string {
  return `band:${name}`;
}

function drawable(value: number | null): number | "-" {
  return value !== null && Number.isFinite(value) ? withoutTraces(value) : "-";
}

/** From a neutral chart to what the drawing library wants: calm, large letters, comparison dashed and grey. */
import type { EChartsCoreOption } from "echarts/core";
import { cutToWidth } from "../../core/messages/display-width.ts";
import { formatChartValue } from "../../core/messages/format-chart-value.ts";
import type { ChartSpec, Series } from "../../core/messages/message.ts";
import { bandName, bandSeries } from "./band-series.ts";
import type { Palette } from "./theme.ts";
import { waterfallSeries } from "./waterfall-series.ts";
import { withoutTraces } from "./without-traces.ts";

/** Columns of text: what a phone's width can show of a title, a legend entry, a bar's name. */
const TITLE_COLUMNS = 64;
const LEGEND_COLUMNS = 24;
/** What fits beside the drawing. */
const END_COLUMNS = 9;
const BAR_NAME_COLUMNS = 22;

export function chartOption(chart: ChartSpec, palette: Palette, fontFamily: string): EChartsCoreOption {
  if (chart.series.every(({ values }) => values.every((value) => value === null))) return emptyOption(chart, palette, fontFamily);
  const isFlat = chart.kind !== "line";
  const band = chart.kind === "line" ? (chart.band ?? null) : null;
  const hasLegend = chart.kind !== "waterfall" && (chart.series.length > 1 || band !== null);
  return {
    animation: false,
    backgroundColor: palette.background,
    textStyle: { fontFamily, fontSize: 14, color: palette.text },
    title: {
      text: cutToWidth(oneLine(chart.title), TITLE_COLUMNS),
      subtext: cutToWidth(oneLine(chart.subtitle), TITLE_COLUMNS + 20),
      left: 20,
      top: 14,
      itemGap: 6,
      textStyle: { fontFamily, fontSize: 20, fontWeight: 600, color: palette.text },
      subtextStyle: { fontFamily, fontSize: 13, color: palette.quiet },
    },
    ...(hasLegend ? { legend: legendOf(chart, palette) } : {}),
    grid: { left: 20, right: isFlat ? 84 : 72, top: hasLegend ? 112 : 84, bottom: 18, containLabel: true },
    ...(isFlat ? barAxes(chart, palette) : lineAxes(chart, palette)),
    series:
      chart.kind === "waterfall"
        ? waterfallSeries(chart, palette)
        : [
            ...(band === null ? [] : bandSeries({ ...band, name: oneLine(band.name) }, palette)),
            ...chart.series.map((series, index) =>
              isFlat ? barSeries(chart, series, index, palette) : lineSeries(chart, series, index, palette),
            ),
          ],
  };
}

/** Says that there is nothing to draw: a blank picture would look like a fault. */
function emptyOption({ title, locale }: ChartSpec, palette: Palette, fontFamily: string): EChartsCoreOption {
  return {
    backgroundColor: palette.background,
    title: {
      text: cutToWidth(oneLine(title), TITLE_COLUMNS),
      subtext: locale === "zh" ? "该时段没有数据" : "No data in this period",
      left: "center",
      top: "middle",
      textStyle: { fontFamily, fontSize: 20, fontWeight: 600, color: palette.text },
      subtextStyle: { fontFamily, fontSize: 14, color: palette.quiet },
    },
  };
}

function legendOf({ kind, series, band }: ChartSpec, palette: Palette): EChartsCoreOption {
  return {
    left: 20,
    top: 76,
    padding: 0,
    itemWidth: 18,
    itemHeight: 10,
    icon: "roundRect",
    textStyle: { color: palette.quiet, fontSize: 13 },
    data: [...series.map(seriesName), ...(kind !== "line" || band === undefined ? [] : [bandName(oneLine(band.name))])],
    formatter: (name: string) => cutToWidth(name.replace(/^(?:\d+|band):/, ""), LEGEND_COLUMNS),
  };
}

function lineAxes(chart: ChartSpec, palette: Palette): EChartsCoreOption {
  return {
    xAxis: {
      type: "category",
      data: chart.categories.map(oneLine),
      boundaryGap: chart.categories.length === 1,
      axisLine: { lineStyle: { color: palette.grid } },
      axisTick: { show: false },
      axisLabel: { color: palette.quiet, fontSize: 13, hideOverlap: true, margin: 12, alignMinLabel: "left", alignMaxLabel: "right" },
    },
    yAxis: valueAxis(chart, palette, true),
  };
}

function barAxes(chart: ChartSpec, palette: Palette): EChartsCoreOption {
  return {
    xAxis: { ...valueAxis(chart, palette, false), axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: "category",
      inverse: true,
      data: chart.categories.map((name) => cutToWidth(oneLine(name), BAR_NAME_COLUMNS)),
      axisLine: { lineStyle: { color: palette.grid } },
      axisTick: { show: false },
      axisLabel: { color: palette.text, fontSize: 13, margin: 10, hideOverlap: true },
    },
  };
}

function valueAxis(chart: ChartSpec, palette: Palette, isScaled: boolean): EChartsCoreOption {
  return {
    type: "value",
    splitNumber: 4,
    // A rate that moves between 2.8 and 3.1 percent would be a flat line on an axis from zero; money and counts start at zero.
    scale: isScaled && isRate(chart),
    splitLine: { lineStyle: { color: palette.grid } },
    axisLabel: { color: palette.quiet, fontSize: 13, formatter: (value: number) => formatChartValue(value, chart) },
  };
}

function isRate({ format }: ChartSpec): boolean {
  return format.unit === "percent" || format.unit === "multiple";
}

function lineSeries(chart: ChartSpec, series: Series, index: number, palette: Palette): EChartsCoreOption {
  const isComparison = series.emphasis === "comparison";
  const color = isComparison ? palette.comparison : colorOf(index, palette);
  const known = series.values.filter((value) => value !== null).length;
  return {
    type: "line",
    name: seriesName(series, index),
    data: series.values.map(drawable),
    showSymbol: known < 2,
    symbolSize: 8,
    connectNulls: false,
    z: isComparison ? 1 : 3,
    lineStyle: { color, width: isComparison ? 2 : 3, type: isComparison ? [6, 5] : "solid" },
    itemStyle: { color },
    // An area says "from zero up": not where the axis begins elsewhere.
    ...(isComparison || chart.series.length > 2 || chart.band !== undefined || isRate(chart) ? {} : { areaStyle: { color, opacity: 0.1 } }),
    ...(isComparison ? comparisonLabel(chart, series, palette) : { endLabel: endLabel(chart, color) }),
  };
}

/** Several comparisons look alike: each is named at its line's end. */
function comparisonLabel({ series: all }: ChartSpec, { name }: Series, palette: Palette): EChartsCoreOption {
  if (all.filter(({ emphasis }) => emphasis === "comparison").length < 2) return {};
  const text = cutToWidth(oneLine(name), END_COLUMNS);
  return {
    endLabel: { show: true, color: palette.quiet, fontSize: 13, distance: 8, formatter: () => text },
    labelLayout: { moveOverlap: "shiftY" },
  };
}

/** The last value, said at the line's end. */
function endLabel(chart: ChartSpec, color: string): EChartsCoreOption {
  return {
    show: true,
    color,
    fontSize: 14,
    fontWeight: 600,
    distance: 8,
    formatter: ({ value }: { readonly value: unknown }) => (typeof value === "number" ? formatChartValue(value, chart) : ""),
  };
}

function barSeries(chart: ChartSpec, series: Series, index: number, palette: Palette): EChartsCoreOption {
  const isComparison = series.emphasis === "comparison";
  const color = isComparison ? palette.comparison : colorOf(index, palette);
  return {
    type: "bar",
    name: seriesName(series, index),
    data: series.values.map(drawable),
    ...(chart.kind === "stacked-bar" ? { stack: "all" } : {}),
    barMaxWidth: isComparison ? 8 : 22,
    barGap: "20%",
    itemStyle: { color, borderRadius: 3, opacity: isComparison ? 0.6 : 1 },
    label: {
      show: !isComparison && chart.kind === "bar",
      position: "right",
      color: palette.text,
      fontSize: 13,
      formatter: ({ value }: { readonly value: unknown }) => (typeof value === "number" ? formatChartValue(value, chart) : ""),
    },
  };
}

/** Two series may have one name; the library tells them apart by it. */
function seriesName({ name }: Series, index: number): string {
  return `${index}:${oneLine(name)}`;
}

function colorOf(index: number, { series, text }: Palette): string {
  return series[index % series.length] ?? text;
}

function drawable(value: number | null): number | "-" {
  return value !== null && Number.isFinite(value) ? withoutTraces(value) : "-";
}

/** The library reads line breaks and `{style|…}` in labels as its own markup. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[{}|]/g, " ");
}

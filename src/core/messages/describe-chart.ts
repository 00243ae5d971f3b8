/** A chart said in words: what a screen reader reads, and what stands where a picture cannot. */
import { formatChartChange, formatChartValue } from "./format-chart-value.ts";
import type { Band, ChartSpec } from "./message.ts";
import { sideOfBand } from "./side-of-band.ts";

/** One or two sentences: where it begins and ends, its highest and its lowest. Bars: the biggest and the smallest. */
export function describeChart(chart: ChartSpec): string {
  const { title, categories, series, locale, kind } = chart;
  const zh = locale === "zh";
  const points = series[0].values.flatMap((value, index) => (value === null ? [] : [{ value, name: categories[index] ?? "" }]));
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return zh ? `${title}：无数据。` : `${title}: no data.`;
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best));
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best));
  const say = ({ value, name }: typeof first): string => {
    const text = formatChartValue(value, chart);
    return zh ? `${name} ${text}` : `${text} (${name})`;
  };
  if (kind === "waterfall") {
    const steps = points.slice(1, -1).map(({ value, name }) => `${name} ${formatChartChange(value, chart)}`);
    return zh
      ? `${title}：从 ${say(first)} 到 ${say(last)}；${steps.join("、")}。`
      : `${title}: from ${say(first)} to ${say(last)}; ${steps.join(", ")}.`;
  }
  if (kind !== "line") {
    return zh ? `${title}：最高 ${say(highest)}，最低 ${say(lowest)}。` : `${title}: highest ${say(highest)}, lowest ${say(lowest)}.`;
  }
  const sentence = zh
    ? `${title}：从 ${say(first)} 到 ${say(last)}；最高 ${say(highest)}，最低 ${say(lowest)}。`
    : `${title}: from ${say(first)} to ${say(last)}; highest ${say(highest)}, lowest ${say(lowest)}.`;
  const band = chart.band === undefined ? "" : describeBand(chart, chart.band);
  return band === "" ? sentence : `${sentence}${zh ? "" : " "}${band}`;
}

function describeBand({ series: [{ values }], locale }: ChartSpec, { name, low, high }: Band): string {
  const sides = values.map((value, index) => sideOfBand(value, low[index] ?? null, high[index] ?? null)).filter((side) => side !== null);
  // A range of what is yet to come has nothing in it.
  if (sides.length === 0) return "";
  const outside = sides.filter((side) => side !== 0).length;
  return locale === "zh"
    ? `${sides.length} 个点中有 ${outside} 个在“${name}”之外。`
    : `${outside} of ${sides.length} points lie outside “${name}”.`;
}

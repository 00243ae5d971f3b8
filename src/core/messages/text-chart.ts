/** A chart in plain characters: for the terminal, and for places where pictures do not go. */
import { cutToWidth, displayWidth, padEndToWidth } from "./display-width.ts";
import { formatChartChange, formatChartValue } from "./format-chart-value.ts";
import type { Band, ChartSpec } from "./message.ts";
import { sideOfBand } from "./side-of-band.ts";
import { waterfallSteps } from "./waterfall-steps.ts";

const LEVELS = "▁▂▃▄▅▆▇█";
/** Stands where a line has no data. */
const GAP = "·";
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const NARROWEST = 10;
const BELOW = "▼";
const ABOVE = "▲";

/** Never wider than `widthColumns` (at least 10). Lines become a sparkline with its ends and extremes, bars become bars. */
export function textChart(chart: ChartSpec, widthColumns: number): string {
  const width = Math.max(NARROWEST, Math.floor(widthColumns));
  const lines = chart.kind === "line" ? sparkline(chart, width) : chart.kind === "waterfall" ? waterfall(chart, width) : bars(chart, width);
  return [chart.title, ...lines].map((line) => cutToWidth(line, width)).join("\n");
}

function sparkline(chart: ChartSpec, width: number): string[] {
  const { values } = chart.series[0];
  const columns = squeeze(values, width);
  const known = columns.filter((value) => value !== null);
  if (known.length === 0) return [noData(chart)];
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const line = columns
    .map((value) => {
      if (value === null) return GAP;
      return LEVELS[span === 0 ? 3 : Math.round(((value - low) / span) * (LEVELS.length - 1))] ?? GAP;
    })
    .join("");
  const range = [Math.min(...known), Math.max(...known)].map((value) => formatChartValue(value, chart)).join(" – ");
  const ends = [chart.categories[0] ?? "", chart.categories.at(-1) ?? ""];
  const marks = chart.band === undefined ? [] : [...outsideMarks(chart, chart.band, width)];
  return [line, ...marks, `${ends[0]} … ${ends[1]}: ${range}`];
}

/** Under the line: which of its columns lie below or above what was expected, and what the marks mean. */
function outsideMarks({ series: [{ values }], locale }: ChartSpec, { low, high }: Band, width: number): readonly string[] {
  const sides = values.map((value, index) => sideOfBand(value, low[index] ?? null, high[index] ?? null));
  const marks = squeeze(sides, width).map((side) => (side === null || side === 0 ? " " : side < 0 ? BELOW : ABOVE));
  if (marks.every((mark) => mark === " ")) return [];
  const legend = locale === "zh" ? `${BELOW} 低于预期 ${ABOVE} 高于预期` : `${BELOW} below expected, ${ABOVE} above`;
  return [marks.join("").trimEnd(), legend];
}

/** At most `width` points: of several that share a column, their mean; null where none of them is known. */
function squeeze(values: readonly (number | null)[], width: number): (number | null)[] {
  const columns = Math.min(values.length, width);
  return Array.from({ length: columns }, (_, column) => {
    const part = values.slice(Math.floor((column * values.length) / columns), Math.floor(((column + 1) * values.length) / columns));
    const known = part.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

function bars(chart: ChartSpec, width: number): string[] {
  const { values } = chart.series[0];
  const rows = chart.categories.map((name, index) => ({ name: name.replace(/\s+/g, " "), value: values[index] ?? null }));
  if (rows.every(({ value }) => value === null)) return [noData(chart)];
  const texts = rows.map(({ value }) => (value === null ? "–" : formatChartValue(value, chart)));
  const nameWidth = Math.min(Math.max(...rows.map(({ name }) => displayWidth(name))), Math.floor(width / 3));
  const valueWidth = Math.max(...texts.map(displayWidth));
  const barWidth = Math.max(1, width - nameWidth - valueWidth - 2);
  const largest = Math.max(...rows.map(({ value }) => Math.abs(value ?? 0)));
  return rows.map(({ name, value }, index) => {
    const bar = value === null || largest === 0 ? "" : barOf((Math.abs(value) / largest) * barWidth);
    return `${padEndToWidth(cutToWidth(name, nameWidth), nameWidth)} ${padEndToWidth(texts[index] ?? "", valueWidth)} ${bar}`.trimEnd();
  });
}

/** Each step a bar that begins where the one before ended. */
function waterfall(chart: ChartSpec, width: number): string[] {
  const steps = waterfallSteps(chart);
  const texts = steps.map(({ value, isTotal }) => (isTotal ? formatChartValue(value, chart) : formatChartChange(value, chart)));
  const names = steps.map(({ name }) => name.replace(/\s+/g, " "));
  const nameWidth = Math.min(Math.max(...names.map(displayWidth)), Math.floor(width / 3));
  const valueWidth = Math.max(...texts.map(displayWidth));
  const barWidth = Math.max(1, width - nameWidth - valueWidth - 2);
  const low = Math.min(0, ...steps.map(({ to }) => to));
  const span = Math.max(0, ...steps.map(({ to }) => to)) - low;
  const columnOf = (level: number) => (span === 0 ? 0 : Math.round(((level - low) / span) * barWidth));
  return steps.map(({ from, to, value, isTotal }, index) => {
    const [start, end] = [columnOf(Math.min(from, to)), columnOf(Math.max(from, to))];
    const bar =
      value === 0
        ? ""
        : " ".repeat(Math.min(start, barWidth - 1)) + (isTotal ? "█" : value > 0 ? "▓" : "░").repeat(Math.max(1, end - start));
    const name = padEndToWidth(cutToWidth(names[index] ?? "", nameWidth), nameWidth);
    return `${name} ${padEndToWidth(texts[index] ?? "", valueWidth)} ${bar}`.trimEnd();
  });
}

/** A bar of so many columns, the last one in eighths. */
function barOf(columns: number): string {
  const whole = Math.floor(columns);
  return "█".repeat(whole) + (EIGHTHS[Math.floor((columns - whole) * EIGHTHS.length)] ?? "");
}

function noData({ locale }: ChartSpec): string {
  return locale === "zh" ? "无数据" : "no data";
}

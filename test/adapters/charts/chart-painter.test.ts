/** What a person would see of a picture: it is there, whole, in the right letters, whatever the data. */
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createChartPainter } from "../../../src/adapters/charts/create-chart-painter.ts";
import type { ChartSpec } from "../../../src/core/messages/message.ts";
import type { ChartPainter } from "../../../src/ports/chart-painter.ts";
import { anyChart } from "../../core/messages/any-chart.ts";

const DAYS: ChartSpec = {
  kind: "line",
  title: "Net sales",
  subtitle: "Demo shop · Nov 2026",
  categories: Array.from({ length: 28 }, (_, index) => `${index + 1} Nov`),
  series: [
    { name: "this period", values: Array.from({ length: 28 }, (_, index) => 4_000 + 500 * Math.sin(index)), emphasis: "main" },
    { name: "last year", values: Array.from({ length: 28 }, (_, index) => 3_000 + 400 * Math.cos(index)), emphasis: "comparison" },
  ],
  format: { unit: "money", currency: "EUR" },
  locale: "en",
};

const NAMES: ChartSpec = {
  ...DAYS,
  kind: "bar",
  title: "销售额 · 渠道",
  categories: ["自然流量", "paid", "a name far too long for any axis there is in this world 😀"],
  series: [{ name: "本期", values: [1200, 800, -90], emphasis: "main" }],
  locale: "zh",
};

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB at a point. */
  at(x: number, y: number): number;
}

async function look(png: Uint8Array): Promise<Pixels> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return {
    width: image.width,
    height: image.height,
    at: (x, y) => {
      const from = (y * image.width + x) * 4;
      return ((data[from] ?? 0) << 16) | ((data[from + 1] ?? 0) << 8) | (data[from + 2] ?? 0);
    },
  };
}

/** How many pixels inside a rectangle differ from the picture's corner. */
function inkIn(pixels: Pixels, { x, y, width, height }: { x: number; y: number; width: number; height: number }): number {
  const paper = pixels.at(0, 0);
  let ink = 0;
  for (let row = y; row < y + height; row++) for (let column = x; column < x + width; column++) if (pixels.at(column, row) !== paper) ink++;
  return ink;
}

function inkOnBorder(pixels: Pixels): number {
  const { width, height } = pixels;
  return (
    inkIn(pixels, { x: 0, y: 0, width, height: 1 }) +
    inkIn(pixels, { x: 0, y: height - 1, width, height: 1 }) +
    inkIn(pixels, { x: 0, y: 0, width: 1, height }) +
    inkIn(pixels, { x: width - 1, y: 0, width: 1, height })
  );
}

describe("the chart painter", () => {
  let painter: ChartPainter;
  beforeAll(() => {
    painter = createChartPainter();
  });

  it.each([
    ["a line of days", DAYS],
    ["bars with Chinese names", NAMES],
    ["a single point", { ...DAYS, categories: ["1 Nov"], series: [{ name: "x", values: [5], emphasis: "main" }] } satisfies ChartSpec],
    [
      "gaps",
      {
        ...DAYS,
        series: [{ name: "x", values: DAYS.categories.map((_, i) => (i % 3 === 0 ? null : i)), emphasis: "main" }],
      } satisfies ChartSpec,
    ],
    ["nothing known", { ...DAYS, series: [{ name: "x", values: DAYS.categories.map(() => null), emphasis: "main" }] } satisfies ChartSpec],
  ])("draws %s whole, in both themes: ink in the middle, none on the border", async (_, chart) => {
    for (const theme of ["light", "dark"] as const) {
      const pixels = await look(await painter.paint(chart, { theme }));
      expect(inkIn(pixels, { x: 0, y: 0, width: pixels.width, height: pixels.height })).toBeGreaterThan(2_000);
      expect(inkOnBorder(pixels)).toBe(0);
    }
  });

  it("paints 720 x 400 CSS pixels at twice the density, and other sizes on request", async () => {
    expect(await look(await painter.paint(DAYS))).toMatchObject({ width: 1_440, height: 800 });
    expect(await look(await painter.paint(DAYS, { widthPx: 360, heightPx: 240 }))).toMatchObject({ width: 720, height: 480 });
  });

  it("has letters for Chinese: different characters look different, which empty boxes do not", async () => {
    const title = { x: 40, y: 20, width: 400, height: 70 };
    const ink = await Promise.all(
      ["销", "一", "龘"].map(async (text) => inkIn(await look(await painter.paint({ ...NAMES, title: text })), title)),
    );
    expect(new Set(ink).size).toBe(3);
    expect(Math.max(...ink)).toBeGreaterThan(4 * Math.min(...ink));
  });

  it("draws what was expected behind a line: a broad area, in a colour of its own", async () => {
    const low = DAYS.categories.map((_, index) => 2_000 + 500 * Math.sin(index));
    const [main] = DAYS.series;
    const rates: ChartSpec = { ...DAYS, series: [main, { ...main, name: "other" }], format: { unit: "percent" } };
    const plain = await look(await painter.paint(rates));
    const banded = await look(await painter.paint({ ...rates, band: { name: "expected", low, high: low.map((value) => value + 4_000) } }));
    const middle = { x: 200, y: 260, width: 1_000, height: 440 };
    expect(inkIn(banded, middle)).toBeGreaterThan(inkIn(plain, middle) * 1.3);
  });

  it("gives the same picture for the same chart, also when several are painted at once", async () => {
    const alone = await painter.paint(DAYS);
    const together = await Promise.all([painter.paint(DAYS), painter.paint(NAMES), painter.paint(DAYS)]);
    expect(Buffer.from(together[0] ?? []).equals(Buffer.from(alone))).toBe(true);
    expect(Buffer.from(together[2] ?? []).equals(Buffer.from(alone))).toBe(true);
  });

  it("draws whatever the data holds", async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async (chart) => {
        const pixels = await look(await painter.paint(chart));
        expect(inkIn(pixels, { x: 0, y: 0, width: pixels.width, height: pixels.height })).toBeGreaterThan(0);
      }),
      { numRuns: 12 },
    );
  });
});

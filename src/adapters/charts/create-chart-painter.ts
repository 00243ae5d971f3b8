/** Draws charts as PNG with echarts on a canvas. Import it only where a picture is wanted: it takes half a second to load. */
import { createCanvas } from "@napi-rs/canvas";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, setPlatformAPI, use } from "echarts/core";
import { LegacyGridContainLabel } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import type { ChartSpec } from "../../core/messages/message.ts";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import { chartOption } from "./chart-option.ts";
import { registerFonts } from "./fonts.ts";
import { PALETTES } from "./theme.ts";

/** CSS pixels: readable on a phone, where Slack and Discord show about half of it. */
const WIDTH_PX = 720;
const HEIGHT_PX = 400;
/** Device pixels a CSS pixel. */
const DENSITY = 2;

/** A chart of bars grows with them. */
const BAR_ROW_PX = 34;
const BAR_FRAME_PX = 140;
const TALLEST_PX = 900;

export function createChartPainter(): ChartPainter {
  use([LineChart, BarChart, GridComponent, LegendComponent, TitleComponent, LegacyGridContainLabel, CanvasRenderer]);
  setPlatformAPI({ createCanvas: () => asDomCanvas(createCanvas(32, 32)) });
  const fontFamily = registerFonts();
  return {
    async paint(chart, { theme = "light", widthPx = WIDTH_PX, heightPx = heightOf(chart) } = {}) {
      const canvas = createCanvas(widthPx * DENSITY, heightPx * DENSITY);
      const picture = init(asDomCanvas(canvas), null, { renderer: "canvas", width: widthPx, height: heightPx, devicePixelRatio: DENSITY });
      try {
        picture.setOption(chartOption(chart, PALETTES[theme], fontFamily));
        return await canvas.encode("png");
      } finally {
        picture.dispose();
      }
    },
  };
}

function heightOf({ kind, categories }: ChartSpec): number {
  if (kind === "line") return HEIGHT_PX;
  return Math.min(TALLEST_PX, Math.max(HEIGHT_PX / 2, BAR_FRAME_PX + categories.length * BAR_ROW_PX));
}

/** The library was made for a browser's canvas and needs of it only what this one has too. */
function asDomCanvas(canvas: object): HTMLCanvasElement {
  if (!isDrawable(canvas)) throw new TypeError("The canvas cannot be drawn on");
  return canvas;
}

function isDrawable(canvas: object): canvas is HTMLCanvasElement {
  return "getContext" in canvas && typeof canvas.getContext === "function";
}

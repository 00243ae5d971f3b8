/** Colours of charts. Contrast of text is at least 4.5 : 1 on its background (WCAG AA). */
import type { ChartTheme } from "../../ports/chart-painter.ts";

export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  /** Told apart by people who do not see red and green alike (after Okabe and Ito). */
  readonly series: readonly string[];
  readonly comparison: string;
  /** A waterfall's steps up and down, told apart by direction and sign as well. */
  readonly gain: string;
  readonly loss: string;
}

export const PALETTES: Readonly<Record<ChartTheme, Palette>> = {
  light: {
    background: "#ffffff",
    text: "#1c2333",
    quiet: "#5b6478",
    grid: "#e6e9f0",
    series: ["#2f5fde", "#e08a00", "#009e73", "#b5548f", "#4aa8d8", "#c8553d", "#7d7a00", "#6b5bd2"],
    comparison: "#8a93a6",
    gain: "#009e73",
    loss: "#c8553d",
  },
  dark: {
    background: "#161b26",
    text: "#eef1f7",
    quiet: "#a4adbf",
    grid: "#2a3142",
    series: ["#7ea2ff", "#f0a83c", "#3fc79b", "#dd84b8", "#7cc7ec", "#ea8570", "#bdb94a", "#a598f5"],
    comparison: "#7d879b",
    gain: "#3fc79b",
    loss: "#ea8570",
  },
};

/** Turns a chart into a picture. */
import type { ChartSpec } from "../core/messages/message.ts";

export type ChartTheme = "light" | "dark";

export interface ChartPainter {
  /** A PNG of `widthPx` x `heightPx` CSS pixels at twice the density. Never blank: rejects where it cannot draw. */
  paint(
    chart: ChartSpec,
    options?: { readonly theme?: ChartTheme; readonly widthPx?: number; readonly heightPx?: number },
  ): Promise<Uint8Array>;
}

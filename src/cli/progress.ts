/** How far a long import is: one line on a person's screen, nothing on a pipe. */
import type { Clock } from "../ports/clock.ts";
import type { Terminal } from "./terminal.ts";

export interface Progress {
  update(rows: number, bytesRead: number): void;
  /** Takes the line away. */
  clear(): void;
}

const REDRAW_MS = 100;
const BAR_CELLS = 24;

/** `totalBytes` null: how much there is to come is not known. */
export function createProgress(terminal: Terminal, clock: Clock, totalBytes: number | null): Progress {
  if (!terminal.showsProgress) return { update: () => {}, clear: () => {} };
  const startedMs = clock.nowMs();
  let drawnMs = startedMs;
  return {
    update(rows, bytesRead) {
      const nowMs = clock.nowMs();
      if (nowMs - drawnMs < REDRAW_MS) return;
      drawnMs = nowMs;
      const rate = Math.round((rows / Math.max(nowMs - startedMs, 1)) * 1_000);
      const share = totalBytes === null || totalBytes === 0 ? null : Math.min(1, bytesRead / totalBytes);
      terminal.err(`\r\u001b[K${share === null ? "" : bar(share)}${compact(rows)} rows, ${compact(rate)}/s`);
    },
    clear: () => terminal.err("\r\u001b[K"),
  };
}

function bar(share: number): string {
  const full = Math.round(share * BAR_CELLS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${String(Math.floor(share * 100)).padStart(3)} %  `;
}

function compact(count: number): string {
  return new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(count);
}

/** Hours that operators called expected: they ring no alert, and teach the baseline nothing. */
import type { WatchedMetric } from "../anomalies/incident.ts";
import type { EpochMs } from "../calendar/period.ts";

export interface ExpectedSpan {
  readonly shopId: string;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** Null: all of the shop's metrics. */
  readonly metric: WatchedMetric | null;
  /** Null: all of the shop's channels. */
  readonly channel: string | null;
  readonly reason: string;
}

/** What shops want to reach. */
import type { Target, TargetDays, TargetKey } from "../core/targets/target.ts";

/** What became of targets that were put. */
export interface PutTargets {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface TargetStore {
  /** All of them or, where it rejects, none. Each replaces the one about the same metric, channel and days. */
  put(targets: readonly Target[]): Promise<PutTargets>;
  find(key: TargetKey): Promise<Target | null>;
  /** Resolves to what was removed; null where there was none. */
  remove(key: TargetKey): Promise<Target | null>;
  /** The shop's targets that share a day with these; all of them for null. In order of first day, last day, metric, channel. */
  list(shopId: string, days: TargetDays | null): Promise<readonly Target[]>;
}

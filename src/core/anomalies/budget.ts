/** How much evidence an alarm needs, from how often false alarms are accepted. */
const HOURS_OF_MONTH = 720;
/**
 * A moving sum that stays high for a while is one false alarm, not one an hour: of windows of `w` hours about `z² / w` an
 * hour are tests of their own, with `z²` twice the evidence asked for (the clumping heuristic, Aldous 1989).
 */
const CLUMP_HOURS = 24;
/** Windows that end together share most of their hours: all lengths are as good as this many that share none. */
const SEPARATE_LENGTHS = 1.5;

/**
 * Evidence in nats that a window must reach for all windows of a series together to ring `perMonth` times a month by
 * chance: the number of tests over the alarms accepted of them, as a logarithm (Bonferroni).
 */
export function thresholdNats(hours: number, perMonth: number): number {
  const tests = HOURS_OF_MONTH * Math.min(1, CLUMP_HOURS / hours) * SEPARATE_LENGTHS;
  return Math.max(0, Math.log(tests / perMonth));
}

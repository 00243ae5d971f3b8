export interface ValueChange {
  readonly change: number | null;
  /** Relative to the size of `before`; null where that is zero or either side is unknown. */
  readonly changeRatio: number | null;
}

/** How a value changed from `before` to `now`. A loss shrinking from -100 to -50 is a change of +0.5. */
export function compareValues(now: number | null, before: number | null): ValueChange {
  if (now === null || before === null) return { change: null, changeRatio: null };
  const change = now - before;
  return { change, changeRatio: before === 0 ? null : change / Math.abs(before) };
}

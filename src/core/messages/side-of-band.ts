/** Where a value stands to what was expected of it: -1 below, 0 within, 1 above; null where either is not known. */
export function sideOfBand(value: number | null, low: number | null, high: number | null): -1 | 0 | 1 | null {
  if (value === null || low === null || high === null) return null;
  return value < low ? -1 : value > high ? 1 : 0;
}

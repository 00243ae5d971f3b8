/** A clock that runs faster: leases and waits of minutes pass in seconds, for bot and platforms alike. */
export interface ClockScale {
  readonly fromMs: number;
  /** 1 = as the clock on the wall. */
  readonly rate: number;
}

export function readScaledClock({ fromMs, rate }: ClockScale): number {
  return Math.floor(fromMs + (Date.now() - fromMs) * rate);
}

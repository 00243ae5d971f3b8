/** Calls back at regular times. Remembers nothing: what is due, the store knows. */
export interface Tick {
  readonly name: string;
  /** Cron fields, seconds first, in UTC. Minutes are fine enough: after a long sleep each missed one costs a moment. */
  readonly pattern: string;
  /** Not called again before it has settled. A rejection is logged, and the next tick comes all the same. */
  work(): Promise<void>;
}

export interface Scheduler {
  start(ticks: readonly Tick[]): void;
  /** No tick begins after this call; resolves when those under way have settled. Safe to call twice. */
  stop(): Promise<void>;
}

/** How fast a platform takes posts. Each adapter states its own, with the source. */

/** At most `posts` begun within any stretch of `withinMs`. */
export interface Rate {
  readonly posts: number;
  readonly withinMs: number;
}

/** Null: no such limit. */
export interface SendLimits {
  readonly place: Rate | null;
  readonly workspace: Rate | null;
  readonly platform: Rate | null;
}

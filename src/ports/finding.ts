/** One line of an examination of the set-up: what was looked at, how it is, and what to do about it. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "fault";
  /** Never holds a secret. */
  readonly found: string;
  /** What to do; "" where all is well. */
  readonly next: string;
}

export function ok(check: string, found: string): Finding {
  return { check, state: "ok", found, next: "" };
}

/** Works today, or cannot be told for certain. */
export function warning(check: string, found: string, next: string): Finding {
  return { check, state: "warning", found, next };
}

/** Does not work. */
export function fault(check: string, found: string, next: string): Finding {
  return { check, state: "fault", found, next };
}

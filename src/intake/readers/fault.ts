/** Why a value cannot be read: what stands there instead of a value. */
export interface Fault {
  /** Ends the sentence "expected …", with an example. */
  readonly expected: string;
}

export function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "expected" in value;
}

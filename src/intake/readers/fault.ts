/** Why a value cannot be read: what stands there instead of a value. */
export interface Fault {
  /** Ends the sentence "expected …", with an example. */
  readonly expected: string;
}

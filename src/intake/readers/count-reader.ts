/** Whole numbers: quantities, sessions. "2.0" is one too: spreadsheets write it. */
import type { Fault } from "./fault.ts";

const NOT_A_COUNT: Fault = { expected: "a whole number such as 2" };

/** Negative numbers are read; whether they make sense is the caller's to say. */
export function readCount(text: string): number | Fault {
  const code = text.charCodeAt(0);
  // One digit is most quantities there are.
  if (text.length === 1 && code >= 48 && code <= 57) return code - 48;
  if (!/^[+-]?\d{1,15}(?:\.0*)?$/.test(text)) return NOT_A_COUNT;
  return Number(text) + 0;
}

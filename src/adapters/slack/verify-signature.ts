/** Slack's request signature, version 0 (https://docs.slack.dev/authentication/verifying-requests-from-slack). Pure. */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  /** Header `x-slack-request-timestamp`, in seconds. */
  readonly timestamp: string | null;
  /** Header `x-slack-signature`. */
  readonly signature: string | null;
  /** The body as it came, byte for byte. */
  readonly rawBody: Uint8Array;
}

export type SignatureVerdict = "valid" | "unsigned" | "too-old" | "in-the-future" | "forged";

/** A recorded request is worth nothing after this; one from the future would be worth more, and the clocks disagree. */
const TOLERANCE_MS = 5 * 60 * 1000;

export function verifySignature(request: SignedRequest, signingSecret: string, nowMs: number): SignatureVerdict {
  const { timestamp, signature, rawBody } = request;
  if (timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return "unsigned";
  const expected = Buffer.from(`v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(rawBody).digest("hex")}`);
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
  const ageMs = nowMs - Number(timestamp) * 1000;
  if (ageMs > TOLERANCE_MS) return "too-old";
  return ageMs < -TOLERANCE_MS ? "in-the-future" : "valid";
}

import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifySignature } from "../../../src/adapters/slack/verify-signature.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const nowMs = 1_531_420_618_000;
const rawBody = Buffer.from("token=x&text=\u6c49");

function sign(timestamp: string, body: Uint8Array = rawBody, secret = SECRET) {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`;
}
const verdict = (timestamp: string | null, signature: string | null, body: Uint8Array = rawBody) =>
  verifySignature({ timestamp, signature, rawBody: body }, SECRET, nowMs);

describe("verifySignature", () => {
  it("agrees with the example of Slack's documentation", () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(verdict("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Buffer.from(body))).toBe("valid");
  });

  it.each([
    ["1531420318", "valid"],
    ["1531420317", "too-old"],
    ["1531420918", "valid"],
    ["1531420919", "in-the-future"],
  ])("at five minutes' distance decides %s as %s", (timestamp, expected) => {
    expect(verdict(timestamp, sign(timestamp))).toBe(expected);
  });

  it.each([
    [null, sign("1531420618"), "unsigned"],
    ["1531420618", null, "unsigned"],
    ["soon", sign("soon"), "unsigned"],
    ["1531420618", sign("1531420618", rawBody, "other"), "forged"],
    ["1531420618", sign("1531420618", Buffer.from("other")), "forged"],
    ["1531420618", "", "forged"],
  ])("refuses time stamp %s with signature %s as %s", (timestamp, signature, expected) => {
    expect(verdict(timestamp, signature)).toBe(expected);
  });
});

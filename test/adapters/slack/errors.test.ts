import webApi from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { toPlatformError } from "../../../src/adapters/slack/errors.ts";

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });

describe("toPlatformError", () => {
  it("gives Slack's pause in milliseconds", () => {
    expect(toPlatformError(new webApi.WebAPIRateLimitedError(30), "chat.postMessage")).toMatchObject({
      code: "ratelimited",
      retryable: true,
      retryAfterMs: 30_000,
    });
  });

  it.each([
    ["not_in_channel", "/invite"],
    ["missing_scope", "shopbell manifest slack"],
    ["invalid_auth", "SLACK_BOT_TOKEN"],
    ["never_heard_of", "documentation"],
  ])("says the next step for %s", (code, step) => {
    const error = toPlatformError(refused(code), "chat.postMessage");
    expect(error).toMatchObject({ code, retryable: false });
    expect(error.message).toContain(step);
    expect(error.message).toContain(code);
  });

  it("does not repeat a proxy's page as if it were a code", () => {
    const error = toPlatformError(refused("<html>Please log in, xoxb-1</html>"), "auth.test");
    expect(error.code).toBe("unreadable");
    expect(error.message).not.toContain("html");
  });

  it("keeps no header or address of a failed request", () => {
    const failure = new webApi.WebAPIHTTPError(502, "Bad Gateway", { authorization: "Bearer xoxb-secret" }, "xoxb-secret");
    const error = toPlatformError(failure, "chat.update");
    expect(error).toMatchObject({ code: "http_502", retryable: true });
    expect(JSON.stringify([error, error.cause, Object.values(error.cause ?? {})])).not.toContain("xoxb");
  });

  it("knows when nobody knows whether the call was carried out", () => {
    const outcome = (error: unknown) => toPlatformError(error, "chat.postMessage").outcome;
    const broken = (code: string) =>
      new webApi.WebAPIRequestError(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) }));
    const timeout = new webApi.WebAPIRequestError(new DOMException("late", "TimeoutError"));
    expect(toPlatformError(timeout, "chat.postMessage").code).toBe("timeout");
    expect([timeout, broken("ECONNRESET"), refused("fatal_error")].map(outcome)).toEqual(["unknown", "unknown", "unknown"]);
    const certain = [new webApi.WebAPIRateLimitedError(1), refused("channel_not_found"), broken("ECONNREFUSED")];
    expect(certain.map(outcome)).toEqual(["not-done", "not-done", "not-done"]);
  });
});

import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { describe, expect, it } from "vitest";
import { explainClose, isLostConnection, isMissingPermission, toPlatformError } from "../../../src/adapters/discord/errors.ts";

const url = "https://discord.com/api/v10/webhooks/1/secret-interaction-token/messages/@original";
const body = { body: { content: "secret words" }, files: undefined };
const refused = (status: number, code: number) => new DiscordAPIError({ code, message: "secret words" }, code, status, "POST", url, body);

describe("an error of Discord's", () => {
  it.each([
    [refused(403, 50013), "missing-permission", "View Channel", false],
    [refused(403, 50001), "missing-permission", "Attach Files", false],
    [refused(401, 0), "bad-token", "DISCORD_TOKEN", false],
    [refused(404, 10062), "expired", "Ask again", false],
    [refused(400, 50035), "discord-50035", "status-codes", false],
    [new HTTPError(502, "Bad Gateway", "POST", url, body), "discord-failed", "discordstatus.com", true],
    [Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), "unreachable", "DISCORD_API_URL", true],
  ])("tells the next step, and neither words nor tokens: %s", (error, code, step, retryable) => {
    const problem = toPlatformError(error);
    expect(problem).toMatchObject({ code, retryable });
    expect(problem.message).toContain(step);
    expect(`${problem.stack} ${JSON.stringify(problem)} ${String(problem.cause)}`).not.toContain("secret");
  });

  it("that asks to slow down says for how long", () => {
    const data = { timeToReset: 700, limit: 5, method: "POST", hash: "x", url, route: "/x", majorParameter: "1", global: false };
    const problem = toPlatformError(new RateLimitError({ ...data, retryAfter: 700, sublimitTimeout: 0, scope: "user" }));
    expect(problem).toMatchObject({ code: "rate-limited", retryable: true, retryAfterMs: 700 });
  });

  it("is told apart from a connection that was lost", () => {
    expect(isLostConnection(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "UND_ERR_SOCKET" }) }))).toBe(true);
    expect(isLostConnection(Object.assign(new Error(), { code: "ECONNRESET" }))).toBe(true);
    expect(isLostConnection(refused(500, 0))).toBe(false);
    expect(isLostConnection("no")).toBe(false);
    expect(isMissingPermission(refused(403, 160002))).toBe(true);
  });
});

describe("a close of the gateway", () => {
  it("is explained where the client does not come back by itself", () => {
    expect(explainClose(4004)?.code).toBe("bad-token");
    expect(explainClose(4014)?.message).toContain("Message Content Intent");
    expect(explainClose(4012)?.message).toContain("Update Shopbell");
    expect(explainClose(1006)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { createLog } from "../../../src/adapters/system/create-log.ts";

function capture(format: "json" | "plain", level = "info") {
  const lines: string[] = [];
  return { lines, log: createLog({ level, format, destination: { write: (line) => lines.push(line) } }) };
}

describe("the log", () => {
  it("writes one JSON object a line, and nothing below its level", () => {
    const { lines, log } = capture("json");
    log.debug({}, "hidden");
    log.warn({ shop: "berlin", ms: 12 }, "slow");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", shop: "berlin", ms: 12, msg: "slow" });
  });

  it("writes plain lines for a person", () => {
    const { lines, log } = capture("plain");
    log.info({ url: "http://127.0.0.1:3000" }, "ready");
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}ready \(url=http:\/\/127\.0\.0\.1:3000\)\n$/);
  });

  it("says what an error says of itself, and not the request that a client hung onto it", () => {
    const error = Object.assign(new Error("refused", { cause: new Error("socket closed") }), {
      code: "slack_webapi_platform_error",
      request: { headers: { authorization: "Bearer xoxb-secret" } },
    });
    const { lines, log } = capture("json");
    log.error({ error }, "posting failed");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      error: { name: "Error", message: "refused", code: "slack_webapi_platform_error", cause: { message: "socket closed" } },
    });
    expect(lines[0]).not.toContain("xoxb-secret");
  });
});

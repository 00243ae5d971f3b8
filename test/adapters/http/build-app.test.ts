import { describe, expect, it } from "vitest";
import { createMeters } from "../../../src/adapters/http/meters.ts";
import { client, fakePlatform, recordingIntake, recordingLog } from "./fakes.ts";

describe("health and readiness", () => {
  it("is alive whatever the store does", async () => {
    const ask = client({ store: { ping: () => Promise.reject(new Error("down")) } });
    const answer = await ask("/healthz");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "alive" });
  });

  it("is ready when the store answers and every platform is connected", async () => {
    const ask = client({ platforms: [fakePlatform("slack", { state: "connected" })] });
    const answer = await ask("/readyz");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: "ready",
      checks: [
        { name: "store", ready: true },
        { name: "slack", ready: true },
      ],
    });
  });

  it("answers 503 with every reason when it is not ready", async () => {
    const ask = client({
      store: { ping: () => Promise.reject(new Error("the database is gone")) },
      platforms: [fakePlatform("discord", { state: "broken", reason: "the token was refused" })],
    });
    const answer = await ask("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      status: "not ready",
      checks: [
        { name: "store", ready: false, reason: "the database is gone" },
        { name: "discord", ready: false, reason: "broken: the token was refused" },
      ],
    });
  });

  it("does not wait for a store that hangs", async () => {
    const ask = client({ store: { ping: () => new Promise<never>(() => {}) } });
    const answer = await ask("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("no answer within 900 ms");
  });
});

describe("metrics", () => {
  it("count requests by route and answers by platform and kind", async () => {
    const meters = createMeters();
    meters.startAnswer("console")("answer");
    const ask = client({ meters });
    await ask("/healthz");
    await ask("/nothing/here?token=secret");
    await ask("/v1/orders?shop=demo", { method: "POST" });
    const answer = await ask("/metrics");
    expect(answer.headers.get("content-type")).toContain("text/plain");
    const text = await answer.text();
    expect(text).toContain('shopbell_http_request_duration_seconds_count{route="/healthz",method="GET",status="200"} 1');
    expect(text).toContain('{route="unknown",method="GET",status="404"} 1');
    expect(text).toContain('{route="/v1/orders",method="POST",status="401"} 1');
    expect(text).toContain('shopbell_answers_total{platform="console",kind="answer"} 1');
    expect(text).toContain("process_cpu_seconds_total");
    expect(text).not.toContain("secret");
  });
});

describe("what every answer carries", () => {
  it("are headers that keep browsers from guessing, framing and remembering", async () => {
    const answer = await client()("/healthz");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is JSON for an unknown address", async () => {
    const answer = await client()("/wp-login.php");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { code: "not_found", message: "There is nothing at this address." } });
  });

  it("never is a stack trace: the error goes to the log", async () => {
    const log = recordingLog();
    const intake = { ...recordingIntake(), accept: () => Promise.reject(new Error("disk full at /var/lib/x")) };
    const answer = await client({ log, intake })("/v1/orders", {
      method: "POST",
      headers: { authorization: "Bearer letmein" },
      body: "[]",
    });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/disk full|at \//);
    expect(log.lines.join()).toContain("a request failed");
  });
});

describe("mounted handlers", () => {
  it("get their requests untouched", async () => {
    const echo = async (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
    const ask = client({ console: echo, slackEvents: echo });
    expect(await (await ask("/")).text()).toBe("GET / ");
    expect(await (await ask("/console/api/ask", { method: "POST", body: "x" })).text()).toBe("POST /console/api/ask x");
    expect(await (await ask("/slack/events", { method: "POST", body: "payload=1" })).text()).toBe("POST /slack/events payload=1");
  });

  it("are absent where they are off", async () => {
    const ask = client();
    expect((await ask("/")).status).toBe(404);
    expect((await ask("/slack/events", { method: "POST" })).status).toBe(404);
  });
});

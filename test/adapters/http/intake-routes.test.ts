import { describe, expect, it } from "vitest";
import type { Intake } from "../../../src/ports/intake.ts";
import { client, NOW_MS, OUTCOME, post, recordingIntake } from "./fakes.ts";

const ORDER = { order_id: "1", placed_at: "2026-11-22T10:00:00Z", quantity: 1, unit_price: "9.90" };

describe("the intake API", () => {
  it("is closed without a configured token and says how to open it", async () => {
    const answer = await client({ ingestToken: null })("/v1/orders", post([ORDER]));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("INGEST_TOKEN");
  });

  it.each([undefined, "Bearer wrong", "Bearer letmein2", "Basic letmein", "Bearer"])(
    "refuses the authorization %j",
    async (authorization) => {
      const intake = recordingIntake();
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const answer = await client({ intake })("/v1/orders", { method: "POST", headers, body: "[]" });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
      expect(intake.taken).toEqual([]);
    },
  );

  it.each(["orders", "refunds", "metrics"])("takes %s as a JSON array", async (kind) => {
    const intake = recordingIntake();
    const answer = await client({ intake })(`/v1/${kind}?shop=demo`, post([ORDER, ORDER]));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ accepted: OUTCOME });
    expect(intake.taken).toEqual([{ kind, shopId: "demo", items: [ORDER, ORDER], receivedAtMs: NOW_MS }]);
  });

  it.each([
    ["application/x-ndjson", `${JSON.stringify(ORDER)}\n\n${JSON.stringify(ORDER)}\n`],
    ["application/json", `${JSON.stringify(ORDER)}\n${JSON.stringify(ORDER)}`],
    ["application/json", `\ufeff${JSON.stringify([ORDER, ORDER])}`],
  ])("takes lines of %s", async (contentType, body) => {
    const intake = recordingIntake();
    await client({ intake })("/v1/orders", post(body, { "content-type": contentType }));
    expect(intake.taken[0]?.items).toEqual([ORDER, ORDER]);
  });

  it("names the line that is not JSON and takes nothing", async () => {
    const intake = recordingIntake();
    const answer = await client({ intake })("/v1/orders", post('{"a":1}\n{"a":\n{"a":2}', { "content-type": "application/x-ndjson" }));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "malformed", items: [{ index: 1, field: "" }] } });
    expect(intake.taken).toEqual([]);
  });

  it("passes on the problems of each item with its index and field", async () => {
    const problems = [{ index: 3, field: "placed_at", problem: "expected a time such as 2026-11-22T10:00:00+01:00" }];
    const answer = await client({ intake: recordingIntake({ type: "invalid", problems }) })("/v1/orders", post([ORDER]));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_items", items: problems } });
  });

  it("says when it does not know the shop", async () => {
    const answer = await client({ intake: recordingIntake({ type: "unknown-shop", problem: "There is no shop nope." }) })(
      "/v1/orders",
      post([ORDER]),
    );
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { code: "unknown_shop", message: "There is no shop nope." } });
  });

  it("refuses bodies and lists that are too long", async () => {
    const ask = client();
    expect((await ask("/v1/orders", post("x".repeat(10 * 1024 * 1024 + 1)))).status).toBe(413);
    expect((await ask("/v1/orders", post(`[${"1,".repeat(50_000)}1]`))).status).toBe(413);
  });
});

describe("Idempotency-Key", () => {
  it("gives the first answer again without doing the work again", async () => {
    const intake = recordingIntake();
    const ask = client({ intake });
    const first = await ask("/v1/orders", post([ORDER], { "idempotency-key": "k1" }));
    const second = await ask("/v1/orders", post([ORDER], { "idempotency-key": "k1" }));
    expect(await second.text()).toBe(await first.text());
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(intake.taken).toHaveLength(1);
  });

  it("lets two requests at the same time share one piece of work", async () => {
    const intake = recordingIntake();
    const ask = client({ intake });
    const answers = await Promise.all([1, 2, 3].map(() => ask("/v1/orders", post([ORDER], { "idempotency-key": "k1" }))));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(intake.taken).toHaveLength(1);
  });

  it("refuses the same key with another body, and keeps keys of other routes and shops apart", async () => {
    const ask = client();
    await ask("/v1/orders", post([ORDER], { "idempotency-key": "k1" }));
    const reused = await ask("/v1/orders", post([], { "idempotency-key": "k1" }));
    expect(reused.status).toBe(422);
    expect(await reused.text()).toContain("reused_key");
    expect((await ask("/v1/refunds", post([], { "idempotency-key": "k1" }))).status).toBe(200);
    expect((await ask("/v1/orders?shop=b", post([], { "idempotency-key": "k1" }))).status).toBe(200);
  });

  it("works again after a failure", async () => {
    let calls = 0;
    const accept: Intake["accept"] = async () => {
      calls += 1;
      if (calls === 1) throw new Error("locked");
      return { type: "accepted", outcome: OUTCOME };
    };
    const ask = client({ intake: { ...recordingIntake(), accept } });
    const init = post([ORDER], { "idempotency-key": "k1" });
    expect((await ask("/v1/orders", init)).status).toBe(500);
    expect((await ask("/v1/orders", init)).status).toBe(200);
  });

  it("forgets keys after a day", async () => {
    let nowMs = NOW_MS;
    const intake = recordingIntake();
    const ask = client({ intake, clock: { nowMs: () => nowMs } });
    await ask("/v1/orders", post([ORDER], { "idempotency-key": "k1" }));
    nowMs += 24 * 3_600_000 + 1;
    expect((await ask("/v1/orders", post([], { "idempotency-key": "k1" }))).status).toBe(200);
    expect(intake.taken).toHaveLength(2);
  });

  it("refuses a key without length or end", async () => {
    const ask = client();
    expect((await ask("/v1/orders", post([ORDER], { "idempotency-key": "k".repeat(256) }))).status).toBe(400);
  });
});

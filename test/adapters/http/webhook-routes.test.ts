import { describe, expect, it } from "vitest";
import type { WebhookAnswer, WebhookDelivery } from "../../../src/ports/intake.ts";
import { client, OUTCOME, recordingIntake, recordingLog } from "./fakes.ts";

function receiving(answer: WebhookAnswer) {
  const received: WebhookDelivery[] = [];
  const receive = async (delivery: WebhookDelivery) => {
    received.push(delivery);
    return answer;
  };
  return { received, intake: { ...recordingIntake(), receive } };
}

describe("webhooks", () => {
  it("hand over the body byte for byte with the headers, whatever its type", async () => {
    const { received, intake } = receiving({ type: "accepted", outcome: OUTCOME });
    const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x0a, 0x7d]);
    const answer = await client({ intake })("/webhooks/shopify/demo", {
      method: "POST",
      headers: { "x-shopify-hmac-sha256": "c2ln" },
      body: bytes,
    });
    expect(answer.status).toBe(200);
    const [delivery] = received;
    expect(delivery).toMatchObject({ source: "shopify", shopId: "demo", body: bytes });
    expect(delivery?.header("X-Shopify-Hmac-Sha256")).toBe("c2ln");
    expect(delivery?.header("x-other")).toBeNull();
  });

  it.each<[WebhookAnswer, number]>([
    [{ type: "ignored", reason: "a ping" }, 200],
    [{ type: "forged" }, 401],
    [{ type: "closed", problem: "Set WOOCOMMERCE_WEBHOOK_SECRET." }, 403],
    [{ type: "unknown-shop", problem: "no such shop" }, 404],
    [{ type: "invalid", problems: [] }, 422],
  ])("answer %j with %i", async (given, status) => {
    const { received, intake } = receiving(given);
    const log = recordingLog();
    const answer = await client({ intake, log })("/webhooks/woocommerce/demo", { method: "POST", body: "{}" });
    expect(answer.status).toBe(status);
    expect(received).toHaveLength(1);
    expect(log.lines).toHaveLength(status === 200 ? 0 : 1);
  });

  it("are refused unread when they are too big", async () => {
    const { received, intake } = receiving({ type: "accepted", outcome: OUTCOME });
    const answer = await client({ intake })("/webhooks/shopify/demo", { method: "POST", body: "x".repeat(5 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(received).toEqual([]);
  });
});

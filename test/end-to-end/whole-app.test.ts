/** The whole process on every platform at once: one store, real clients, the same question, the same answer. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp } from "../../src/app.ts";
import type { Store } from "../../src/ports/stores.ts";
import { hourly, importInto, line, refund } from "../contracts/store-fixture.ts";
import { silent, startWholeApp, type WholeApp } from "./start-whole-app.ts";

/** Wednesday morning in Berlin; "yesterday" is 3 March 2026. */
const NOW_MS = Date.parse("2026-03-04T08:00:00Z");

describe("the whole app", () => {
  let slack: WholeApp["slack"];
  let discord: WholeApp["discord"];
  let whole: WholeApp;

  beforeAll(async () => {
    whole = await startWholeApp({ nowMs: () => NOW_MS }, fillStore);
    ({ slack, discord } = whole);
  }, 60_000);

  afterAll(() => whole?.close());

  it("answers a Slack command with the number, its comparison, its definition and a picture", async () => {
    await slack.sendCommand({ text: "/sales yesterday" });
    const message = await slack.waitForMessage(({ text, edits }) => text.startsWith("Net sales") && edits > 0);
    // 3 March: two orders of 20.00 and 10.00 less 5.00 returned; 2 March: one order of 10.00.
    expect(message.text).toContain("€25.00");
    expect(message.text).toContain("▲ 150.0%");
    expect(JSON.stringify(message.blocks)).toContain("Net sales: price x quantity less discounts");
    expect(JSON.stringify(message.blocks)).toContain("Europe/Berlin");
    const picture = [...slack.workspace.files.values()].at(-1);
    expect(
      Buffer.from(picture?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  it("keeps the context in the answer's thread on Slack", async () => {
    const answer = await slack.waitForMessage(({ text }) => text.startsWith("Net sales"));
    await slack.sendMention({ text: "by channel", threadTs: answer.ts });
    const reply = await slack.waitForMessage(({ threadTs, blocks }) => threadTs === answer.ts && JSON.stringify(blocks).includes("email"));
    expect(reply.text).toContain("€25.00");
    await slack.sendMessage({ text: "thanks, looks good!", threadTs: answer.ts });
    await slack.sendMention({ text: "orders", threadTs: answer.ts });
    await slack.waitForMessage(({ threadTs, text }) => threadTs === answer.ts && text.startsWith("Orders"));
    // Small talk in the thread was left alone: three answers, no more.
    expect(slack.botMessages().filter(({ threadTs }) => threadTs === answer.ts)).toHaveLength(2);
  });

  it("answers a button as if its words had been typed", async () => {
    const answer = await slack.waitForMessage(({ text }) => text.startsWith("Net sales"));
    await slack.pressButton(answer, "Key figures");
    const figures = await slack.waitForMessage(({ blocks }) => JSON.stringify(blocks).includes("Conversion rate"));
    // Two orders of 3 March came of 100 sessions.
    expect(JSON.stringify(figures.blocks)).toContain("2%");
  });

  it("answers the same on Discord, with the same value", async () => {
    const sent = discord.sendCommand("sales", { period: "yesterday", by: "channel" });
    const message = await sent.answer();
    const text = JSON.stringify([message.content, message.embeds]);
    expect(text).toContain("€25.00");
    expect(text).toContain("email");
  });

  it("answers in Chinese where it is asked in Chinese", async () => {
    discord.sendMention("转化率 昨天");
    const message = await discord.waitForMessage(({ content, embeds }) => JSON.stringify([content, embeds]).includes("转化率"));
    expect(JSON.stringify([message.content, message.embeds])).toContain("2%");
  });

  it("completes Discord options from the grammar and the shop's own names", async () => {
    expect(await discord.autocomplete("sales", "period", "yes")).toContain("yesterday");
    expect(await discord.autocomplete("sales", "in", "")).toContain("channel=email");
  });

  it("offers the likeliest correction as a button", async () => {
    await slack.sendMessage({ text: "slaes yestreday", channel: "D0ANN" });
    const message = await slack.waitForMessage(
      ({ channel, blocks }) => channel === "D0ANN" && JSON.stringify(blocks).includes("sales yesterday"),
    );
    expect(JSON.stringify(message.blocks)).toContain("Did you mean");
  });

  it("answers the console over HTTP, ready and with facts taken in at once", async () => {
    expect((await fetch(new URL("/readyz", whole.app.url))).status).toBe(200);
    const order = { order_id: "late", placed_at: "2026-03-03T20:00:00+01:00", quantity: 1, unit_price: "100.00", channel: "web" };
    const taken = await fetch(new URL("/v1/orders?shop=lamps", whole.app.url), {
      method: "POST",
      headers: { authorization: "Bearer intake", "content-type": "application/json" },
      body: JSON.stringify([order]),
    });
    expect(taken.status, await taken.clone().text()).toBe(200);
    discord.sendMention("gross yesterday");
    await discord.waitForMessage(({ content, embeds }) => JSON.stringify([content, embeds]).includes("€130.00"));
  });

  it("tells a second process on the same file that the first one has it", async () => {
    const second = { ...whole.config, slack: null, discord: null };
    await expect(startApp(second, silent)).rejects.toThrow(new RegExp(`${process.pid}`));
  });
});

async function fillStore(store: Store): Promise<void> {
  await importInto(store, async (writer) => {
    await writer.putOrderLines([
      line("1", { at: "2026-03-02T10:00:00+01:00", channel: "web", gross: 1000 }),
      line("2", { at: "2026-03-03T09:00:00+01:00", channel: "web", gross: 2000 }),
      line("3", { at: "2026-03-03T18:00:00+01:00", channel: "email", gross: 1000 }),
      line("4", { at: "2026-03-04T08:00:00+01:00", channel: "web", gross: 1000 }),
    ]);
    await writer.putRefunds([refund("r1", { at: "2026-03-03T12:00:00+01:00", amount: 500, orderId: "1" })]);
  });
  await importInto(
    store,
    (writer) =>
      writer.putMeasures([
        hourly("2026-03-02T10:00:00+01:00", { sessions: 100 }),
        hourly("2026-03-03T10:00:00+01:00", { sessions: 70 }),
        hourly("2026-03-03T11:00:00+01:00", { sessions: 30 }, { channel: "email" }),
        hourly("2026-03-04T07:00:00+01:00", { sessions: 10 }),
      ]),
    "analytics",
  );
}

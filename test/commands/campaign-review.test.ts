/** A campaign's review line by line, in a shop whose figures can be counted by hand. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../src/core/messages/message.ts";
import type { FactWriter } from "../../src/ports/stores.ts";
import { daily, line, must, refund, SHOP } from "../contracts/store-fixture.ts";
import { type CampaignWorld, openCampaignWorld } from "../scenarios/campaign-world.ts";

let world: CampaignWorld;

/** What a source told by a local time. */
function take(source: string, through: string, work: (writer: FactWriter) => Promise<void>): Promise<unknown> {
  const throughMs = Date.parse(through);
  return world.store().facts.importFacts({ shopId: SHOP.id, source, origin: "test", startedAtMs: 0, throughMs }, work);
}

/**
 * 1 and 2 November 2026: three orders of 100.00, 60.00 and 40.00. Ann had bought before; Bo and Cy are new, and Bo comes back
 * on the 10th. Last time two orders of 50.00. Ads cost 30.00, goods 80.00.
 */
beforeEach(async () => {
  world = await openCampaignWorld("2026-10-20T10:00");
  await take("orders", "2026-10-20T10:00:00+02:00", (writer) =>
    writer.putOrderLines([
      line("last-1", { at: "2025-11-01T12:00:00+01:00", gross: 5000, customer: "ann" }),
      line("last-2", { at: "2025-11-02T12:00:00+01:00", gross: 5000, customer: "dee" }),
      line("before", { at: "2026-10-10T12:00:00+02:00", gross: 2000, customer: "dee" }),
    ]),
  );
  await world.say("lea", 'campaign new "Autumn" 2025-11-01..2025-11-02');
  await world.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-02 target sales 250 budget 25');
  await world.say("lea", "campaign target orders 2");
  await world.say("lea", "campaign target conversion 5%");
  await world.say("lea", "campaign target new_customers 4");
  for (let number = 3; number <= 14; number++) await world.say("lea", `campaign drop ${number}`);
  await world.say("lea", 'campaign step 1 "Pages" due T-10d 18:00 by design after none');
  await world.say("lea", 'campaign step 2 "Ads" due T-9d 18:00 by ads after none');
  await take("orders", "2026-11-03T09:00:00+01:00", async (writer) => {
    await writer.putOrderLines([
      line("a", { at: "2026-11-01T10:00:00+01:00", gross: 10_000, customer: "ann" }),
      line("b", { at: "2026-11-01T20:00:00+01:00", gross: 6000, customer: "bo" }),
      line("c", { at: "2026-11-02T23:30:00+01:00", gross: 4000, customer: "cy" }),
    ]);
    // Sent back during the campaign, it takes from its days' net sales; it is no return of its own orders.
    await writer.putRefunds([refund("r0", { at: "2026-11-01T09:00:00+01:00", amount: 700, orderId: "before" })]);
  });
  const costs = (date: string, sessions: number) => daily(date, { sessions, adSpend: 1500, cogs: 4000 });
  await take("analytics", "2026-11-03T00:00:00+01:00", (writer) => writer.putMeasures([costs("2026-11-01", 60), costs("2026-11-02", 40)]));
});

afterEach(() => world.close());

/** People work: pages are offered, accepted an hour later and done a day late; ads are done in time. */
async function work(): Promise<void> {
  await world.say("lea", "campaign handover 1 to @omar");
  await world.goTo("2026-10-20T11:00", { asleep: true });
  await world.say("omar", "campaign accept 1");
  await world.say("ann", "campaign done 2");
  await world.goTo("2026-10-23T18:00", { asleep: true });
  await world.say("omar", "campaign done 1");
}

function press(who: string, message: Message, label: string): Promise<Message> {
  return world.say(who, must(message.actions.find((each) => each.label === label)).words);
}

const factsOf = (message: Message) =>
  message.blocks
    .flatMap((block) => (block.type === "facts" || block.type === "headline" ? block.facts : []))
    .map(({ label, value, note }) => `${label}: ${value}${note === undefined ? "" : ` (${note})`}`);
const fileOf = (message: Message, extension: string): string =>
  must(message.blocks.flatMap((block) => (block.type === "file" && block.name.endsWith(extension) ? [block.content] : []))[0]);
const rowsOf = (message: Message) => message.blocks.flatMap((block) => (block.type === "table" ? block.rows : []));

describe("a review", () => {
  it("right after the end counts result, reasons, customers, money, people and notes", async () => {
    await work();
    await world.goTo("2026-11-03T10:00", { asleep: true });
    await world.say("ann", 'campaign keep "mails | early"');
    const review = await world.say("omar", 'campaign change "=pages sooner"');
    expect(review.summary).toBe("Autumn, review: €193.00, 77.2% of target");
    expect(review.blocks[0]).toMatchObject({ value: "€193.00", period: "First review · 1–2 Nov 2026" });
    expect(factsOf(review)).toEqual([
      "vs target: ▼ 22.8% (€250.00)",
      "vs last time: ▲ 93.0% (€100.00)",
      "Conversion rate: 3% (▼ 40.0% · target 5%)",
      "Orders: 3 (▲ 50.0% · target 2)",
      "New customers: 2 (0 have ordered again · ▼ 50.0% · target 4)",
      "Returns of its orders: €0.00",
      "Ad spend: €30.00 (budget €25.00)",
      "Contribution after ads and returns: €90.00",
    ]);
    expect(rowsOf(review)).toEqual([
      ["omar", "0/1", "1 (24 hours)", "0", "1 hour", "3 days"],
      ["ads", "1/1", "0", "0", "–", "–"],
    ]);
    const files = await press("omar", review, "As files");
    expect(fileOf(files, ".md")).toContain("| omar | 0/1 | 1 (24 hours) | 0 | 1 hour | 3 days |");
    expect(fileOf(files, ".md")).toContain("## Change\n\n- =pages sooner (omar)");
    const csv = fileOf(files, ".csv").split("\r\n");
    for (const row of [
      ...["net_sales,193.00", "target,250.00", "last_time,100.00", "orders,3", "result_conversion,0.03", "target_conversion,0.05"],
      ...["new_customers,2", "new_customers_came_back,0", "returns,0.00", "ad_spend,30.00", "budget,25.00", "contribution,90.00"],
      ...["steps_late: omar,1", "hours_late: omar,24.00", "hours_to_accept: omar,1.00", "hours_to_finish: omar,79.00"],
      ...["keep,mails | early", "change,'=pages sooner"],
    ]) {
      expect(csv).toContain(row);
    }
  });

  it("a month later knows what was sent back and who came again", async () => {
    await take("orders", "2026-12-03T09:00:00+01:00", async (writer) => {
      await writer.putOrderLines([line("d", { at: "2026-11-10T12:00:00+01:00", gross: 9000, customer: "bo" })]);
      await writer.putRefunds([refund("r1", { at: "2026-11-20T09:00:00+01:00", amount: 4000, orderId: "c" })]);
    });
    await world.goTo("2026-12-03T10:00", { asleep: true });
    const review = await world.say("李", "活动 复盘");
    expect(review.blocks[0]).toMatchObject({ period: expect.stringMatching(/^复盘（退货已成熟） · /) });
    expect(factsOf(review)).toEqual(
      expect.arrayContaining([
        "新客: 2 (其中 1 位已再次下单 · ▼ 50.0% · 目标 4)",
        "其订单的退款: €40.00",
        "扣除广告与退款的贡献: €50.00",
        "广告花费: €30.00 (预算 €25.00)",
      ]),
    );
    expect(JSON.stringify(review.blocks)).not.toContain("30 天后");
    expect(fileOf(await press("李", review, "导出文件"), ".md")).toContain("- **其订单的退款**: €40.00");
  });

  it("adds up what its distance to last time is made of, to the cent", async () => {
    await world.goTo("2026-11-03T10:00", { asleep: true });
    const rows = fileOf(await world.say("lea", "campaign review files"), ".csv").split("\r\n");
    const effects = rows.filter((row) => row.startsWith("effect_")).map((row) => Number(row.split(",")[1]));
    expect(effects.length).toBeGreaterThan(0);
    expect(effects.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(193 - 250, 6);
  });
});

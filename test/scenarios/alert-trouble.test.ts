/** What goes wrong around alerts: places, names, zones and times that do not fit. On a clock moved by hand. */
import { afterEach, describe, expect, it } from "vitest";
import { renderMessage as renderDiscord } from "../../src/adapters/discord/render.ts";
import { renderMessage as renderSlack } from "../../src/adapters/slack/render.ts";
import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import { hourly, importInto, must, SHOP } from "../contracts/store-fixture.ts";
import { type AlertTimeline, instant, startAlertTimeline } from "./alert-shop.ts";

let open: AlertTimeline | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function start(shops = [SHOP]): Promise<AlertTimeline> {
  open = await startAlertTimeline("2026-03-10T11:55", shops);
  await open.say("alerts here all");
  return open;
}

const posts = (shop: AlertTimeline) =>
  shop.said.filter(({ key, kind, threadOf }) => key.startsWith("alert/") && kind === "post" && threadOf === null);
const notes = (shop: AlertTimeline) => shop.said.filter(({ threadOf }) => threadOf !== null).map(({ message }) => message.summary);

describe("a snooze beyond the end of the trouble", () => {
  it("lets the end be told, and says nothing when its own time comes", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.say("alerts snooze 1 until tomorrow 09:00");
    shop.end();
    await shop.goTo("2026-03-11T10:00");
    expect(notes(shop)).toEqual([
      expect.stringContaining("Ann has snoozed it until Wed 11 Mar 2026, 09:00"),
      expect.stringContaining("Back to what is expected"),
    ]);
    expect((await shop.alert(1)).state.type).toBe("recovered");
  });
});

describe("two shops in two zones", () => {
  const tokyo: Shop = {
    ...SHOP,
    id: "tokyo",
    name: "Tokyo",
    zone: must(parseTimeZone("Asia/Tokyo")),
    currency: must(parseCurrency("JPY")),
  };

  it("are two alerts on the channel's one clock, each in its own money; quiet hours are the channel's", async () => {
    const shop = await start([SHOP, tokyo]);
    await shop.say("alerts quiet 00:00-07:00");
    shop.find(
      { lossMinorPerHour: 9_000 },
      { shopId: "tokyo", startMs: instant("2026-03-10T09:00"), lossMinor: 24_000, lossMinorPerHour: 100 },
    );
    await shop.goTo("2026-03-10T12:00");
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([
      "Alert 2, Lamps & more 灯: Orders 2 instead of 24 since Tue 10 Mar 2026, 10:00; about €240.00 lost so far",
      "Alert 1, Tokyo: Orders 2 instead of 24 since Tue 10 Mar 2026, 09:00; about ¥24,000 lost so far",
    ]);
  });
});

describe("a sales channel named like a mention", () => {
  it("is shown as text on Slack and on Discord, and can be muted and made a rule of", async () => {
    const shop = await start();
    const at = "2026-03-10T10:00:00Z";
    await importInto(
      shop.store,
      (writer) => writer.putMeasures([hourly(at, { sessions: 10, orders: 3 }, { channel: "@everyone" })]),
      "metrics",
    );
    shop.find({ metric: "sessions", channel: "@everyone" });
    await shop.goTo("2026-03-10T12:00");
    const message = must(posts(shop)[0]).message;
    const slack = JSON.stringify(renderSlack(message, { tables: "native", charts: [], files: "attached" }));
    const discord = renderDiscord(message, { pictures: [] });
    // A mark of no width after the @: people read the name, no platform reads a mention.
    for (const shown of [slack, JSON.stringify(discord)]) expect(shown).toContain("@\u200beveryone");
    for (const shown of [slack, JSON.stringify(discord)]) expect(shown).not.toMatch(/@everyone|<!everyone/);
    expect((await shop.say("alerts mute sessions in @everyone")).summary).toContain("Muted: Sessions in @everyone.");
    expect((await shop.say("alerts add orders < 5 in @everyone")).summary).toContain("in @everyone");
  });
});

describe("a metric muted while its alert goes on", () => {
  it("keeps the post true to its end, and begins no other", async () => {
    const shop = await start();
    shop.find({ metric: "aov", observed: 4_000, expected: 5_000 });
    await shop.goTo("2026-03-10T12:00");
    await shop.say("alerts mute aov");
    shop.end();
    await shop.goTo("2026-03-10T13:00");
    expect(notes(shop)).toEqual([expect.stringContaining("Back to what is expected")]);
    shop.find({ metric: "aov", observed: 4_000, expected: 5_000, startMs: instant("2026-03-11T10:00") });
    await shop.goTo("2026-03-11T12:00");
    expect(posts(shop)).toHaveLength(1);
  });
});

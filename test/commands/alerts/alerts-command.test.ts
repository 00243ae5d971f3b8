/** `/alerts` in words: what is understood, what is refused and with which example, in both languages. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../../src/core/messages/message.ts";
import { HOUR_MS } from "../../contracts/any-alert.ts";
import { hourly, line, SHOP } from "../../contracts/store-fixture.ts";
import { type AlertTimeline, instant, startAlertTimeline } from "../../scenarios/alert-shop.ts";

let shop: AlertTimeline;

beforeEach(async () => {
  shop = await startAlertTimeline("2026-03-10T11:55");
});

afterEach(() => shop.close());

const textOf = (message: Message) => JSON.stringify(message.blocks);

/** Hourly sessions and orders since 1 February: 300 and 9 an hour, but for three hours on some days. */
async function importHours(badDays: readonly string[]): Promise<void> {
  const fromMs = instant("2026-02-01T00:00");
  const throughMs = instant("2026-03-10T11:00");
  const bad = badDays.map((date) => instant(`${date}T10:00`));
  const rows = Array.from({ length: (throughMs - fromMs) / HOUR_MS }, (_, index) => {
    const atMs = fromMs + index * HOUR_MS;
    const isBad = bad.some((startMs) => atMs >= startMs && atMs < startMs + 3 * HOUR_MS);
    return hourly(
      new Date(atMs).toISOString(),
      { sessions: 300, orders: isBad ? 1 : 9, gross: isBad ? 1_000 : 9_000 },
      { channel: "paid" },
    );
  });
  await shop.store.facts.importFacts(
    { shopId: SHOP.id, source: "analytics", origin: "test", startedAtMs: 0, throughMs },
    ({ putMeasures }) => putMeasures(rows),
  );
}

describe("/alerts", () => {
  it("says what goes on, and how to hear of it here", async () => {
    const empty = await shop.say("alerts");
    expect([empty.summary, empty.actions[0]?.words]).toEqual(["No alert is going on.", "alerts here"]);
    expect((await shop.say("alerts here")).summary).toContain("This channel hears Lamps & more 灯; at most 8 new alerts a day");
    shop.find({ lossMinorPerHour: 12_000 });
    await shop.goTo("2026-03-10T12:00");
    const list = await shop.say("alerts list");
    expect(list.summary).toBe("1 alert is going on.");
    expect(textOf(list)).toContain('["1","Lamps & more 灯 · Orders","Tue 10 Mar 2026, 10:00","€240.00","open, nobody has taken it"]');
    expect(list.actions.map(({ words }) => words)).toEqual(["alerts show 1"]);
    expect((await shop.say("alerts show 1")).actions.map(({ label }) => label)).toEqual([
      ...["Acknowledge", "Snooze 2 h", "Expected", "False alarm", "Resolve", "Why?", "More …"],
    ]);
  });

  it("speaks Chinese from the first word to the last", async () => {
    await shop.say("告警 开启");
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    const [alert] = shop.said;
    expect(alert?.message.summary).toBe("告警 1，Lamps & more 灯：订单数 自 2026年3月10日 周二 10:00 起为 2，预期 24；已损失约 €240.00");
    expect(alert?.message.actions.map(({ label }) => label)).toEqual([
      "我来处理",
      "暂缓 2 小时",
      "预期之内",
      "误报",
      "解决",
      "为什么？",
      "更多……",
    ]);
    expect((await shop.say("告警 接手 1")).summary).toContain("告警 1：Ann 正在处理");
    expect((await shop.say("告警 暂缓 1 直到变差")).summary).toContain("已暂缓至情况变差时");
    expect((await shop.say("告警 安静 22:00-07:00")).summary).toContain("安静时段 22:00–07:00");
    await shop.goTo("2026-03-10T12:05");
    expect(shop.said.at(-1)?.message.summary).toBe("Ann 已暂缓至情况变差时。");
  });

  it("offers what is done less often as buttons that work, in both languages", async () => {
    await shop.say("alerts here");
    shop.find({ metric: "conversion", channel: "Online Store", observed: 0.004, expected: 0.021 });
    await shop.goTo("2026-03-10T12:00");
    const more = await shop.say("alerts more 1");
    expect(more.actions.map(({ label }) => label)).toEqual([
      ...["Snooze until it gets worse", "Snooze until tomorrow 09:00"],
      ...["Mute Conversion rate in Online Store here", "Mute Conversion rate here"],
    ]);
    expect(textOf(more)).toContain("alerts assign 1 @name");
    const chinese = await shop.say("告警 更多 1");
    expect(chinese.actions.map(({ label }) => label)).toEqual([
      ...["暂缓至变差", "暂缓至明天 09:00", "本频道静音转化率·Online Store", "本频道静音转化率"],
    ]);
    await shop.store.facts.importFacts({ shopId: SHOP.id, source: "orders", origin: "test", startedAtMs: 0 }, ({ putOrderLines }) =>
      putOrderLines([line("o1", { channel: "Online Store" })]),
    );
    const said = [];
    for (const { words } of more.actions) said.push((await shop.say(words)).summary);
    expect(said).toEqual([
      expect.stringContaining("until it gets worse"),
      expect.stringContaining("until Wed 11 Mar 2026, 09:00"),
      expect.stringContaining("Muted: Conversion rate in Online Store."),
      expect.stringContaining("Muted: Conversion rate."),
    ]);
  });

  it("takes the only alert that goes on where no number is said", async () => {
    await shop.say("alerts here");
    expect((await shop.say("alerts ack")).summary).toBe("No alert is going on.");
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    expect((await shop.say("alerts assign @bo")).summary).toContain("Alert 1: taken by bo");
    expect((await shop.say("alerts ack")).summary).toContain("bo has taken alert 1 already");
    expect((await shop.say("alerts snooze until tomorrow 09:00")).summary).toContain("until Wed 11 Mar 2026, 09:00");
  });

  it.each([
    ["alerts dance", "/alerts has no “dance”"],
    ["alerts ack 77", "There is no alert 77 here."],
    ["alerts here nowhere", "There is no shop “nowhere”."],
    ["alerts mute bananas", "Mute what?"],
    ["alerts unmute aov", "is not muted"],
    ["alerts quiet sometimes", "Say from when to when"],
    ["alerts budget 0", "1 to 100"],
    ["alerts plan whenever", "I did not understand when"],
    ["alerts plan 2026-03-09 02:00-04:00", "That time is over already"],
    ["alerts escalate 1m", "At least 5 minutes"],
    ["alerts escalate 15m @somebody", "I do not know how to reach “@somebody”"],
    ["alerts escalate 15m #ops", "I do not know which channel “#ops” is. Choose it from the list"],
    ["alerts remove 9", "There is no rule #9."],
    ["alerts add conversion under lunch", "Say when it rings"],
    ["alerts add orders < 5 in nowhere", "I did not understand “in nowhere”."],
  ])("“%s” is refused in words, with a line that works", async (words, problem) => {
    const reply = await shop.say(words);
    expect([reply.kind, reply.summary]).toEqual(["problem", expect.stringContaining(problem)]);
    expect(reply.actions.length).toBeGreaterThan(0);
  });
});

describe("a rule", () => {
  it("shows how often it would have rung before it is accepted, and then rings, once, until it no longer holds", async () => {
    await shop.close();
    // Where there are orders, metrics of a file do not tell them.
    shop = await startAlertTimeline("2026-03-10T11:55", [SHOP], false);
    await importHours(["2026-02-10", "2026-02-20"]);
    const offer = await shop.say("alerts add conversion < 1.5% for 2 hours when sessions > 200");
    expect(offer.summary).toBe(
      "“conversion < 1.5% for 2 hours when sessions > 200” for Lamps & more 灯 would have rung 2 times in 37 days.",
    );
    expect(textOf(offer)).toContain("Fri 20 Feb 2026, 12:00");
    const accepted = await shop.say(offer.actions[0]?.words ?? "");
    expect(accepted.summary).toContain("Rule #1 holds from now on");
    expect((await shop.say("alerts rules")).summary).toBe("1 rule");
    expect((await shop.say(offer.actions[0]?.words ?? "")).summary).toBe("Rule #1 says just that already.");
    const deliver = (hour: number, orders: number) =>
      shop.store.facts.importFacts(
        {
          shopId: SHOP.id,
          source: "analytics",
          origin: "test",
          startedAtMs: 0,
          throughMs: instant("2026-03-10T00:00") + (hour + 1) * HOUR_MS,
        },
        ({ putMeasures }) =>
          putMeasures([
            hourly(
              new Date(instant("2026-03-10T00:00") + hour * HOUR_MS).toISOString(),
              { sessions: 300, orders, gross: 1_000 * orders },
              { channel: "paid" },
            ),
          ]),
      );
    await deliver(11, 1);
    await shop.goTo("2026-03-10T12:05");
    await deliver(12, 1);
    await shop.goTo("2026-03-10T13:05");
    expect(shop.said.filter(({ threadOf, kind }) => threadOf === null && kind === "post").map(({ message }) => message.summary)).toEqual([
      expect.stringContaining("Alert 1, Lamps & more 灯: Conversion rate 0.33% instead of 1.5% since Tue 10 Mar 2026, 11:00"),
    ]);
    const [chart] = shop.said.flatMap(({ message }) => message.blocks).flatMap((block) => (block.type === "chart" ? [block.chart] : []));
    expect(chart?.band).toMatchObject({ name: "what rule #1 allows", low: expect.arrayContaining([0.015]) });
    expect(chart?.series[0].values.at(-1)).toBeLessThan(0.015);
    await deliver(13, 9);
    await shop.goTo("2026-03-10T14:05");
    await deliver(14, 9);
    await shop.goTo("2026-03-10T15:05");
    expect(shop.said.at(-1)?.message.summary).toContain("Back to what is expected");
    expect((await shop.say("alerts remove 1")).summary).toContain("Rule #1 is removed");
    expect((await shop.say("alerts rules")).summary).toBe("There are no rules yet.");
  });

  it("on data that does not exist is refused, and says what is missing", async () => {
    const reply = await shop.say("alerts add roas < 2 for 3 hours");
    expect(reply.summary).toContain("No source of Lamps & more 灯 tells by the hour what “roas < 2 for 3 hours” needs");
  });
});

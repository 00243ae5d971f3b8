/** The life of alerts on a clock moved by hand: what is said where, and what is not said. */
import { afterEach, describe, expect, it } from "vitest";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { SHOP } from "../contracts/store-fixture.ts";
import { type AlertTimeline, instant, startAlertTimeline } from "./alert-shop.ts";

let open: AlertTimeline | null = null;

/** From five to noon on, just before the hour closes in which the trouble is found. */
async function start(local = "2026-03-10T11:55", shops = [SHOP]): Promise<AlertTimeline> {
  open = await startAlertTimeline(local, shops);
  await open.say("alerts here");
  return open;
}

afterEach(async () => {
  await open?.close();
  open = null;
});

const isLookBack = (key: string) => key.startsWith("alert-digest/") || key.startsWith("alert-review/");
const posts = (shop: AlertTimeline) =>
  shop.said.filter(({ key, kind, threadOf, to }) => kind === "post" && threadOf === null && to === "C1" && !isLookBack(key));
const lookBacks = (shop: AlertTimeline) => shop.said.filter(({ key }) => isLookBack(key));
const notes = (shop: AlertTimeline) => shop.said.filter(({ threadOf }) => threadOf !== null).map(({ message }) => message.summary);
const edits = (shop: AlertTimeline) => shop.said.filter(({ kind }) => kind === "edit");
const times = (said: readonly { readonly atMs: number }[]) => said.map(({ atMs }) => new Date(atMs + 3_600_000).toISOString().slice(0, 16));

describe("a failing checkout", () => {
  it("is one message from the first hour to the last, and its thread tells the story", async () => {
    const shop = await start();
    shop.find(
      { metric: "conversion", observed: 0.004, expected: 0.021 },
      { metric: "orders" },
      { metric: "sales", observed: 2_000, expected: 26_000 },
    );
    await shop.goTo("2026-03-10T12:00");
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([
      "Alert 1, Lamps & more 灯: Conversion rate 0.4% instead of 2.1% since Tue 10 Mar 2026, 10:00; about €240.00 lost so far",
    ]);
    await shop.say("alerts ack 1");
    shop.find({ metric: "orders", lossMinor: 90_000, lossMinorPerHour: 25_000 });
    await shop.goTo("2026-03-10T13:55");
    shop.find(...(["conversion", "orders", "sales"] as const).map((metric) => ({ metric, endMs: instant("2026-03-10T14:00") })));
    await shop.goTo("2026-03-10T15:55");
    shop.find({ metric: "orders", startMs: instant("2026-03-10T15:00"), lossMinor: 12_000 });
    await shop.goTo("2026-03-10T16:00");
    expect(posts(shop)).toHaveLength(1);
    expect(notes(shop)).toEqual([
      "Ann has taken it.",
      "It has got worse: about €250.00 an hour is lost, after €120.00.",
      "Back to what is expected; about €240.00 was lost in all.",
      expect.stringContaining("It is back. Alert 1"),
    ]);
    expect((await shop.alert(1)).state).toEqual({ type: "open", sinceMs: instant("2026-03-10T16:00") });
    expect(edits(shop).at(-1)?.message.actions[0]).toMatchObject({ label: "Acknowledge", words: "alerts ack 1" });
  });

  it("that detection names no more, since a campaign explains it by now, is over", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    shop.find();
    await shop.goTo("2026-03-10T13:00");
    expect(notes(shop)).toEqual(["Back to what is expected; about €240.00 was lost in all."]);
    expect((await shop.alert(1)).state.type).toBe("recovered");
  });

  it("that is over is left in peace, though detection goes on telling its end", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    shop.end();
    await shop.goTo("2026-03-10T13:00");
    const said = shop.said.length;
    const endMs = instant("2026-03-10T12:00");
    const hours = [{ hourMs: endMs, observed: 9, expected: 9, low: 5, high: 14 }];
    shop.find({ endMs, lossMinorPerHour: 0, hours });
    await shop.goTo("2026-03-10T20:00");
    expect(shop.said.length).toBe(said);
  });

  it("that comes back after a day is an alert of its own", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    shop.end();
    await shop.goTo("2026-03-11T11:55");
    shop.find({ startMs: instant("2026-03-11T10:00") });
    await shop.goTo("2026-03-11T12:00");
    expect(posts(shop).map(({ key }) => key)).toEqual(["alert/1/slack/T1/C1", "alert/2/slack/T1/C1"]);
  });

  it("goes on where it was after a restart at any point", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.restart();
    await shop.goTo("2026-03-10T12:30");
    await shop.say("alerts snooze 1 for 1h");
    await shop.restart();
    await shop.goTo("2026-03-10T13:40");
    expect([posts(shop).length, notes(shop)]).toEqual([
      1,
      ["Ann has snoozed it until Tue 10 Mar 2026, 13:30.", expect.stringContaining("The snooze is over, and it goes on.")],
    ]);
  });

  it("in three shops at once is one alert", async () => {
    const others = ["rugs", "cups"].map((id) => ({ ...SHOP, id, name: id }));
    const shop = await start("2026-03-10T11:55", [SHOP, ...others]);
    shop.find(...["lamps", "rugs", "cups"].map((shopId) => ({ shopId })));
    await shop.goTo("2026-03-10T12:00");
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([
      expect.stringMatching(/^Alert 1, 3 shops: Orders of (cups|rugs|Lamps & more 灯) 2 instead of 24/),
    ]);
    expect(posts(shop)[0]?.message.summary).toContain("about €720.00 lost so far");
    const text = JSON.stringify(posts(shop)[0]?.message.blocks);
    expect(text).toContain("3 shops at once, so something they share: payment, hosting, the shop platform");
    expect(text).toContain("The status pages of what these shops share");
  });

  it("in two of them is two, most money first", async () => {
    const shop = await start("2026-03-10T11:55", [SHOP, { ...SHOP, id: "rugs", name: "Rugs" }]);
    shop.find({ lossMinorPerHour: 100 }, { shopId: "rugs", lossMinorPerHour: 9_000 });
    await shop.goTo("2026-03-10T12:00");
    expect(posts(shop).map(({ message }) => message.summary.slice(0, 13))).toEqual(["Alert 2, Rugs", "Alert 1, Lamp"]);
  });
});

describe("two operators at once", () => {
  it("the first has it, the second is told by whom", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    const replies = await Promise.all([shop.say("alerts ack 1", { as: "Ann" }), shop.say("alerts ack 1", { as: "Bo" })]);
    const kinds = replies.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["notice", "problem"]);
    const state = (await shop.alert(1)).state;
    const winner = state.type === "acknowledged" ? state.by.name : "nobody";
    expect(replies.find(({ kind }) => kind === "problem")?.summary).toContain(
      `${winner} has taken alert 1 already (Tue 10 Mar 2026, 12:00)`,
    );
    await shop.goTo("2026-03-10T12:10");
    expect(notes(shop)).toEqual([`${winner} has taken it.`]);
  });
});

describe("a snooze", () => {
  it("until it gets worse sleeps through better and the same, and wakes with worse", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.say("alerts snooze 1 until worse");
    shop.find({ lossMinor: 40_000, lossMinorPerHour: 13_000 });
    await shop.goTo("2026-03-10T13:55");
    expect(notes(shop)).toEqual(["Ann has snoozed it until it gets worse."]);
    shop.find({ lossMinor: 70_000, lossMinorPerHour: 30_000 });
    await shop.goTo("2026-03-10T14:00");
    expect(notes(shop).slice(1)).toEqual(["It has got worse: about €300.00 an hour is lost, after €120.00."]);
    expect((await shop.alert(1)).state.type).toBe("open");
  });
});

describe("escalation", () => {
  it("tells one after the other while nobody has taken it, the owner last, and stops with whoever takes it", async () => {
    const shop = await start();
    const mentioned = { U0BOBBY: "Bo", C0OPS99: "ops" };
    expect((await shop.say("alerts escalate 15m @U0BOBBY, #C0OPS99", { mentioned })).summary).toContain(
      "every 15 min it goes to Bo, then #ops, then whoever turned alerts on",
    );
    shop.find({});
    await shop.goTo("2026-03-10T12:50");
    const calls = () => shop.said.filter(({ key }) => key.includes("/escalation/"));
    expect(calls().map(({ to }) => to)).toEqual(["@U0BOBBY", "C0OPS99", "@U0ANN"]);
    expect(times(calls())).toEqual(["2026-03-10T12:15", "2026-03-10T12:30", "2026-03-10T12:45"]);
    expect(notes(shop)).toEqual([
      "Nobody has taken it yet: Bo has been told.",
      "Nobody has taken it yet: #ops has been told.",
      "Nobody has taken it yet: whoever turned alerts on here has been told.",
    ]);
    await shop.goTo("2026-03-10T15:00");
    expect(calls()).toHaveLength(3);
  });

  it("ends when it is taken", async () => {
    const shop = await start();
    await shop.say("alerts escalate 15m @U0BOBBY");
    shop.find({});
    await shop.goTo("2026-03-10T12:10");
    await shop.say("alerts ack 1");
    await shop.goTo("2026-03-10T14:00");
    expect(shop.said.filter(({ key }) => key.includes("/escalation/"))).toEqual([]);
  });
});

describe("peace", () => {
  it("holds a small trouble back in quiet hours and tells it when they end, a serious one at once", async () => {
    const shop = await start("2026-03-10T22:55");
    await shop.say("alerts quiet 22:00-07:00");
    const startMs = instant("2026-03-10T21:00");
    shop.find({ metric: "aov", observed: 4_000, expected: 5_000, startMs, lossMinor: 900, lossMinorPerHour: 300 });
    await shop.goTo("2026-03-11T03:55");
    expect(posts(shop)).toEqual([]);
    await shop.goTo("2026-03-11T07:10");
    expect(times(posts(shop))).toEqual(["2026-03-11T07:00"]);
    shop.end();
    await shop.goTo("2026-03-11T23:55");
    shop.find({ startMs: instant("2026-03-11T22:00") });
    await shop.goTo("2026-03-12T00:00");
    expect(times(posts(shop))).toEqual(["2026-03-11T07:00", "2026-03-12T00:00"]);
  });

  it("never tells what has begun and ended in quiet hours", async () => {
    const shop = await start("2026-03-10T22:55");
    await shop.say("alerts quiet 22:00-07:00");
    shop.find({ metric: "aov", observed: 4_000, expected: 5_000, startMs: instant("2026-03-10T21:00") });
    await shop.goTo("2026-03-11T02:00");
    shop.end();
    await shop.goTo("2026-03-11T08:55");
    expect(shop.said).toEqual([]);
    await shop.goTo("2026-03-11T09:05");
    expect(posts(shop)).toEqual([]);
    expect(lookBacks(shop).map(({ message }) => message.summary)).toEqual(["1 more alert of the last day did not ring."]);
    expect(times(lookBacks(shop))).toEqual(["2026-03-11T09:00"]);
    await shop.goTo("2026-03-12T10:00");
    expect(lookBacks(shop)).toHaveLength(1);
  });

  it("posts no more new ones a day than the budget, the dearest first, but for serious ones", async () => {
    const others = ["rugs", "cups"].map((id) => ({ ...SHOP, id, name: id }));
    const shop = await start("2026-03-10T11:55", [SHOP, ...others]);
    await shop.say("alerts budget 1");
    const small = { metric: "aov", observed: 4_000, expected: 5_000 } as const;
    shop.find(
      { ...small, shopId: "lamps", startMs: instant("2026-03-10T02:00"), lossMinorPerHour: 100 },
      { ...small, shopId: "rugs", startMs: instant("2026-03-10T06:00"), lossMinorPerHour: 900 },
      { shopId: "cups", startMs: instant("2026-03-10T10:00"), lossMinorPerHour: 500 },
    );
    await shop.goTo("2026-03-10T12:00");
    expect(posts(shop).map(({ message }) => message.summary.slice(0, 13))).toEqual(["Alert 3, cups", "Alert 2, rugs"]);
    await shop.goTo("2026-03-11T00:05");
    expect(posts(shop).map(({ message }) => message.summary.slice(0, 13))).toEqual(["Alert 3, cups", "Alert 2, rugs", "Alert 1, Lamp"]);
  });

  it("mutes a metric, or one channel of it, and takes it back", async () => {
    const shop = await start();
    await shop.say("alerts mute aov");
    shop.find({ metric: "aov", observed: 4_000, expected: 5_000 });
    await shop.goTo("2026-03-10T13:00");
    expect(posts(shop)).toEqual([]);
    expect((await shop.say("alerts list")).summary).toBe("1 alert is going on.");
    await shop.say("alerts unmute aov");
    await shop.goTo("2026-03-10T13:05");
    expect(posts(shop)).toHaveLength(1);
  });

  it("announces a planned window, keeps silent in it, and rings for what has not come back after it", async () => {
    const shop = await start("2026-03-10T13:00");
    const reply = await shop.say("alerts plan today 14:00-16:00 moving servers");
    expect(reply.summary).toContain("Planned: Tue 10 Mar 2026, 14:00 – Tue 10 Mar 2026, 16:00 (moving servers).");
    shop.find();
    await shop.goTo("2026-03-10T14:55");
    shop.find({ startMs: instant("2026-03-10T14:00") });
    await shop.goTo("2026-03-10T16:55");
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([
      expect.stringContaining("A planned window begins"),
      expect.stringContaining("The planned window is over"),
    ]);
    expect(times(posts(shop))).toEqual(["2026-03-10T13:50", "2026-03-10T16:00"]);
    await shop.goTo("2026-03-10T17:00");
    expect(posts(shop).at(-1)?.message.summary).toContain("Alert 1");
    const expected = await shop.store.alerts.expected(SHOP.id, 0);
    expect(expected).toEqual([expect.objectContaining({ fromMs: instant("2026-03-10T14:00"), reason: "moving servers", metric: null })]);
  });
});

describe("what people say of an alert", () => {
  it("expected keeps its hours out of the baseline and stays silent while it goes on", async () => {
    const shop = await start();
    shop.find({ channel: "paid" });
    await shop.goTo("2026-03-10T12:00");
    expect((await shop.say("alerts expected 1 flash sale ended")).summary).toContain("Alert 1: expected, says Ann");
    shop.find({ channel: "paid", lossMinorPerHour: 90_000 });
    await shop.goTo("2026-03-10T16:00");
    expect(notes(shop)).toEqual(["Ann says: expected: flash sale ended; about €240.00 was lost in all."]);
    const span = { fromMs: instant("2026-03-10T10:00"), toMs: instant("2026-03-10T12:00"), metric: "orders", channel: "paid" };
    expect(await shop.store.alerts.expected(SHOP.id, 0)).toEqual([{ shopId: SHOP.id, ...span, reason: "flash sale ended" }]);
  });

  it("resolved opens again with a new episode, a false alarm does not", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.say("alerts resolve 1");
    await shop.goTo("2026-03-10T13:00");
    expect((await shop.alert(1)).state.type).toBe("closed");
    shop.find({ startMs: instant("2026-03-10T13:00") });
    await shop.goTo("2026-03-10T14:00");
    expect(notes(shop).at(-1)).toContain("It is back.");
    await shop.say("alerts false 1");
    shop.find({ startMs: instant("2026-03-10T15:00") });
    await shop.goTo("2026-03-10T17:00");
    expect((await shop.alert(1)).state).toMatchObject({ type: "closed", verdict: "false-alarm" });
  });
});

describe("looking back", () => {
  it("counts on Monday what was rung, acted on, false, ignored and missed", async () => {
    const shop = await start("2026-03-12T11:55");
    const day = async (date: string, then: string | null, muted = false) => {
      await shop.goTo(`${date}T11:55`);
      if (muted) await shop.say("alerts mute aov");
      shop.find({ metric: "aov", observed: 4_000, expected: 5_000, startMs: instant(`${date}T10:00`) });
      await shop.goTo(`${date}T12:10`);
      if (then !== null) await shop.say(then);
      shop.end();
      await shop.goTo(`${date}T14:00`);
    };
    await day("2026-03-12", "alerts ack 1");
    await day("2026-03-13", "alerts false 2");
    await day("2026-03-14", null);
    await day("2026-03-15", null, true);
    await shop.goTo("2026-03-16T09:05");
    const review = lookBacks(shop).find(({ key }) => key.startsWith("alert-review/"));
    expect(review?.message.summary).toBe("Alerts from Mon 9 Mar 2026 to Mon 16 Mar 2026: 3 rung, 1 acted on, 1 false.");
    const facts = review?.message.blocks.flatMap((block) => (block.type === "facts" ? block.facts : []));
    expect(facts?.map(({ label, value }) => `${label} ${value}`)).toEqual([
      ...["Rung 3", "Acted on 1", "Expected 0", "False 1", "Ignored 1", "Missed here 1"],
    ]);
    expect((await shop.say("alerts review")).summary).toContain("3 rung, 1 acted on, 1 false.");
  });

  it("stands in the shop's report, what still goes on first", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.goTo("2026-03-11T08:00");
    const report = await shop.say("report daily");
    expect(JSON.stringify(report.blocks)).toContain("Orders · about €240.00 lost · open, nobody has taken it");
  });
});

describe("the likeliest cause", () => {
  it("is the campaign that had just ended, and the channel with most of the loss", async () => {
    const shop = await start();
    await shop.store.campaigns.add(campaign({ phases: [phase("main", "2026-03-08", "2026-03-10 09:00")] }));
    shop.find({}, { channel: "paid", lossMinor: 20_000 });
    await shop.goTo("2026-03-10T12:00");
    const text = JSON.stringify(shop.said[0]?.message.blocks);
    expect(text).toContain("the campaign “Double 11” had just ended");
    expect(text).toContain("83% of it in the channel paid");
  });
});

describe("an alert given to somebody else", () => {
  it("is told to them directly, and they have it", async () => {
    const shop = await start();
    shop.find({});
    await shop.goTo("2026-03-10T12:00");
    await shop.say("alerts assign 1 <@U0BOBBY>");
    await shop.goTo("2026-03-10T12:05");
    expect(shop.said.filter(({ to }) => to === "@U0BOBBY").map(({ message }) => message.summary)).toEqual([
      expect.stringContaining("Alert 1"),
    ]);
    expect((await shop.alert(1)).state).toMatchObject({ type: "acknowledged", by: { userId: "U0BOBBY" } });
  });
});

describe("a feed that falls silent", () => {
  it("rings once it is later than its own habit, and its thread tells when it is back", async () => {
    const shop = await start("2026-03-01T00:00");
    for (let hour = 0; hour < 24 * 9; hour += 6) {
      const at = instant("2026-03-01T00:00") + hour * 3_600_000;
      await shop.goTo(new Date(at + 3_600_000).toISOString().slice(0, 16));
      await shop.deliver(shop.nowMs());
    }
    expect(shop.said).toEqual([]);
    await shop.goTo("2026-03-10T04:20");
    expect(posts(shop).map(({ message }) => message.summary)).toEqual([
      "Alert 1, Lamps & more 灯: Feed orders has told nothing since Mon 9 Mar 2026, 18:00",
    ]);
    await shop.deliver(shop.nowMs());
    await shop.goTo("2026-03-10T04:30");
    expect(notes(shop)).toEqual(["Back to what is expected."]);
  }, 60_000);
});

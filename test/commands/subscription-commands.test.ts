import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { completeWords } from "../../src/commands/complete-words.ts";
import { shopbellCommand } from "../../src/commands/shopbell-command.ts";
import { BERLIN, SHOP } from "../contracts/store-fixture.ts";
import { startTimeline, type Timeline, textOf } from "../scenarios/report-shop.ts";

let shop: Timeline;

beforeAll(async () => {
  shop = await startTimeline("2026-03-10T08:00", BERLIN);
  await shop.sell("2026-03-09", 10);
});

afterAll(() => shop.close());

describe("subscriptions in chat", () => {
  it("say what was done with the next three times and a button that takes it back", async () => {
    const message = await shop.say("shopbell subscribe daily at 09:00 on weekdays");
    expect(textOf(message)).toContain("Tue 10 Mar 2026, 09:00 · Wed 11 Mar 2026, 09:00 · Thu 12 Mar 2026, 09:00");
    expect(message.actions.map(({ label, words }) => [label, words])).toEqual([
      ["Undo", "shopbell unsubscribe 1"],
      ["Preview", "shopbell preview 1"],
    ]);
  });

  it("undo each change by the words on its button", async () => {
    const before = await shop.store.subscriptions.ofPlace({ platform: "slack", workspace: "T1", channel: "C1", thread: null });
    for (const words of ["pause 1", "move 1 to 08:30 America/New_York", "sections 1 chart", "wait 1 3h", "unsubscribe 1"]) {
      const [undo] = (await shop.say(`shopbell ${words}`)).actions;
      expect(undo?.label).toBe("Undo");
      await shop.say(undo?.words ?? "");
    }
    const [after] = await shop.store.subscriptions.ofPlace({ platform: "slack", workspace: "T1", channel: "C1", thread: null });
    expect({ ...after, zone: null }).toEqual(before[0]);
  });

  it("list, preview, and answer in the words' own language", async () => {
    expect(textOf(await shop.say("shopbell subscriptions"))).toContain("daily at 09:00 on weekdays, Lamps & more 灯, Europe/Berlin");
    expect((await shop.say("shopbell preview 1")).summary).toContain("Daily report, Lamps & more 灯, Mon 9 Mar 2026: net sales €100.00");
    expect((await shop.say("订阅 每周一09:00")).summary).toBe("已订阅 #2：每周 周一 09:00，Lamps & more 灯，Europe/Berlin。");
    expect((await shop.say("日报")).summary).toContain("日报，Lamps & more 灯");
  });

  it.each([
    ["shopbell subscribe daily at 25:00", "“25:00” is no time of day"],
    ["shopbell subscribe hourly at 09:00", "or hourly during campaigns"],
    ["shopbell subscribe daily at 09:00 for nobody", "There is no shop “nobody”"],
    ["shopbell pause 9", "This channel has no subscription #9."],
    ["report today", "A report covers whole days that are over"],
    ["report by banana", "I did not understand which period"],
  ])("“%s” is refused with words and something to say instead", async (words, problem) => {
    const message = await shop.say(words);
    expect([message.kind, message.summary]).toEqual(["problem", expect.stringContaining(problem)]);
    expect(message.actions.length).toBeGreaterThan(0);
  });

  it("are offered while a line is typed, and every line offered is understood", async () => {
    for (const [typed, locale] of [
      ["", "en"],
      ["订阅", "zh"],
    ] as const) {
      const offered = completeWords(typed, shopbellCommand.spec, { locale, shops: await shop.store.shops.list() });
      expect(offered.length).toBeGreaterThan(2);
      for (const line of offered)
        expect([line, (await shop.say(`shopbell ${line}`)).summary]).not.toEqual([line, expect.stringMatching(/has no “|没有“/)]);
    }
    expect(completeWords("sub w", shopbellCommand.spec, { locale: "en", shops: [] })).toEqual([]);
    expect(completeWords("Subscribe W", shopbellCommand.spec, { locale: "en", shops: [] })).toEqual([
      "subscribe weekly on monday at 09:00",
    ]);
  });
});

it("a preview tells of all shops: the first whole, the others in a line each", async () => {
  const two = await startTimeline("2026-03-10T08:00", BERLIN);
  onTestFinished(() => two.close());
  await two.store.shops.add({ ...SHOP, id: "vases", name: "Vases" });
  await two.say("shopbell subscribe weekly for lamps, vases");
  const preview = await two.say("shopbell preview 1");
  expect(preview.summary).toContain("Weekly report, Lamps & more 灯");
  expect(textOf(preview)).toContain("The other shops get a post like this each:");
  expect(textOf(preview)).toContain("Weekly report, Vases, 2–8 Mar 2026: net sales");
  expect((await two.say("shopbell run 1")).blocks).toEqual(preview.blocks);
});

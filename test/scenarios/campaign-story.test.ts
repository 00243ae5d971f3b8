/**
 * One campaign from T-30 d to T+30 d in Berlin, whose main phase has the Sunday of 25 hours in it: who hears what, when, once.
 * Lea leads; Dan makes the pages, which Ann's ads and Eve's mails wait for; nobody has the stock at first.
 */
import { expect, it, onTestFinished } from "vitest";
import type { Message } from "../../src/core/messages/message.ts";
import { must } from "../contracts/store-fixture.ts";
import { type CampaignWorld, openCampaignWorld } from "./campaign-world.ts";

/** Hands out what was heard since it was last asked, "when who: what". What is edited in place is no news. */
function listen({ heard }: CampaignWorld): () => readonly string[] {
  let from = 0;
  return () => {
    const news = heard.slice(from).filter(({ kind }) => kind === "post");
    from = heard.length;
    return news.map(
      ({ who, at, message }) => `${at.slice(5).replace("T", " ")} ${who}: ${message.summary.replace(/, [▲▼].* vs plan$/u, "")}`,
    );
  };
}

/** Who presses which button under a message. */
const press = (team: CampaignWorld, who: string, { actions }: Message, label: string): Promise<Message> =>
  team.say(who, must(actions.find((action) => action.label === label)).words);

it("is told to each once, from thirty days before its start to thirty days after its end", async () => {
  const team = await openCampaignWorld("2026-09-22T10:00");
  onTestFinished(() => team.close());
  const heard = listen(team);
  // Last year it sold 24 orders of 10.00 a day for three days; in between one every four hours.
  await team.sell("2025-10-24", "2025-10-26", 1);
  await team.sell("2026-08-01", "2026-09-21", 1, { everyHours: 4 });
  await team.say("lea", 'campaign new "Autumn" 2025-10-24..2025-10-26');
  await team.say("lea", "campaign away");

  await team.say("lea", 'campaign new "Autumn" 2026-10-23..2026-10-25 target sales 1600');
  for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
  await team.say("lea", 'campaign step "Pages are finished" due T-14d 18:00 by @dan');
  await team.say("lea", 'campaign step "Ads are booked" due T-10d 18:00 by ads after 1');
  await team.say("lea", 'campaign step "Mails are written" due T-9d 18:00 by @eve after 1');
  await team.say("lea", 'campaign step "Goods are counted" due T-5d 18:00 by stock');
  await team.say("ann", "campaign role ads me");
  await team.goTo("2026-09-30T10:00", { stepMinutes: 240 });
  expect(heard()).toEqual(["09-23 00:00 #: Autumn: 30 days to go. 0 of 4 steps done"]);

  // A day later: the mark of thirty days, which is past for the new start too, is not said again; everything else moves along.
  const moved = await team.say("lea", "campaign move to 2026-10-24");
  expect(moved.summary).toBe("Moved, with its steps and reminders.");
  await team.goTo("2026-10-05T10:00", { stepMinutes: 240 });
  await team.restart();
  await team.goTo("2026-10-11T09:00", { stepMinutes: 120 });
  expect(heard()).toEqual([
    "10-09 18:00 dan: Autumn: “1. Pages are finished” is due in 24 hours.",
    "10-10 00:00 #: Autumn: 14 days to go. 0 of 4 steps done",
    "10-10 18:00 dan: Autumn: “1. Pages are finished” is due now and not done.",
    "10-10 20:00 ann: Autumn: “1. Pages are finished”, which you wait for, is 2 hours late with @dan.",
    "10-10 20:00 eve: Autumn: “1. Pages are finished”, which you wait for, is 2 hours late with @dan.",
    "10-11 02:00 lea: Autumn: “1. Pages are finished” is 8 hours late with @dan.",
  ]);
  const sheet = await team.say("lea", "campaign sheet");
  expect(JSON.stringify(sheet.blocks)).toContain("@dan holds up ann (ads), @eve: 1. Pages are finished, 15 hours late");
  expect((await team.say("ann", "campaign done 2")).summary).toContain("It waits for 1. Pages are finished");
  await team.say("dan", "campaign done 1 https://example.com/pages");

  // Eve leaves the day before her mails are due: the lead hears of it, and Noa takes them over.
  team.leave("eve");
  await team.goTo("2026-10-14T09:00", { stepMinutes: 120 });
  await team.say("ann", "campaign done 2");
  await team.goTo("2026-10-14T19:00");
  expect(heard()).toEqual([
    "10-13 18:00 ann: Autumn: “2. Ads are booked” is due in 24 hours.",
    "10-14 18:00 lea: This post could not be delivered as a direct message: Autumn: “3. Mails are written” is due in 24 hours.",
  ]);
  expect((await team.say("lea", "campaign handover 3 to @eve")).summary).toContain("@eve is not in this workspace");
  const offered = await team.say("lea", "campaign handover 3 to @noa");
  await team.goTo("2026-10-15T09:00");
  await press(team, "noa", offered, "Accept");
  await team.goTo("2026-10-15T18:30");
  expect(heard()).toEqual([
    "10-14 20:00 noa: Autumn: you are asked to take “3. Mails are written” over from @eve, 22 hours before it is due.",
    "10-15 18:00 noa: Autumn: “3. Mails are written” is due now and not done.",
  ]);
  await team.say("noa", "campaign done 3");

  // What nobody has is the lead's, until Omar takes it; what is done reminds nobody.
  await team.goTo("2026-10-18T20:00", { stepMinutes: 120 });
  await team.say("omar", "campaign role stock me");
  await team.goTo("2026-10-19T18:30");
  await team.say("omar", "campaign done 4");
  expect(heard()).toEqual([
    "10-17 00:00 #: Autumn: 7 days to go. 3 of 4 steps done",
    "10-18 18:00 lea: Autumn: “4. Goods are counted” is due in 24 hours.",
    "10-19 18:00 omar: Autumn: “4. Goods are counted” is due now and not done.",
  ]);

  // A second campaign in the middle of the first one. The process sleeps over a mark and says it late, as it then is.
  const second = await team.say("ann", 'campaign new "Sunday" 2026-10-25 18:00 to 2026-10-26 18:00 target sales 500');
  expect(JSON.stringify(second.blocks)).toContain("It overlaps with “Autumn”.");
  for (let number = 1; number <= 14; number++) await team.say("ann", `campaign drop Sunday ${number}`);
  await team.say("ann", "campaign countdown Sunday 1d start end");
  await team.goTo("2026-10-23T11:30", { stepMinutes: 120 });
  await team.goTo("2026-10-23T12:40", { asleep: true });
  await team.goTo("2026-10-23T23:50");
  expect(heard()).toEqual([
    "10-21 00:00 #: Autumn: 3 days to go. 4 of 4 steps done",
    "10-23 00:00 #: Autumn: 24 hours to go. 4 of 4 steps done",
    "10-23 12:40 #: Autumn: 11 hours to go. 4 of 4 steps done",
    "10-23 23:00 #: Autumn: 1 hour to go. 4 of 4 steps done",
  ]);

  // It sells as much as last time in half the time; orders reach the store up to the hour that is over.
  for (const [day, hours] of [
    ["2026-10-24", 24],
    ["2026-10-25", 25],
    ["2026-10-26", 23],
  ] as const) {
    for (let hour = 3; hour <= hours; hour += 3) {
      await team.sell(day, day, 2, { untilHour: hour });
      if (hour < 24) await team.goTo(`${day}T${String(hour).padStart(2, "0")}:05`);
      if (day === "2026-10-25" && hour === 12) await team.restart();
    }
    await team.sell(day, day, 2, { untilHour: hours });
  }
  // The last hour's orders come in late.
  await team.goTo("2026-10-27T00:20", { stepMinutes: 15 });
  await team.sell("2026-10-26", "2026-10-26", 2);
  await team.goTo("2026-10-27T04:00", { stepMinutes: 15 });
  await team.goTo("2026-10-27T09:30");
  expect(heard()).toEqual([
    "10-24 00:00 #: Autumn: It has begun. 4 of 4 steps done",
    "10-24 01:00 #: Autumn: €20.00",
    // A day by the wall clock has 25 hours here.
    "10-24 18:00 #: Sunday: 25 hours to go",
    "10-24 20:00 #: Autumn has reached 25% of its target: €400.00 after 20 of 73 hours.",
    "10-25 01:00 #: Autumn: €500.00",
    "10-25 13:00 #: Autumn has passed all of last time: €760.00 after 38 of 73 hours.",
    "10-25 16:00 #: Autumn has reached 50% of its target: €820.00 after 41 of 73 hours.",
    "10-25 18:00 #: Sunday: It has begun",
    "10-25 19:00 #: Sunday: €20.00",
    "10-26 01:00 #: Sunday: €140.00",
    "10-26 01:00 #: Sunday has reached 25% of its target: €140.00 after 7 of 24 hours.",
    "10-26 01:00 #: Autumn: €1,000.00",
    "10-26 07:00 #: Sunday has reached 50% of its target: €260.00 after 13 of 24 hours.",
    "10-26 11:00 #: Autumn has reached 75% of its target: €1,200.00 after 60 of 73 hours.",
    "10-26 13:00 #: Sunday has reached 75% of its target: €380.00 after 19 of 24 hours.",
    "10-26 18:00 #: Sunday: It is over",
    "10-27 00:00 #: Autumn: It is over. 4 of 4 steps done",
  ]);

  // The morning after: reviews, and what to keep and change goes to the campaign under whose review the button is.
  await team.goTo("2026-10-27T12:00");
  // Two duties at the same minute run side by side.
  const reviews = team.heard.filter(({ message }) => message.summary.includes("review"));
  expect([...heard()].sort()).toEqual([
    "10-27 10:00 #: Autumn, review: €1,460.00, 91.3% of target",
    "10-27 10:00 #: Sunday, review: €480.00, 96% of target",
  ]);
  const review = must(reviews.find(({ message }) => message.summary.startsWith("Autumn"))).message;
  const kept = await team.say("ann", `${must(review.actions.find(({ label }) => label === "Keep …")).words} "mails two days ahead"`);
  expect(JSON.stringify(kept.blocks)).toContain("mails two days ahead (ann)");

  // When goods can hardly be sent back any more: the same again, net of what came back, with what was noted. After that, silence.
  await team.goTo("2026-11-10T12:00", { stepMinutes: 240 });
  await team.sendBack(5, "2026-10-24", "2026-11-10");
  await team.goTo("2026-11-26T10:00", { stepMinutes: 240 });
  const matured = JSON.stringify(team.heard.findLast(({ message }) => message.summary.startsWith("Autumn"))?.message.blocks);
  expect(matured).toContain('"label":"Returns of its orders","value":"€50.00"');
  expect(matured).toContain("mails two days ahead (ann)");
  await team.goTo("2026-12-15T12:00", { stepMinutes: 240 });
  expect([...heard()].sort()).toEqual([
    "11-26 10:00 #: Autumn, review: €1,460.00, 91.3% of target",
    "11-26 10:00 #: Sunday, review: €480.00, 96% of target",
  ]);

  // One card a day and campaign, edited as hours end and, at the next quarter, where orders come in late; never without news.
  const cards = team.heard.flatMap(({ kind, key, message }, index) =>
    kind === "post" && key.includes("/pace/") ? [{ id: `m${index + 1}`, name: message.summary.split(":")[0], day: key.split("/")[4] }] : [],
  );
  expect(cards.map(({ name, day }) => `${name} ${day}`)).toEqual([
    "Autumn 2026-10-24",
    "Autumn 2026-10-25",
    "Sunday 2026-10-25",
    "Sunday 2026-10-26",
    "Autumn 2026-10-26",
  ]);
  const edits = team.heard.filter(({ kind }) => kind === "edit");
  expect(new Set(edits.map(({ key }) => key))).toEqual(new Set(cards.map(({ id }) => id)));
  expect(new Set(edits.map(({ key, message }) => key + JSON.stringify(message))).size).toBe(edits.length);
  expect(edits.slice(-2).map(({ at, message }) => [at, message.summary.split(",").slice(0, 2).join(",")])).toEqual([
    ["2026-10-26T23:00", "Autumn: €1,440.00"],
    ["2026-10-27T00:30", "Autumn: €1,460.00"],
  ]);
});

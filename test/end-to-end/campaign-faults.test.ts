/** What goes wrong on the way of a campaign's posts, and what people then see: once, and with the next step. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../contracts/postgres-server.ts";
import { must } from "../contracts/store-fixture.ts";
import { openCampaignWorld } from "../scenarios/campaign-world.ts";
import { openOnDiscord, openOnSlack } from "./chat-world.ts";

/** A campaign of two days without steps, whose hours sell 20.00 each. */
const NEW = 'campaign new "Autumn" 2026-11-01..2026-11-02 target sales 1000';

async function openSlackCampaign(startLocal = "2026-10-31T20:00") {
  const opened = await openOnSlack(startLocal);
  const { world, emulator } = opened;
  await emulator.sendCommand({ text: `/${NEW}` });
  await emulator.waitForMessage(({ text }) => text.startsWith("Planned “Autumn”"));
  for (let number = 1; number <= 14; number++) await emulator.sendCommand({ text: `/campaign drop ${number}` });
  await emulator.waitForMessage(({ text }) => text.includes("All orders are shipped"));
  await world.sell("2026-11-01", "2026-11-02", 2);
  const texts = (channel = "C0SALES") => emulator.botMessages(channel).map(({ text }) => text);
  return { ...opened, texts };
}

describe("on Slack", () => {
  it("a process killed after it has queued a countdown posts it once when it is back", async () => {
    const { world, texts } = await openSlackCampaign();
    await world.goTo("2026-10-31T23:00", { dies: true });
    expect(texts().filter((text) => text.includes("to go"))).toEqual([]);
    await world.goTo("2026-10-31T23:20", { stepMinutes: 5 });
    expect(texts().filter((text) => text.includes("to go"))).toEqual(["Autumn: 1 hour to go"]);
  });

  it("a countdown whose answer was lost is looked for, and not sent again", async () => {
    const { world, emulator, texts } = await openSlackCampaign();
    emulator.failNext("chat.postMessage", { kind: "lose-answer" });
    await world.goTo("2026-10-31T23:00");
    await world.restart();
    await world.goTo("2026-10-31T23:30", { stepMinutes: 5 });
    expect(texts().filter((text) => text.includes("to go"))).toEqual(["Autumn: 1 hour to go"]);
  });

  it("a card that may not be edited just now is edited later, and never posted twice", async () => {
    const { world, emulator } = await openSlackCampaign();
    await world.goTo("2026-11-01T01:00");
    emulator.failNext("chat.update", { kind: "status", status: 429, retryAfterSec: 30 });
    await world.goTo("2026-11-01T02:00");
    const card = () => emulator.botMessages("C0SALES").filter(({ text }) => text.startsWith("Autumn: €"));
    expect(card().map(({ text, edits }) => [text.slice(0, 14), edits])).toEqual([["Autumn: €20.00", 0]]);
    await world.goTo("2026-11-01T02:01");
    expect(card().map(({ text, edits }) => [text.slice(0, 14), edits])).toEqual([["Autumn: €40.00", 1]]);
  });

  it("a card that somebody has deleted stays away that day, without complaint, and the next day has its own", async () => {
    const { world, emulator, texts } = await openSlackCampaign();
    await world.goTo("2026-11-01T01:00");
    emulator.workspace.remove(must(emulator.botMessages("C0SALES").find(({ text }) => text.startsWith("Autumn: €"))));
    await world.goTo("2026-11-01T12:00");
    expect(texts().filter((text) => text.startsWith("Autumn: €"))).toEqual([]);
    expect(texts("D0ANN")).toEqual([]);
    await world.goTo("2026-11-02T02:00");
    expect(texts().filter((text) => text.startsWith("Autumn: €"))).toHaveLength(1);
  });

  it("an owner who is not in the workspace is refused, with whom to name instead", async () => {
    const { emulator } = await openSlackCampaign();
    await emulator.sendCommand({ text: '/campaign step "Pages" due T-1d 18:00 by @U0GONE' });
    const refusal = await emulator.waitFor(() => emulator.workspace.whispers.at(-1));
    expect(refusal.text).toContain("is not in this workspace, or cannot be written to");
  });

  it("a channel that was archived is told to the lead once a day, with what to do", async () => {
    const { world, emulator, texts } = await openSlackCampaign("2026-11-01T02:00");
    emulator.workspace.channels.set("C0SALES", { id: "C0SALES", name: "sales", botIsMember: true, isArchived: true });
    await world.goTo("2026-11-02T00:30");
    expect(texts("D0ANN")).toEqual([expect.stringMatching(/^This post could not be delivered in channel C0SALES: Autumn: €60\.00/)]);
    expect(JSON.stringify(emulator.botMessages("D0ANN")[0]?.blocks)).toContain(
      "the channel is archived: unarchive it, or choose another one",
    );
  });
});

describe("on Discord", () => {
  const EDIT = /^PATCH \/channels\/\d+\/messages\/\d+$/;

  it("a card that may not be edited just now is edited later; one that was deleted stays away that day", async () => {
    const { world, emulator } = await openOnDiscord("2026-10-31T20:00");
    await emulator.sendCommand("campaign", { words: NEW.replace("campaign ", "") }).answer();
    await emulator.sendCommand("campaign", { words: "countdown end" }).answer();
    await world.sell("2026-11-01", "2026-11-02", 2);
    await world.goTo("2026-11-01T01:00");
    const card = () => emulator.messages(emulator.channelId).filter(({ content }) => content.startsWith("Autumn: €"));
    emulator.faults.on(EDIT, { kind: "rate-limit", retryAfterMs: 30_000 });
    await world.goTo("2026-11-01T02:00");
    expect(card().map(({ edits }) => edits)).toEqual([0]);
    await world.goTo("2026-11-01T02:01");
    expect(card().map(({ content, edits }) => [content.slice(0, 14), edits])).toEqual([["Autumn: €40.00", 1]]);
    emulator.faults.on(EDIT, { kind: "refuse", status: 404, code: 10008, message: "Unknown Message" });
    await world.goTo("2026-11-01T03:00");
    expect(emulator.messages().filter(({ content }) => content.includes("could not be delivered"))).toEqual([]);
  });

  it("long, Chinese and hostile names fit, are never cut in the middle of a character, and mention nobody", async () => {
    const { world, emulator } = await openOnDiscord("2026-10-31T20:00");
    const say = (words: string) => emulator.sendCommand("campaign", { words }).answer();
    const names = [`a${"🎉".repeat(100)}`, "双十一全店狂欢购物节", "@everyone <@&1> **bold** `x"];
    for (const [index, name] of names.entries()) {
      await say(`new "${name}" 2026-11-0${index + 1} 08:00 to 20:00`);
      for (let number = 2; number <= 14; number++) await world.say("900000000000000001", `campaign drop "${name}" ${number}`);
      await say(`step "@everyone ${name.slice(0, 40)}" due main end 18:00 by "the <@&1> team"`);
    }
    await world.sell("2026-11-01", "2026-11-03", 2);
    await world.goTo("2026-11-04T10:00", { stepMinutes: 120 });
    const posts = emulator.messages(emulator.channelId);
    expect(posts.filter(({ content }) => content.includes("review: €240.00"))).toHaveLength(3);
    expect(posts.filter(({ content }) => content.includes("双十一") && content.includes("€240.00"))).toHaveLength(2);
    expect(JSON.stringify(posts.map(({ content, embeds }) => [content, embeds]))).not.toMatch(/@everyone|[\\]ud[89a-f]/);
  });
});

describe("two replicas on one PostgreSQL", () => {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  it("count down, remind, post and edit cards and review once, though both see everything that is due", async () => {
    const team = await openCampaignWorld("2026-10-30T10:00", { url: await must(server).createDatabase(), replicas: 2 });
    await team.say("lea", NEW);
    for (let number = 2; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.say("lea", "campaign step 1 due T-1d 18:00 by @dan");
    await team.sell("2026-11-01", "2026-11-02", 2);
    await team.goTo("2026-10-31T22:00");
    await team.restart();
    await team.goTo("2026-11-03T10:00");
    const posts = team.heard
      .filter(({ kind }) => kind === "post")
      .map(({ who, at, message }) => `${at.slice(5)} ${who}: ${message.summary.split(",")[0]}`);
    expect(posts).toEqual([
      "10-30T18:00 dan: Autumn: “1. Offer",
      "10-31T00:00 #: Autumn: 24 hours to go. 0 of 1 steps done",
      "10-31T12:00 #: Autumn: 12 hours to go. 0 of 1 steps done",
      "10-31T18:00 dan: Autumn: “1. Offer",
      "10-31T23:00 #: Autumn: 1 hour to go. 0 of 1 steps done",
      "11-01T00:00 #: Autumn: It has begun. 0 of 1 steps done",
      "11-01T01:00 #: Autumn: €20.00",
      "11-01T02:00 lea: Autumn: “1. Offer",
      "11-01T13:00 #: Autumn has reached 25% of its target: €260.00 after 13 of 48 hours.",
      "11-02T01:00 #: Autumn: €500.00",
      "11-02T01:00 #: Autumn has reached 50% of its target: €500.00 after 25 of 48 hours.",
      "11-02T14:00 #: Autumn has reached 75% of its target: €760.00 after 38 of 48 hours.",
      "11-03T00:00 #: Autumn: It is over. 0 of 1 steps done",
      "11-03T10:00 #: Autumn",
    ]);
    // An edit an hour: of 48 hours, but for the two whose cards were posted.
    expect(team.heard.filter(({ kind }) => kind === "edit")).toHaveLength(46);
    await team.close();
  });
});

/** `shopbell doctor` as a process on a store with a history, and its look at the store alone. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine } from "../../src/adapters/prisma/engine.ts";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { sql } from "../../src/adapters/prisma/sql.ts";
import { parseStoreUrl } from "../../src/adapters/prisma/store-url.ts";
import { examineStore, usualGapDays } from "../../src/cli/doctor-store.ts";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { Finding } from "../../src/ports/finding.ts";
import type { Store } from "../../src/ports/stores.ts";
import { DAY_MS, post } from "../contracts/outbox-fixture.ts";
import { line, must, SHOP } from "../contracts/store-fixture.ts";
import { startDiscordEmulator } from "../emulators/discord/index.ts";
import { startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

const NOW_MS = Date.parse("2026-04-01T12:00:00Z");

let folder = "";
let url = "";
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-doctor-"));
  url = `file:${join(folder, "shop.db")}`;
  await migrateStore(url);
  store = await openStore({ url, role: "tool" });
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function subscribe(id: string, place: Place, state: "active" | "paused" = "active") {
  return store.subscriptions.add({
    ...{ id, place, state, schedule: { type: "daily", at: { hour: 9, minute: 0 }, weekdays: [1] }, zone: null },
    ...{ shopIds: [SHOP.id], locale: "en", sections: [], waitMs: 0, ownerUserId: "U1", sinceMs: 0, createdAtMs: 0 },
  });
}

function importOn(day: string, source: string) {
  return store.facts.importFacts(
    { shopId: SHOP.id, source, origin: "test", startedAtMs: Date.parse(`${day}T08:00:00Z`), throughMs: Date.parse(`${day}T00:00:00Z`) },
    (writer) => writer.putOrderLines([line(`${source} ${day}`, { at: `${day}T00:00:00Z` })]),
  );
}

function doctor(env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const args = [resolve("node_modules/tsx/dist/cli.mjs"), resolve("src/main.ts"), "doctor", "--json"];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH, DATABASE_URL: url, ...env } });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) => done({ code, out, err }));
  });
}

describe("doctor on the store", () => {
  it("calls a feed silent by its own habit: a weekly one may wait longer than a daily one", async () => {
    await store.shops.add(SHOP);
    for (const day of ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22"]) await importOn(day, "weekly");
    for (const day of ["2026-03-19", "2026-03-20", "2026-03-21", "2026-03-22"]) await importOn(day, "daily");
    const { findings } = await examineStore(url, NOW_MS);
    const feeds = findings.filter(({ check }) => check === "shop lamps");
    expect(feeds.find(({ found }) => found.startsWith("weekly"))?.state).toBe("ok");
    expect(feeds.find(({ found }) => found.startsWith("daily"))).toMatchObject({
      state: "warning",
      found: expect.stringContaining("silent for 10 days, usually news every day"),
      next: expect.stringContaining("daily"),
    });
    const later = await examineStore(url, NOW_MS + 14 * DAY_MS);
    expect(later.findings.find(({ found }) => found.startsWith("weekly"))).toMatchObject({
      state: "warning",
      found: expect.stringContaining("usually news every 7 days"),
    });
  });

  it("takes the middle gap for usual, and a day where there were too few to tell", () => {
    expect([usualGapDays([]), usualGapDays([5]), usualGapDays([0, 1, 2, 30]), usualGapDays([0, 7, 14])]).toEqual([1, 1, 1, 7]);
  });

  it("names migrations that are pending", async () => {
    const engine = await openEngine(parseStoreUrl(url));
    const transaction = await engine.begin("write");
    const [newest] = await transaction.query(sql`SELECT migration_name FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1`);
    await transaction.execute(sql`DELETE FROM _prisma_migrations WHERE migration_name = ${newest?.migration_name}`);
    await transaction.commit();
    await engine.close();
    const { findings } = await examineStore(url, NOW_MS);
    expect(findings).toMatchObject(
      [{ check: "store", state: "fault", found: `SQLite, 1 migration pending: ${newest?.migration_name}`, next: /migrate/ }].map(
        (each) => ({ ...each, next: expect.stringMatching(each.next) }),
      ),
    );
  });

  it("says what failed within a week with its reason, and what is overdue", async () => {
    const claim = { nowMs: NOW_MS, leaseMs: 1_000, worker: "w", except: [] };
    await store.outbox.put([post("a", { notBeforeMs: NOW_MS, staleAfterMs: NOW_MS + DAY_MS })], NOW_MS);
    const claimed = must(await store.outbox.claim(claim));
    await store.outbox.settle(claimed, { type: "failed", reason: "is_archived", detail: "The channel is archived.", notice: null }, NOW_MS);
    await store.outbox.put([post("b", { notBeforeMs: NOW_MS, staleAfterMs: NOW_MS + DAY_MS })], NOW_MS);
    const posts = async (nowMs: number) => (await examineStore(url, nowMs)).findings.filter(({ check }) => check === "posts");
    expect(await posts(NOW_MS + 3_600_000)).toEqual([
      { check: "posts", state: "warning", found: "1 post due and not sent, the oldest since 2026-04-01T12:00Z", next: expect.any(String) },
      {
        ...{ check: "posts", state: "warning", found: "“text of a” to slack/T1/C1 failed at 2026-04-01T12:00Z" },
        next: "The channel is archived.",
      },
    ]);
    expect((await posts(NOW_MS + 8 * DAY_MS)).map(({ found }) => found)).toEqual([expect.stringContaining("due and not sent")]);
  });

  it("gives each place of active subscriptions once", async () => {
    const place: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };
    await subscribe("a", place);
    await subscribe("b", place);
    await subscribe("c", { ...place, channel: "C2" }, "paused");
    await subscribe("d", { ...place, channel: "C3" });
    expect((await examineStore(url, NOW_MS)).places.map(({ channel }) => channel)).toEqual(["C1", "C3"]);
  });
});

describe("shopbell doctor", () => {
  it("asks both platforms about the channels that subscriptions post to, and exits with 1 for a fault", async () => {
    const [slack, discord] = await Promise.all([startSlackEmulator(), startDiscordEmulator()]);
    try {
      await subscribe("a", { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: null });
      await subscribe("b", { platform: "slack", workspace: "T0SHOP", channel: "C0OTHER", thread: null });
      const env = {
        ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
        ...{ DISCORD_TOKEN: "hush", DISCORD_API_URL: discord.apiUrl },
      };
      const { code, out, err } = await doctor(env);
      expect({ code, err }).toEqual({ code: 1, err: "" });
      expect(`${out}${err}`).not.toMatch(/xoxb-|xapp-e|hush/);
      const findings = JSON.parse(out) as Finding[];
      expect(findings.filter(({ state }) => state === "fault").map(({ check }) => check)).toEqual([
        "slack channel C0OTHER",
        "discord token",
      ]);
      expect(findings.find(({ check }) => check === "slack channel C0SALES")?.state).toBe("ok");
    } finally {
      await Promise.all([slack.close(), discord.close()]);
    }
  });

  it("exits with 0 where no platform is on and nothing fails", async () => {
    const { code, out } = await doctor({});
    expect(code).toBe(0);
    expect((JSON.parse(out) as Finding[]).find(({ check }) => check === "slack")?.found).toMatch(/^off/);
  });
});

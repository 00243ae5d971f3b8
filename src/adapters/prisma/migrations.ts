/** The migrations of one engine, read from prisma/: the same depth from src/ and from dist/. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";

export interface Migration {
  readonly name: string;
  readonly script: string;
  /** SHA-256 in hex, as `prisma migrate` records it. */
  readonly checksum: string;
}

const PRISMA_FOLDER = new URL("../../../prisma/", import.meta.url);

/** In the order they apply: by name, which begins with a timestamp. */
export async function readMigrations(engine: "sqlite" | "postgresql"): Promise<readonly Migration[]> {
  const folder = new URL(`${engine}/migrations/`, PRISMA_FOLDER);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(new URL(`${name}/migration.sql`, folder), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    }),
  );
}

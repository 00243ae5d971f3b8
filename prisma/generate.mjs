/**
 * Generates the Prisma clients of both engines into src/adapters/prisma/generated. Does nothing where they are up to
 * date, and needs no network.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { composeSchema, ENGINES } from "./compose-schema.mjs";

const require = createRequire(import.meta.url);
const output = new URL("../src/adapters/prisma/generated/", import.meta.url);
const stamp = new URL("up-to-date", output);

const schemas = ENGINES.map((engine) => ({ engine, schema: composeSchema(engine) }));
const version = require("prisma/package.json").version;
const wanted = createHash("sha256")
  .update(JSON.stringify([version, schemas]))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  for (const { engine, schema } of schemas) {
    const file = new URL(`${engine}.prisma`, output);
    writeFileSync(file, schema);
    generate(fileURLToPath(file));
  }
  writeFileSync(stamp, wanted);
}

/** @param {string} schemaPath */
function generate(schemaPath) {
  // Prisma looks for its schema engine on the network at every start, though generating does not use it: any file
  // that exists keeps it quiet.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const prisma = require.resolve("prisma/build/index.js");
  try {
    execFileSync(process.execPath, [prisma, "generate", "--schema", schemaPath, "--no-hints"], { env, stdio: "pipe" });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}`);
    throw new Error(`Prisma could not generate the client for ${schemaPath}; its words are above.`, { cause: error });
  }
}

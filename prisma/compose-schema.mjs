/** The whole Prisma schema of one engine: its header in front of the models that both share. */
import { readFileSync } from "node:fs";

export const ENGINES = /** @type {const} */ (["sqlite", "postgresql"]);

/** @param {"sqlite" | "postgresql"} engine */
export function composeSchema(engine) {
  const models = readFileSync(new URL("models.prisma", import.meta.url), "utf8");
  return `generator client {
  provider            = "prisma-client"
  output              = "./${engine}"
  moduleFormat        = "esm"
  generatedFileExtension = "ts"
  importFileExtension = "ts"
}

datasource db {
  provider = "${engine}"
}

${models}`;
}

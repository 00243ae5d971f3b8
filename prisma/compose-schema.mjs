/** The whole Prisma schema of one engine: its header in front of the models that both share. */
import { readFileSync } from "node:fs";

export const ENGINES = /** @type {const} */ (["sqlite", "postgresql"]);

/**
 * The small query compiler: every statement is written out, there is nothing to compile fast. It takes some 60 MB less of
 * an idle bot than the other, and answers take as long.
 *
 * @param {"sqlite" | "postgresql"} engine
 */
export function composeSchema(engine) {
  const models = readFileSync(new URL("models.prisma", import.meta.url), "utf8");
  return `generator client {
  provider            = "prisma-client"
  output              = "./${engine}"
  moduleFormat        = "esm"
  generatedFileExtension = "ts"
  importFileExtension = "ts"
  compilerBuild       = "small"
}

datasource db {
  provider = "${engine}"
}

${models}`;
}

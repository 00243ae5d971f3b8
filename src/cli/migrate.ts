/** `shopbell migrate`: applies pending migrations and says which. */
import { countOf, printJson, requireConfig } from "./context.ts";
import type { Configure } from "./index.ts";

export const configure: Configure = (command, terminal) => {
  command.option("--json", "print what was applied as JSON").action(async (options: { json?: boolean }) => {
    const { databaseUrl } = requireConfig();
    const { migrateStore } = await import("../adapters/prisma/migrate.ts");
    const { applied } = await migrateStore(databaseUrl);
    if (options.json) return printJson(terminal, { applied });
    if (applied.length === 0) return terminal.out("The store is up to date.\n");
    terminal.out(`Applied ${countOf(applied.length, "migration")}:\n${applied.map((name) => `  ${name}\n`).join("")}`);
  });
};

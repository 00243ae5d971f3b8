import { expect, it } from "vitest";
import { requirePostgresqlVersion } from "../../../src/adapters/prisma/require-postgresql-version.ts";

const serverOf = (version: string) => ({ query: async () => [{ version }] });

it("refuses a server older than PostgreSQL 14, and says what to do", async () => {
  await expect(requirePostgresqlVersion(serverOf("130018"), "db.example:5432/shopbell")).rejects.toMatchObject({
    name: "StoreError",
    code: "unreachable",
    message:
      "PostgreSQL at db.example:5432/shopbell is version 13; Shopbell needs 14 or newer. Upgrade that server, or point DATABASE_URL at a newer one.",
  });
});

it("takes PostgreSQL 14 and newer", async () => {
  for (const version of ["140000", "180004"]) {
    await expect(requirePostgresqlVersion(serverOf(version), "db.example:5432/shopbell")).resolves.toBeUndefined();
  }
});

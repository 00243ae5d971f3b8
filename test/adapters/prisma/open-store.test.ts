import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { migrateStore } from "../../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../../src/adapters/prisma/open-store.ts";
import type { FactWriter, Store } from "../../../src/ports/stores.ts";
import { importInto, line, query, SHOP } from "../../contracts/store-fixture.ts";
import { dumpStore } from "./open-test-store.ts";

const folder = mkdtempSync(join(tmpdir(), "shopbell-open-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
async function newStore(): Promise<string> {
  files += 1;
  const url = `file:${folder}/${files}.db`;
  await migrateStore(url);
  return url;
}

/** A process of its own that says "ready" on its way; see child-store.ts. */
async function startChild(task: "serve" | "import-and-hang", url: string): Promise<ChildProcess> {
  const child = fork(new URL("child-store.ts", import.meta.url), [task, url], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

const orders = async (writer: FactWriter): Promise<void> => {
  for (const id of ["1", "2", "3"]) await writer.putOrderLines([line(id, { customer: `c${id}` })]);
};

async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ url, role: "tool" });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe("a second bot on the same SQLite file", () => {
  it("is told which process holds it and what to do, while tools may work beside it", async () => {
    const url = await newStore();
    const child = await startChild("serve", url);
    const refused = openStore({ url, role: "server" });
    await expect(refused).rejects.toMatchObject({ name: "StoreError", code: "in-use" });
    await expect(refused).rejects.toThrow(
      new RegExp(`in use by Shopbell process ${child.pid} \\(since .* UTC\\)\\. Stop that process first; .*PostgreSQL`),
    );
    await withStore(url, (store) => store.shops.add(SHOP));
    await kill(child);
    const store = await openStore({ url, role: "server" });
    expect(await store.shops.list()).toEqual([SHOP]);
    await store.close();
  });

  it("may start once the first has closed", async () => {
    const url = await newStore();
    const first = await openStore({ url, role: "server" });
    await expect(openStore({ url, role: "server" })).rejects.toMatchObject({ code: "in-use" });
    await first.close();
    const second = await openStore({ url, role: "server" });
    await expect(second.ping()).resolves.toBeUndefined();
    await second.close();
  });
});

describe("an import killed in the middle", () => {
  it("leaves nothing behind, and run again ends where it would have", async () => {
    const [calm, killed] = [await newStore(), await newStore()];
    for (const url of [calm, killed]) await withStore(url, (store) => store.shops.add(SHOP));
    await withStore(calm, (store) => importInto(store, orders));
    const before = await dumpStore(killed);
    await kill(await startChild("import-and-hang", killed));
    expect(await dumpStore(killed)).toEqual(before);
    await withStore(killed, (store) => importInto(store, orders));
    expect(await dumpStore(killed)).toEqual(await dumpStore(calm));
  });

  it("does not show what it has written to anybody before it is done, and others write after it", async () => {
    const url = await newStore();
    await withStore(url, async (store) => {
      await store.shops.add(SHOP);
      let kept: Promise<void> | null = null;
      await importInto(store, async (writer) => {
        await orders(writer);
        expect(await store.measures.measures(query())).toEqual([]);
        kept = store.words.keep("t", "sales yesterday");
      });
      await kept;
      expect(await store.words.find("t")).toBe("sales yesterday");
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { orders: 3 } }]);
    });
  });
});

describe("a store that cannot be opened", () => {
  it("says so in words, without the password", async () => {
    const deaf = createServer().listen(0, "127.0.0.1");
    await once(deaf, "listening");
    const address = deaf.address();
    const port = typeof address === "object" && address ? address.port : 0;
    deaf.close();
    const refused = openStore({ url: `postgresql://me:hunter2@127.0.0.1:${port}/shop`, role: "server" });
    await expect(refused).rejects.toMatchObject({ name: "StoreError", code: "unreachable" });
    await expect(refused).rejects.toThrow(`PostgreSQL at 127.0.0.1:${port}/shop cannot be reached.`);
    await refused.catch((error: unknown) => expect(String(error)).not.toContain("hunter2"));
  });

  it("names a file that is no SQLite file, a folder that is a file, and an address that is neither", async () => {
    writeFileSync(`${folder}/notes.txt`, "not a database, but long enough to look like one ".repeat(40));
    await expect(openStore({ url: `file:${folder}/notes.txt`, role: "tool" })).rejects.toThrow(/is not an SQLite file/);
    await expect(openStore({ url: `file:${folder}/notes.txt/x.db`, role: "tool" })).rejects.toMatchObject({
      name: "StoreError",
      code: "unreachable",
    });
    for (const url of ["", "file:", "mysql://x", "postgresql://[", "shop.db"]) {
      await expect(openStore({ url, role: "tool" }), url).rejects.toThrow(/DATABASE_URL is neither/);
    }
  });
});

/** What most commands begin with: the configuration, and a store that is closed again whatever happens. */
import type { Config } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Shop } from "../core/shop.ts";
import { describeUnknownShop } from "../intake/unknown-shop.ts";
import type { Log } from "../ports/log.ts";
import type { ShopStore, Store } from "../ports/stores.ts";
import { InputError } from "./errors.ts";

/** Throws `InputError` with every problem of the environment. */
export function requireConfig(): Config {
  const result = loadConfig();
  if (result.ok) return result.config;
  const { problems } = result;
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  throw new InputError(
    `the configuration has ${count}`,
    problems.map(({ variable, problem }) => `${variable}: ${problem}`),
  );
}

/** Migrates and opens the store beside a running bot, and closes it after the work. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const [{ migrateStore }, { openStore }] = await Promise.all([
    import("../adapters/prisma/migrate.ts"),
    import("../adapters/prisma/open-store.ts"),
  ]);
  await migrateStore(config.databaseUrl);
  const store = await openStore({ url: config.databaseUrl, role: "tool" });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The shop of that id, or, where none is given, the only one there is. */
export async function requireShop(shops: ShopStore, id: string | undefined): Promise<Shop> {
  const known = await shops.list();
  const ids = known.map((shop) => shop.id);
  if (id !== undefined) {
    const shop = known.find((candidate) => candidate.id === id);
    if (shop) return shop;
    throw new InputError(describeUnknownShop(id, ids));
  }
  const [only, ...others] = known;
  if (only && others.length === 0) return only;
  if (!only) throw new InputError(describeUnknownShop("", ids));
  throw new InputError(`say which shop: --shop <id> (shops: ${ids.join(", ")})`);
}

/** One-shot commands say what matters themselves. */
export const SILENT_LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export function printJson(terminal: { out(text: string): void }, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/** "1,234 orders", "1 order". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? singular : plural}`;
}

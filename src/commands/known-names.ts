/** The names in use in a shop, kept for a minute: they complete, correct and may be said bare. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Filter } from "../core/questions/question.ts";
import type { MeasureStore } from "../ports/stores.ts";

export type KnownNames = Readonly<Partial<Record<Filter["dimension"], readonly string[]>>>;

/** How many of each are kept: enough to complete what is usual, few enough to read past in a millisecond. */
const MOST_NAMES = { channel: 50, country: 100, device: 20, category: 100, product: 200 } as const;

const KEPT_MS = 60_000;

export type NameLookup = (shopId: string, nowMs: EpochMs) => Promise<KnownNames>;

export function createNameLookup(store: MeasureStore): NameLookup {
  const kept = new Map<string, { readonly names: Promise<KnownNames>; readonly atMs: EpochMs }>();
  return (shopId, nowMs) => {
    const known = kept.get(shopId);
    if (known !== undefined && Math.abs(nowMs - known.atMs) < KEPT_MS) return known.names;
    const names = readNames(store, shopId);
    kept.set(shopId, { names, atMs: nowMs });
    // A failed read is not kept: the next question tries again.
    names.catch(() => kept.delete(shopId));
    return names;
  };
}

async function readNames(store: MeasureStore, shopId: string): Promise<KnownNames> {
  const [channel, country, device, category, product] = await Promise.all([
    store.names(shopId, "channel", MOST_NAMES.channel),
    store.names(shopId, "country", MOST_NAMES.country),
    store.names(shopId, "device", MOST_NAMES.device),
    store.names(shopId, "category", MOST_NAMES.category),
    store.names(shopId, "product", MOST_NAMES.product),
  ]);
  return { channel, country, device, category, product, segment: ["new", "returning", "guest"] };
}

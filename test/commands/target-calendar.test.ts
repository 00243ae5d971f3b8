import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../src/core/messages/message.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { importInto, line, SHOP } from "../contracts/store-fixture.ts";
import { day } from "../core/calendar/zones.ts";
import { openViewShop, type ViewShop } from "./view-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");
const DAY_MS = 86_400_000;

let shop: ViewShop;

/** One order of 100.00 a day, up to this morning. */
beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
  await shop.store.shops.add(SHOP);
  await importDays(0, 200);
});

afterEach(() => shop.close());

async function importDays(from: number, count: number): Promise<void> {
  await importInto(shop.store, ({ putOrderLines }) =>
    putOrderLines(
      Array.from({ length: count }, (_, index) => {
        const at = new Date(NOW_MS - (from + index) * DAY_MS - 3_600_000).toISOString();
        return line(`o${from + index}`, { at, gross: 10_000 });
      }),
    ),
  );
}

interface Standing {
  readonly value: string | null;
  readonly target: { readonly toDate: string; readonly forecast: { readonly value: string } | null };
}

const standingOf = (message: Message): Standing => JSON.parse(JSON.stringify(message.data));
const endOfMonth = async () => Number(standingOf(await shop.ask("sales this month vs target")).target.forecast?.value);

async function plan(id: string, from: string, to: string): Promise<void> {
  const phases = [phase("main", from, `${to} 24:00`)];
  await shop.store.campaigns.add(campaign({ id, name: "Sale", shopIds: [SHOP.id], channels: [], targets: {}, phases }));
}

describe("a target's forecast", () => {
  it("counts on a planned campaign, and on less of it where the last one of its name brought nothing", async () => {
    await shop.ask("target set sales 2026-03 4,650");
    expect(await endOfMonth()).toBe(3_100);
    await plan("next", "2026-03-24", "2026-03-26");
    const hoped = await endOfMonth();
    expect(hoped).toBeGreaterThan(3_100);
    await plan("last", "2026-01-12", "2026-01-14");
    expect(await endOfMonth()).toBeLessThan(hoped);
  });

  it("counts on less on a holiday that somebody imported", async () => {
    await shop.ask("target set sales 2026-03 4,650");
    await shop.store.holidays.put([{ day: day("2026-03-30"), name: "Spring", of: { type: "shop", shopId: SHOP.id } }]);
    expect(await endOfMonth()).toBeLessThan(3_100);
  });

  it("is not made of days that are over: what came in stands there, and the whole target beside it", async () => {
    await shop.ask("target set sales 2026-03 4,650");
    shop.clock.nowMs = Date.parse("2026-04-01T07:00:00Z");
    await importDays(-15, 15);
    const message = await shop.ask("sales 2026-03 vs target");
    expect(standingOf(message)).toMatchObject({ value: "3100.00", target: { toDate: "4650.00", forecast: null } });
    expect(JSON.stringify(message.blocks)).not.toMatch(/By the end|left need|last day/);
  });
});

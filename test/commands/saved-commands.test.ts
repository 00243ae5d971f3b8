import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../src/core/messages/message.ts";
import { importInto, line, must, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, smallPrintOf, type ViewShop } from "./view-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");
const DAY_MS = 86_400_000;
const PLACE = { platform: "console", workspace: "direct", channel: "c", thread: null } as const;

let shop: ViewShop;

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
  await shop.store.shops.add(SHOP);
  await sell("o1", "2026-03-16T10:00:00Z", 5_000);
  await sell("o2", "2026-03-15T10:00:00Z", 3_000);
});

afterEach(() => shop.close());

async function sell(id: string, at: string, gross: number): Promise<void> {
  await importInto(shop.store, ({ putOrderLines }) => putOrderLines([line(id, { at, gross })]));
}

const textOf = ({ blocks }: Message): string => JSON.stringify(blocks);
const pressed = async (message: Message, label: string): Promise<Message> =>
  shop.ask(must(message.actions.find((action) => action.label === label)).words);

describe("saved questions", () => {
  it("are named after being asked, asked by name, listed and taken back", async () => {
    await shop.ask("sales yesterday by channel");
    const saved = await shop.ask('shopbell save "Yesterday’s channels"');
    expect(saved.summary).toBe("Saved “Yesterday’s channels”: sales yesterday by channel");
    expect((await pressed(saved, "Ask")).data).toMatchObject({ question: "sales yesterday by channel", value: "50.00" });
    expect((await shop.ask("shopbell ask yesterday’s CHANNELS")).data).toMatchObject({ value: "50.00" });
    expect((await shop.ask("shopbell saved")).data).toEqual({
      saved: [{ name: "Yesterday’s channels", question: "sales yesterday by channel", pinned: false }],
    });
    await pressed(saved, "Undo");
    expect((await shop.ask("shopbell saved")).summary).toBe("0 saved questions");
    expect((await shop.ask("shopbell ask yesterday’s channels")).kind).toBe("problem");
  });

  it("are said together with their name, in either language, and replace one another with Undo", async () => {
    await shop.ask('shopbell save "weekend" conversion last weekend');
    const replaced = await shop.ask("shopbell 收藏 “Weekend” 订单 上周末");
    expect(replaced.summary).toBe("已收藏“Weekend”：订单 上周末（原为：conversion last weekend）");
    await pressed(replaced, "撤销");
    expect((await shop.ask("shopbell ask weekend")).data).toMatchObject({ metric: "conversion" });
    const forgotten = await shop.ask("shopbell forget weekend");
    expect(forgotten.summary).toBe("Forgotten: “weekend”, conversion last weekend");
    expect((await pressed(forgotten, "Undo")).summary).toContain("Saved “weekend”");
  });

  it("are saved by the button under an answer, under their own words", async () => {
    const saved = await pressed(await shop.ask("orders yesterday"), "Save");
    expect(saved.summary).toBe("Saved “orders yesterday”: orders yesterday");
  });

  it("may be a why or a view, which no report can hold as one number", async () => {
    const saved = await shop.ask('shopbell save "what happened" why sales last week');
    expect(saved.summary).toBe("Saved “what happened”: why sales last week");
    expect((await pressed(saved, "Ask")).summary).toContain("Why, Net sales");
    expect((await shop.ask("shopbell pin what happened")).summary).toContain("is more than one number");
    const view = await pressed(await shop.ask("客户 留存"), "收藏");
    expect(view.summary).toBe("已收藏“客户 留存 最近28天”：客户 留存 最近28天");
    expect((await shop.ask("shopbell ask 客户 留存 最近28天")).data).toHaveProperty("cohorts");
    expect((await shop.ask('shopbell save "x" shopbell forget weekend')).kind).toBe("problem");
  });

  it("are not made of nothing", async () => {
    expect((await shop.ask('shopbell save "weekend"')).summary).toContain("There is no question to save");
    expect((await shop.ask('shopbell save "weekend" the weather')).kind).toBe("problem");
  });

  it("stand in the channel's reports once pinned, as of the report's last day", async () => {
    await shop.ask('shopbell save "All orders" orders yesterday');
    const pinned = await shop.ask('shopbell pin "all orders"');
    expect(pinned.summary).toContain("This channel has no report yet");
    expect(textOf(await shop.ask("report"))).toContain('{"label":"All orders","value":"1"');
    expect(textOf(await shop.ask("report 2026-03-10"))).toContain('{"label":"All orders","value":"–"');
    await shop.ask("shopbell subscribe daily at 09:00");
    expect((await shop.ask("shopbell pin all orders")).summary).toBe("Pinned: “All orders” is answered in this channel's reports.");
    await shop.ask("shopbell sections 1 chart");
    expect((await shop.ask("shopbell 置顶 all orders")).summary).toContain("报告 1 尚未包含“收藏”版块");
    await shop.ask("shopbell unpin all orders");
    expect(textOf(await shop.ask("report"))).not.toContain("All orders");
    expect((await shop.ask("shopbell unpin all orders")).kind).toBe("problem");
  });
});

describe("an answer's id", () => {
  it("stands under the answer and brings it again, saying whether anything was restated", async () => {
    const first = await shop.ask("sales yesterday");
    const id = must(/shopbell answer (\S+)/.exec(smallPrintOf(first))?.[1]);
    expect(first.data).toMatchObject({ id });
    expect(textOf(await shop.ask(`shopbell answer ${id}`))).toContain("Nothing has changed since.");
    await sell("o3", "2026-03-16T11:00:00Z", 1_000);
    const again = await shop.ask(`shopbell answer ${id}`);
    expect(again.data).toMatchObject({ id, value: "60.00", restated: true });
    expect(textOf(again)).toContain("Figures have been restated since. It said then: Net sales, Lamps & more 灯, Mon 16 Mar 2026: €50.00");
  });

  it.each([
    ["why sales yesterday", "why sales yesterday"],
    ["/why 销售额 昨天", "why 销售额 昨天"],
    ["customers", "customers ladder last 28 days"],
    ["客户 流失", "客户 流失 最近28天"],
    ["customers cohorts", "customers cohorts last 28 days"],
    ["channels", "channels yesterday"],
    ["渠道 上周", "渠道 上周"],
    ["shops", "shops yesterday"],
    ["products", "products last 7 days"],
    ["products together", "products together last 28 days"],
    ["products with Lamp", 'products with "Lamp" last 90 days'],
    ["商品 上升", "商品 上升 最近7天"],
    ["profit last week", "profit last week"],
    ["target list", "target list"],
    ["report weekly", "report last week"],
  ])("stands under %s, which is asked again as of then, and says the same", async (words, again) => {
    const first = await shop.ask(words);
    const [asking = "", id] = must(/shopbell (?:answer|回答) (\S+)/.exec(smallPrintOf(first)));
    expect(first.data).toMatchObject({ id });
    expect(await shop.store.answers.find(must(id))).toMatchObject({ again, answeredAtMs: NOW_MS });
    shop.clock.nowMs += 20 * DAY_MS;
    const replayed = await shop.ask(asking);
    expect(replayed.data).toEqual({ ...first.data, asOf: "2026-03-17T11:00:00.000Z", restated: false });
    expect(replayed.summary).toBe(first.summary);
    expect(smallPrintOf(replayed)).toContain(asking);
  });

  it("asks as of then: yesterday is the day before the answer, not before now", async () => {
    const record = {
      place: PLACE,
      userId: "u",
      question: "销售额 昨天",
      again: "销售额 昨天",
      summary: "?",
      answeredAtMs: NOW_MS - DAY_MS,
    };
    await shop.store.answers.record({ ...record, id: "then" });
    const again = await shop.ask("shopbell answer then");
    expect(again.data).toMatchObject({ period: { from: "2026-03-15" }, value: "30.00", asOf: "2026-03-16T11:00:00.000Z" });
    expect(again.locale).toBe("en");
    expect((await shop.store.answers.find("then"))?.answeredAtMs).toBe(record.answeredAtMs);
  });

  it("is none of another workspace's business", async () => {
    const place = { ...PLACE, platform: "slack", workspace: "T9" } as const;
    await shop.store.answers.record({
      id: "other",
      place,
      userId: "u",
      question: null,
      again: "customers",
      summary: "",
      answeredAtMs: NOW_MS,
    });
    expect((await shop.ask("shopbell answer other")).summary).toContain("There is no answer “other” here.");
    expect((await shop.ask("shopbell save answer other")).kind).toBe("problem");
  });
});

import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Campaign, mainSpan, phaseSpan } from "../../../src/core/campaigns/campaign.ts";
import type { Shop } from "../../../src/core/shop.ts";
import { importCampaigns } from "../../../src/intake/campaigns/import-campaigns.ts";
import { IntakeError } from "../../../src/intake/intake-error.ts";
import type { CampaignStore } from "../../../src/ports/campaigns.ts";
import { must, SHOP, zone } from "../../contracts/store-fixture.ts";

const SHOPS: readonly Shop[] = [SHOP, { ...SHOP, id: "ny", name: "New York", zone: zone("America/New_York") }];

function memoryStore(): CampaignStore & { readonly kept: Campaign[] } {
  const kept: Campaign[] = [];
  return {
    kept,
    add: async (campaign) => void kept.push(campaign),
    update: async (campaign) => {
      const next = { ...campaign, version: campaign.version + 1 };
      kept[kept.findIndex(({ id }) => id === campaign.id)] = next;
      return next;
    },
    find: async (id) => kept.find((each) => each.id === id) ?? null,
    list: async () => [...kept],
  };
}

function read(name: string, text: string, store = memoryStore(), shops = SHOPS) {
  const file = {
    name,
    open: async function* () {
      yield Buffer.from(text);
    },
  };
  return importCampaigns({ file, shops, store, nowMs: 0, isReachable: async ({ userId }) => userId !== "U0GONE", dryRun: false });
}

async function mistakesOf(name: string, text: string): Promise<readonly string[]> {
  const store = memoryStore();
  const error: unknown = await read(name, text, store).catch((cause: unknown) => cause);
  expect(store.kept).toEqual([]);
  if (!(error instanceof IntakeError)) throw new Error("the file was taken");
  return error.details;
}

const WHOLE = `
name: Double 11
shops: [lamps, ny]
channels: [web, email]
phases:
  preparation: { start: 2026-10-12, end: 2026-10-24 }
  warm-up: { start: 2026-10-25, end: 2026-10-31 }
  main: { start: 2026-11-01 20:00, end: 2026-11-11 24:00 }
targets: { sales: 120000, orders: "3,000", conversion: 3.2% }
curve: [3, 2, 1]
budget: 8000.50
countdown: [T-30d, 12h, start]
`;

describe("a campaign file", () => {
  it("is taken from YAML with phases, targets in minor units, curve and countdown", async () => {
    const store = memoryStore();
    expect(await read("plan.yaml", WHOLE, store)).toEqual({ added: 1, changed: 0, unchanged: 0 });
    const [campaign] = store.kept;
    expect(campaign).toMatchObject({
      name: "Double 11",
      shopIds: ["lamps", "ny"],
      targets: { sales: 12_000_000, orders: 3000, conversion: 0.032 },
      curve: { type: "table", weights: [3, 2, 1] },
      budgetMinor: 800_050,
      countdown: ["30d", "12h", "start"],
    });
  });

  it("begins by each shop's own clock, and a phase over a clock change is as long as it is", async () => {
    const store = memoryStore();
    await read("plan.yaml", WHOLE, store);
    const campaign = must(store.kept[0]);
    expect(new Date(mainSpan(campaign, SHOP.zone).fromMs).toISOString()).toBe("2026-11-01T19:00:00.000Z");
    expect(new Date(mainSpan(campaign, zone("America/New_York")).fromMs).toISOString()).toBe("2026-11-02T01:00:00.000Z");
    const warmUp = must(phaseSpan(campaign, "warm-up", SHOP.zone));
    // The clocks go back on 25 October: seven days are 169 hours.
    expect((warmUp.toMs - warmUp.fromMs) / 3_600_000).toBe(169);
  });

  it("changes nothing when it is read again, and moves what it plans otherwise", async () => {
    const store = memoryStore();
    await read("plan.yaml", WHOLE, store);
    const known = must(store.kept[0]);
    store.kept[0] = { ...known, owner: { platform: "slack", workspace: "T1", userId: "U1", name: "Li" } };
    expect(await read("plan.yaml", WHOLE, store)).toEqual({ added: 0, changed: 0, unchanged: 1 });
    const moved = WHOLE.replace("2026-11-01 20:00", "2026-11-02 20:00");
    expect(await read("plan.yaml", moved, store)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(store.kept).toHaveLength(1);
    expect(store.kept[0]).toMatchObject({ id: known.id, owner: { userId: "U1", name: "Li" }, version: 2 });
  });

  it("is refused whole, with every mistake of every campaign and its line", async () => {
    const text = `campaigns:
  - name: Double 11
    shop: lmps
    start: 2026-11-11
    end: 2026-11-01
    targts: { sales: 5 }
  - shop: ny
    start: tomorrow
    targets: { sales: "1,234", conversion: 320%, orders: many, clicks: 5 }
    curve: [1, -2, x]
    countdown: [30d, soon]
  - name: Launch
    shop: lamps
    phases: { mian: { start: 2026-01-01, end: 2026-01-02 } }
    budget: [1, 2]
`;
    const mistakes = await mistakesOf("plan.yaml", text);
    const expected: readonly (readonly [number, string])[] = [
      [3, 'there is no shop "lmps"; did you mean lamps?'],
      [6, "is no field here; did you mean targets?"],
      [7, "has no name"],
      [7, "the phase main has no end"],
      [9, "1234 or 1.234"],
      [9, "320%"],
      [9, '"many"'],
      [9, "clicks: is no target"],
      [10, '"-2"'],
      [10, '"x"'],
      [11, '"soon"'],
      [14, "did you mean main?"],
      [15, "one value"],
    ];
    for (const [line, words] of expected) {
      expect(
        mistakes.some((mistake) => mistake.startsWith(`plan.yaml:${line}:`) && mistake.includes(words)),
        `${line} ${words}\n${mistakes.join("\n")}`,
      ).toBe(true);
    }
  });

  it("says where an end is not after its start", async () => {
    const text = "name: D\nshop: lamps\nstart: 2026-11-11\nend: 2026-11-10\n";
    expect(await mistakesOf("d.yml", text)).toEqual(["d.yml:4:6 main.end: the end 2026-11-10 is not after the start 2026-11-11"]);
  });

  it("names mistakes in the order of the file, and of a phase half said the half that is wrong, too", async () => {
    expect(await mistakesOf("d.yaml", "name: D\nshop: lamps\nstart: 2026-02-30\ncolour: red\ntargets: { luck: 3 }\n")).toEqual([
      "d.yaml:1:1 campaign: the phase main has no end",
      expect.stringMatching(/^d\.yaml:3:8 main\.start: found "2026-02-30", expected a time/),
      expect.stringMatching(/^d\.yaml:4:1 colour: is no field here/),
      expect.stringMatching(/^d\.yaml:5:18 luck: is no target/),
    ]);
    expect(await mistakesOf("d.yaml", "campaigns:\n  - name: X\n   shop: lamps\n")).toEqual([
      expect.stringMatching(/^d\.yaml:3:1 file: is no YAML/),
    ]);
  });

  it("brings a run sheet, and keeps what people have signed off of it", async () => {
    const store = memoryStore();
    const sheet = (more: string) => `name: D
shop: lamps
start: 2026-11-01
end: 2026-11-11
steps:
${more}  - { title: Pages, due: T-14d 18:00, owner: design }
  - { title: Ads, due: "main end+2d", owner: ads, after: [Pages] }
`;
    await read("d.yaml", sheet(""), store);
    const known = must(store.kept[0]);
    expect(known.steps.map(({ number, title, after }) => [number, title, after])).toEqual([
      [1, "Pages", []],
      [2, "Ads", [1]],
    ]);
    const by = { platform: "slack", workspace: "T1", userId: "U1", name: "Li" } as const;
    store.kept[0] = { ...known, steps: known.steps.map((step) => (step.number === 1 ? { ...step, done: { by, atMs: 5 } } : step)) };
    await read("d.yaml", sheet("  - { title: Budget, due: T-20d }\n"), store);
    // A number is never given twice: a button of an older post still means its step.
    expect(store.kept[0]?.steps.map(({ number, title, after, done }) => [number, title, after, done?.atMs ?? null])).toEqual([
      [3, "Budget", [], null],
      [1, "Pages", [], 5],
      [2, "Ads", [1], null],
    ]);
    await read("e.yaml", "name: E\nshop: lamps\nstart: 2026-11-01\nend: 2026-11-11\nsteps: launch\n", store);
    expect(store.kept[1]?.steps).toHaveLength(9);
  });

  it("names places, the lead, and people for roles and steps; what it does not name stays", async () => {
    const store = memoryStore();
    const people = `name: D
shop: lamps
start: 2026-11-01
end: 2026-11-11
places: [slack/T0123/C0123, discord/900000000000000001/900000000000000002]
lead: Ann <@U0ANN>
roles: { ads: <@U0LI>, "客服": Omar <discord/900000000000000001/@900000000000000003> }
steps:
  - { title: Pages, due: T-14d, owner: Li <@U0LI> }
  - { title: Ads, due: T-2d, owner: ads }
`;
    await read("d.yaml", people, store);
    const place = { platform: "slack", workspace: "T0123" } as const;
    const [ann, li] = [
      { ...place, userId: "U0ANN", name: "Ann" },
      { ...place, userId: "U0LI", name: "@U0LI" },
    ];
    const omar = { platform: "discord", workspace: "900000000000000001", userId: "900000000000000003", name: "Omar" } as const;
    const planned = must(store.kept[0]);
    expect(planned).toMatchObject({
      places: [
        { ...place, channel: "C0123", thread: null },
        { platform: "discord", workspace: "900000000000000001", channel: "900000000000000002", thread: null },
      ],
      owner: ann,
      roles: { lead: ann, ads: li, 客服: omar },
    });
    expect(planned.steps.map(({ owner }) => owner)).toEqual([
      { type: "person", person: { ...li, name: "Li" } },
      { type: "role", role: "ads" },
    ]);
    await read("d.yaml", "name: D\nshop: lamps\nstart: 2026-11-01\nend: 2026-11-11\n", store);
    expect(store.kept[0]).toMatchObject({ places: planned.places, owner: ann, roles: planned.roles, steps: planned.steps });
  });

  it("is refused with every mistake of its people and places", async () => {
    const text = `name: D
shop: lamps
start: 2026-11-01
end: 2026-11-11
language: klingon
places: [slack/T0123/C0123, "#campaigns", teams/T1/C1, slack/T0123/U0123]
lead: ann
roles: { ads: "@ann", stock: <irc/x/@y>, design: <@ann> }
steps:
  - { title: Pages, due: T, owner: "@ann" }
`;
    const expected: readonly (readonly [number, string])[] = [
      [5, 'language: found "klingon", expected a language: en, zh'],
      [6, 'places: found "#campaigns", expected platform/workspace/channel by their ids, such as slack/T0123/C0123'],
      [6, 'places: found "teams/T1/C1"'],
      [6, 'places: found "slack/T0123/U0123"'],
      [7, 'lead: found "ann", expected a person by their id, such as Ann <@U0123>'],
      [8, 'ads: found "@ann"'],
      [8, "stock: knows no irc: people are on slack, discord, console"],
      [8, "design: has @ann, which is nobody's id on slack: copy the member's id from their profile"],
      [10, 'owner: found "@ann"'],
    ];
    const mistakes = await mistakesOf("d.yaml", text);
    expect(mistakes).toHaveLength(expected.length);
    for (const [line, words] of expected) {
      expect(
        mistakes.some((mistake) => mistake.startsWith(`d.yaml:${line}:`) && mistake.includes(words)),
        mistakes.join("\n"),
      ).toBe(true);
    }
    const nowhere = await mistakesOf("d.yaml", "name: D\nshop: lamps\nstart: 2026-11-01\nend: 2026-11-11\nlead: <@U0ANN>\n");
    expect(nowhere.join()).toContain("d.yaml:5:7 lead: names a person of no workspace: list the campaign's places first");
  });

  it("is refused where somebody it names is not there, wherever it names them", async () => {
    const text = `name: D
shop: lamps
start: 2026-11-01
end: 2026-11-11
places: [slack/T0123/C0123]
lead: Ann <@U0ANN>
roles: { ads: Gus <@U0GONE> }
steps:
  - { title: Pages, due: T, owner: Gus <@U0GONE> }
`;
    const gone = "Gus is not in this workspace, or cannot be written to: nobody would hear the reminders";
    expect(await mistakesOf("d.yaml", text)).toEqual([`d.yaml:7:15 ads: ${gone}`, `d.yaml:9:36 owner: ${gone}`]);
  });

  it("is refused with every mistake of its run sheet", async () => {
    const text = `name: D
shop: lamps
start: 2026-11-01
end: 2026-11-11
steps:
  - { title: Pages, due: soon, owner: design }
  - { due: T-3d }
  - { title: Ads, due: T-2d, after: [Mails] }
  - { title: Mails, due: T-1d, after: [3], owners: me }
  - { title: Last, due: T, after: [9] }
`;
    const mistakes = (await mistakesOf("d.yaml", text)).join("\n");
    for (const words of [
      'd.yaml:6:26 due: found "soon", expected a time relative to a phase',
      "d.yaml:7:5 steps: has no title",
      "d.yaml:9:5 steps: steps wait for each other in a circle: “Mails” → “Ads” → “Mails”",
      "d.yaml:9:44 owners: is no field here; did you mean owner?",
      'd.yaml:10:36 after: found "9", expected another step',
    ]) {
      expect(mistakes).toContain(words);
    }
  });

  it("that is no YAML is refused with the place", async () => {
    const mistakes = await mistakesOf("d.yaml", "name: [D\nshop: lamps\n");
    expect(mistakes[0]).toMatch(/^d\.yaml:\d+:\d+ .*is no YAML/);
  });

  it("is taken from CSV with instants in UTC, and targets where it has them", async () => {
    const store = memoryStore();
    const text =
      "shop,name,start,end,sales\nlamps,双十一,2026-10-31T23:00:00Z,2026-11-11T23:00:00Z,120000\nny,双十一,2026-11-01,2026-11-11,\n";
    expect(await read("plan.csv", text, store)).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(store.kept.map(({ targets }) => targets)).toEqual([{ sales: 12_000_000 }, {}]);
    expect(new Date(mainSpan(must(store.kept[0]), SHOP.zone).toMs).toISOString()).toBe("2026-11-11T23:00:00.000Z");
  });

  it("names every bad row of a CSV", async () => {
    const text = "shop,name,start,end\nlamps,,2026-11-01,2026-11-11\nlamp,D,2026-11-01,never\n";
    expect(await mistakesOf("plan.csv", text)).toEqual([
      "plan.csv:2:2 name: found nothing, expected a name, such as Double 11",
      'plan.csv:3:1 shop: there is no shop "lamp"; did you mean lamps?',
      'plan.csv:3:4 end: found "never", expected a time such as 2026-11-11 20:00, or a date',
    ]);
  });

  for (const size of ["small", "large"]) {
    const path = join(import.meta.dirname, "../../../../shared/data/anomaly-bench", size, "campaigns.csv");
    const isHere = existsSync(path);
    if (!isHere) console.warn(`SKIPPED: ${path} is not here, so its campaigns are not read`);
    it.skipIf(!isHere)(`of the anomaly bench (${size}) is taken whole`, async () => {
      const rows = (await readFile(path, "utf8")).trim().split("\n").slice(1);
      const shops = [...new Set(rows.map((row) => row.split(",")[0] ?? ""))].map((id) => ({ ...SHOP, id }));
      const file = { name: "campaigns.csv", open: () => createReadStream(path) };
      const counts = await importCampaigns({ file, shops, store: memoryStore(), nowMs: 0, isReachable: async () => true, dryRun: false });
      expect(counts).toEqual({ added: rows.length, changed: 0, unchanged: 0 });
    });
  }
});

/** Campaigns that say only what matters. */
import { type Campaign, DEFAULT_COUNTDOWN, type Phase, type PhaseKind } from "../../src/core/campaigns/campaign.ts";
import { parseMoment } from "../../src/core/campaigns/moment.ts";
import { must } from "./store-fixture.ts";

export function phase(kind: PhaseKind, start: string, end: string): Phase {
  return { kind, start: must(parseMoment(start, "start")), end: must(parseMoment(end, "end")) };
}

/** Double 11 of 2026 in the shop of the store fixture, eleven days of it, without steps. */
export function campaign(overrides: Partial<Campaign> = {}): Campaign {
  return {
    id: "d11-2026",
    version: 1,
    name: "Double 11",
    shopIds: ["lamps"],
    channels: [],
    phases: [phase("main", "2026-11-01", "2026-11-11")],
    targets: {},
    curve: { type: "usual" },
    budgetMinor: null,
    places: [],
    locale: "en",
    countdown: DEFAULT_COUNTDOWN,
    owner: null,
    roles: {},
    steps: [],
    notes: [],
    state: "planned",
    sinceMs: 0,
    ...overrides,
  };
}

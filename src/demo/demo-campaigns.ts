/** The demo shop's campaigns as they are planned: two years of each, and the next one with a run sheet half done. */
import { addDays, partsOf } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { businessDayOf } from "../core/calendar/zone-clock.ts";
import { type Campaign, DEFAULT_COUNTDOWN, mainSpan } from "../core/campaigns/campaign.ts";
import { parseMoment } from "../core/campaigns/moment.ts";
import { dueSteps } from "../core/campaigns/run-sheet.ts";
import { templateSteps } from "../core/campaigns/run-sheet-template.ts";
import type { Member } from "../core/place.ts";
import type { CampaignStore } from "../ports/campaigns.ts";
import { DEMO_CAMPAIGNS, type DemoCampaign } from "./campaigns.ts";
import { DEMO_SHOP } from "./demo-shop.ts";

/** Net sales, in cents: somewhat more than what the shop made of it last time. */
const TARGETS: Readonly<Record<string, number>> = { "Double 11": 4_000_000, "Black Friday": 7_000_000 };
const BUDGETS: Readonly<Record<string, number>> = { "Double 11": 250_000, "Black Friday": 500_000 };

const TEAM: Readonly<Record<string, string>> = {
  lead: "Mia",
  stock: "Jonas",
  service: "Aylin",
  design: "Noor",
  ads: "Chen",
  email: "Lena",
  tech: "Tom",
};
/** The one step that is late, so that the run sheet has something to say. */
const LATE_STEP = 4;

/** Those that are there stay as they are: people may have worked on them. */
export async function writeDemoCampaigns(store: CampaignStore, nowMs: EpochMs): Promise<void> {
  for (const campaign of demoCampaigns(nowMs)) if ((await store.find(campaign.id)) === null) await store.add(campaign);
}

/** Of the year before last on, and the ones to come. The feed of the console is where they are posted. */
function demoCampaigns(nowMs: EpochMs): readonly Campaign[] {
  const { year } = partsOf(businessDayOf(nowMs, DEMO_SHOP.zone));
  const planned = [-2, -1, 0, 1].flatMap((years) => DEMO_CAMPAIGNS.map((campaign) => plan(campaign, year + years, nowMs)));
  const next = planned.find((campaign) => mainSpan(campaign, DEMO_SHOP.zone).toMs > nowMs);
  return planned
    .filter((campaign) => campaign === next || mainSpan(campaign, DEMO_SHOP.zone).toMs <= nowMs)
    .map((campaign, index, kept) =>
      campaign === next ? withRunSheet(campaign, nowMs) : index === kept.length - 2 ? withReview(campaign, nowMs) : campaign,
    );
}

function plan({ name, firstDay, days }: DemoCampaign, year: number, nowMs: EpochMs): Campaign {
  const first = firstDay(year);
  const [start, end] = [parseMoment(first, "start"), parseMoment(addDays(first, days.length - 1), "end")];
  if (start === null || end === null) throw new Error(`${first} is no day`);
  return {
    ...{ id: `demo-${name.toLowerCase().replace(/\W+/g, "-")}-${year}`, version: 1, name, shopIds: [DEMO_SHOP.id], channels: [] },
    ...{
      phases: [{ kind: "main", start, end }],
      targets: { sales: TARGETS[name] ?? 0 },
      curve: { type: "usual" },
      budgetMinor: BUDGETS[name] ?? null,
    },
    ...{
      places: [{ platform: "console", workspace: "console", channel: "demo", thread: null }],
      locale: "en",
      countdown: DEFAULT_COUNTDOWN,
    },
    ...{ owner: null, roles: {}, steps: [], notes: [], state: "planned", sinceMs: nowMs },
  };
}

/** Signed off where it is due by now, a little before its time; but for one that holds others up. */
function withRunSheet(campaign: Campaign, nowMs: EpochMs): Campaign {
  const roles = Object.fromEntries(Object.entries(TEAM).map(([role, name]) => [role, member(name)]));
  const sheet = { ...campaign, roles, owner: member(TEAM.lead ?? ""), steps: templateSteps("sale", "en") };
  const due = new Map(dueSteps(sheet, DEMO_SHOP.zone).map(({ step, dueMs }) => [step.number, dueMs]));
  const isHeld = (number: number, after: readonly number[]) => number === LATE_STEP || after.includes(LATE_STEP);
  const steps = sheet.steps.map((step) => {
    const dueMs = due.get(step.number) ?? nowMs;
    const by = roles[step.owner?.type === "role" ? step.owner.role : "lead"] ?? member("Mia");
    return dueMs >= nowMs || isHeld(step.number, step.after) ? step : { ...step, done: { by, atMs: dueMs - 3 * 3_600_000 } };
  });
  return { ...sheet, steps };
}

/** The one before it: all done, the late step too late, and two notes of what was learned. */
function withReview(campaign: Campaign, nowMs: EpochMs): Campaign {
  const sheet = withRunSheet(campaign, nowMs);
  const due = new Map(dueSteps(sheet, DEMO_SHOP.zone).map(({ step, dueMs }) => [step.number, dueMs]));
  const steps = sheet.steps.map((step) => {
    const role = step.owner?.type === "role" ? step.owner.role : "lead";
    const lateMs = step.number === LATE_STEP || step.after.includes(LATE_STEP) ? 26 * 3_600_000 : -3 * 3_600_000;
    return { ...step, done: { by: sheet.roles[role] ?? member("Mia"), atMs: (due.get(step.number) ?? nowMs) + lateMs } };
  });
  const by = member("Mia");
  const notes: Campaign["notes"] = [
    { kind: "keep", text: "mails two days ahead", by, atMs: nowMs },
    { kind: "change", text: "pages ready a week earlier", by, atMs: nowMs },
  ];
  return { ...sheet, steps, notes };
}

function member(name: string): Member {
  return { platform: "console", workspace: "console", userId: `demo-${name.toLowerCase()}`, name };
}

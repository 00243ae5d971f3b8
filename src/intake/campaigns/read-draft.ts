/** From a draft to a campaign: every mistake of it is noted, and a draft with one gives none. */
import { createHash } from "node:crypto";
import type { EpochMs, TimeZone } from "../../core/calendar/period.ts";
import {
  type Campaign,
  type CountdownMark,
  DEFAULT_COUNTDOWN,
  MAX_PHASE_MS,
  PHASE_KINDS,
  type Phase,
  type PlannedCurve,
  TARGET_METRICS,
  type TargetMetric,
} from "../../core/campaigns/campaign.ts";
import { instantOf, type Moment, parseMoment } from "../../core/campaigns/moment.ts";
import { LOCALES, type Locale } from "../../core/locale.ts";
import { METRICS } from "../../core/metrics/catalogue.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Shop } from "../../core/shop.ts";
import { closestName } from "../closest-name.ts";
import { describeFault } from "../intake-error.ts";
import { cleanText } from "../readers/clean-text.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { createTally } from "../readers/tally.ts";
import type { CampaignDraft, Cell, PhaseDraft, Refuse } from "./draft.ts";
import { type PeopleContext, readPerson, readPlace, readRoles } from "./read-people.ts";
import { readSteps } from "./read-steps.ts";

export interface DraftContext {
  readonly shops: readonly Shop[];
  readonly nowMs: EpochMs;
  readonly refuse: Refuse;
  readonly onPerson: PeopleContext["onPerson"];
}

const MAX_NAME_CHARS = 80;
const MOST_WEIGHTS = 10_000;

/** What people write for a target, besides the metric's own id. */
const TARGET_NAMES: ReadonlyMap<string, TargetMetric> = new Map([
  ...TARGET_METRICS.map((id) => [id, id] as const),
  ...TARGET_METRICS.flatMap((id) => [...METRICS[id].names.en, ...METRICS[id].names.zh].map((name) => [name, id] as const)),
  ["revenue", "sales"],
  ["sessions", "traffic"],
]);

export function readDraft(draft: CampaignDraft, { shops, nowMs, refuse, onPerson }: DraftContext): Campaign | null {
  let isWhole = true;
  const fail: Refuse = (at, problem) => {
    isWhole = false;
    return refuse(at, problem);
  };
  const name = draft.name === null ? fail(draft.at, "has no name, such as name: Double 11") : readName(draft.name, fail);
  const chosen = draft.shops.flatMap((cell) => findShop(cell, shops, fail) ?? []);
  if (draft.shops.length === 0) fail(draft.at, "names no shop, such as shop: berlin");
  const [first, ...others] = chosen;
  for (const each of others.filter(({ currency }) => currency !== first?.currency)) {
    fail(draft.shops[chosen.indexOf(each)] ?? draft.at, `sells in ${each.currency}, ${first?.id} in ${first?.currency}: plan them apart`);
  }
  const phases = readPhases(draft, first?.zone ?? null, fail);
  const targets = first === undefined ? {} : readTargets(draft.targets, first, fail);
  const budgetMinor = draft.budget === null || first === undefined ? null : readMoney(draft.budget, first, fail);
  const curve = readCurve(draft.curve, fail);
  const countdown = draft.countdown === null ? DEFAULT_COUNTDOWN : draft.countdown.flatMap((cell) => readMark(cell, fail) ?? []);
  const locale = readLanguage(draft.language, name ?? "", fail);
  const places = draft.places.flatMap((cell) => readPlace(cell, fail) ?? []);
  const people = { home: places[0], fail, onPerson };
  const owner = draft.lead === null ? null : readPerson(draft.lead, people);
  const roles = { ...(owner === null ? {} : { lead: owner }), ...readRoles(draft.roles, people) };
  const steps = draft.steps === null ? [] : readSteps(draft.steps, locale, people);
  const main = phases.find(({ kind }) => kind === "main");
  if (!isWhole || first === undefined || main === undefined || name === null) return null;
  return {
    ...{ id: campaignId(first.id, name, main.start), version: 1, name, shopIds: [first.id, ...others.map(({ id }) => id)] },
    ...{ channels: draft.channels.map(({ text }) => cleanText(text, MAX_NAME_CHARS)), phases, targets, curve, budgetMinor, countdown },
    ...{ places, locale, owner, roles, steps, notes: [], state: "planned", sinceMs: nowMs },
  };
}

/** In which posts are written; a Chinese name says Chinese. */
function readLanguage(cell: Cell | null, name: string, fail: Refuse): Locale {
  const said = cell?.text.trim().toLowerCase();
  const found = LOCALES.find((each) => each === said);
  if (cell !== null && found === undefined) fail(cell, describeFault(cell.text, { expected: `a language: ${LOCALES.join(", ")}` }));
  return found ?? (/\p{Script=Han}/u.test(name) ? "zh" : "en");
}

/** The same for the same campaign of the same file, however often it is read. */
function campaignId(shopId: string, name: string, start: Moment): string {
  return createHash("sha256")
    .update(JSON.stringify([shopId, name, start]))
    .digest("base64url")
    .slice(0, 12);
}

function readName(cell: Cell, fail: Refuse): string | null {
  const name = cleanText(cell.text, MAX_NAME_CHARS);
  return name === "" ? fail(cell, describeFault(cell.text, { expected: "a name, such as Double 11" })) : name;
}

function findShop(cell: Cell, shops: readonly Shop[], fail: Refuse): Shop | null {
  const wanted = cell.text.trim().toLowerCase();
  const shop = shops.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (shop !== undefined) return shop;
  const ids = shops.map(({ id }) => id);
  const near = closestName(wanted, ids);
  const hint = near === null ? ` (shops: ${ids.slice(0, 20).join(", ") || "none yet"})` : `; did you mean ${near}?`;
  return fail(cell, `there is no shop ${JSON.stringify(cell.text)}${hint}`);
}

/** In order of kind. Ends are compared as instants: a phase over a clock change is as long as it is. */
function readPhases({ at, phases }: CampaignDraft, zone: TimeZone | null, fail: Refuse): readonly Phase[] {
  if (!phases.some(({ kind }) => kind === "main")) fail(at, "says neither start nor end of the main phase");
  const read = phases.flatMap((draft) => readPhase(draft, zone, fail) ?? []);
  return PHASE_KINDS.flatMap((kind) => read.find((each) => each.kind === kind) ?? []);
}

function readPhase({ kind, start, end }: PhaseDraft, zone: TimeZone | null, fail: Refuse): Phase | null {
  const expected = "a time such as 2026-11-11 20:00, or a date";
  const read = (cell: Cell | null, edge: "start" | "end") =>
    cell === null ? null : (parseMoment(cell.text, edge) ?? fail(cell, describeFault(cell.text, { expected })));
  const [from, to] = [read(start, "start"), read(end, "end")];
  if (start === null || end === null || from === null || to === null) return null;
  if (zone !== null) {
    const lengthMs = instantOf(to, zone) - instantOf(from, zone);
    if (lengthMs <= 0) return fail(end, `the end ${end.text} is not after the start ${start.text}`);
    if (lengthMs > MAX_PHASE_MS) return fail(end, `${start.text} to ${end.text} is longer than a year: is the year right?`);
  }
  return { kind, start: from, end: to };
}

function readTargets(cells: readonly Cell[], shop: Shop, fail: Refuse): Campaign["targets"] {
  const targets: Partial<Record<TargetMetric, number>> = {};
  for (const cell of cells) {
    const metric =
      TARGET_NAMES.get(cell.name.trim().toLowerCase().replaceAll("_", " ")) ?? TARGET_NAMES.get(cell.name.trim().toLowerCase());
    if (metric === undefined) {
      const near = closestName(cell.name, TARGET_METRICS);
      fail(cell, `is no target${near === null ? "" : `; did you mean ${near}?`} (targets: ${TARGET_METRICS.join(", ")})`);
    } else {
      const value = readTarget(cell, metric, shop, fail);
      if (value !== null) targets[metric] = value;
    }
  }
  return targets;
}

function readTarget(cell: Cell, metric: TargetMetric, shop: Shop, fail: Refuse): number | null {
  const { unit } = METRICS[metric];
  if (unit === "money") return readMoney(cell, shop, fail);
  const [, number, percent] = /^(\d[\d ,']*(?:\.\d+)?)\s*(%?)$/.exec(cell.text.trim()) ?? [];
  const value = Number((number ?? "none").replace(/[ ,']/g, "")) / (percent === "%" ? 100 : 1);
  if (unit === "ratio") return value > 0 && value <= 1 ? value : fail(cell, describeFault(cell.text, { expected: "a share such as 3.2%" }));
  return Number.isSafeInteger(value) && value > 0
    ? value
    : fail(cell, describeFault(cell.text, { expected: "a whole number such as 3000" }));
}

function readMoney(cell: Cell, shop: Shop, fail: Refuse): number | null {
  const amount = createMoneyReader(currencyDigits(shop.currency), createTally()).amount(cell.text.trim());
  if (typeof amount !== "number") return fail(cell, describeFault(cell.text, amount));
  return amount > 0 ? amount : fail(cell, describeFault(cell.text, { expected: `an amount in ${shop.currency} above 0, such as 120000` }));
}

function readCurve(cells: readonly Cell[] | null, fail: Refuse): PlannedCurve {
  const [only, ...others] = cells ?? [];
  if (only === undefined) return { type: "usual" };
  const word = only.text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const type = (["usual", "last-time", "shop-hours"] as const).find((each) => each === word);
  if (type !== undefined && others.length === 0) return { type };
  const weights = (cells ?? []).slice(0, MOST_WEIGHTS).map((cell) => {
    const weight = Number(cell.text.trim() === "" ? "none" : cell.text);
    if (weight >= 0 && Number.isFinite(weight)) return weight;
    fail(cell, describeFault(cell.text, { expected: "a weight of 0 or more for each hour, or: usual, last-time, shop-hours" }));
    return 0;
  });
  if (weights.every((weight) => weight === 0)) fail(only, "the curve holds no hour above 0");
  return { type: "table", weights };
}

function readMark(cell: Cell, fail: Refuse): CountdownMark | null {
  const text = cell.text
    .trim()
    .toLowerCase()
    .replace(/^t-\s*|\s+/g, "");
  if (text === "start" || text === "end") return text;
  const [, count, unit] = /^(\d{1,3})(d|h)$/.exec(text) ?? [];
  if (count !== undefined && unit === "d") return `${Number(count)}d`;
  if (count !== undefined && unit === "h") return `${Number(count)}h`;
  return fail(cell, describeFault(cell.text, { expected: "a mark such as 30d, 12h, start or end" }));
}

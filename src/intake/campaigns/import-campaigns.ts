/** One file of campaigns into the store: all of them, or none. */
import type { EpochMs } from "../../core/calendar/period.ts";
import { type Campaign, type CampaignStep, wholeSpan } from "../../core/campaigns/campaign.ts";
import type { Shop } from "../../core/shop.ts";
import type { CampaignStore } from "../../ports/campaigns.ts";
import { decodeText } from "../csv/decode-text.ts";
import type { ByteSource } from "../csv/read-table.ts";
import { IntakeError, ProblemList } from "../intake-error.ts";
import type { CampaignDraft, Refuse } from "./draft.ts";
import { readCsv } from "./read-csv.ts";
import { readDraft } from "./read-draft.ts";
import { readYaml } from "./read-yaml.ts";

export interface CampaignImport {
  readonly added: number;
  readonly changed: number;
  /** There already as the file has them. */
  readonly unchanged: number;
}

export interface CampaignImportOptions {
  readonly file: ByteSource;
  readonly shops: readonly Shop[];
  readonly store: CampaignStore;
  readonly nowMs: EpochMs;
  /** Checks everything, changes nothing. */
  readonly dryRun: boolean;
}

/** A campaign is known again by its shop, name and an overlap in time. Rejects with `IntakeError` that names every mistake. */
export async function importCampaigns({ file, shops, store, nowMs, dryRun }: CampaignImportOptions): Promise<CampaignImport> {
  const problems = new ProblemList();
  const refuse: Refuse = ({ line, column, name }, problem) => {
    problems.add({ line, column, name, problem });
    return null;
  };
  const drafts = await readDrafts(file, refuse);
  const campaigns = drafts.flatMap((draft) => readDraft(draft, { shops, nowMs, refuse }) ?? []);
  if (problems.total > 0) {
    const count = problems.total === 1 ? "a mistake" : `${problems.total} mistakes`;
    throw new IntakeError(`${file.name} has ${count}; nothing was imported`, problems.describe(file.name));
  }
  const known = await store.list();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const campaign of campaigns) {
    const before = known.find((each) => isSame(each, campaign, shops));
    const after = before === undefined ? campaign : withPlanOf(before, campaign);
    const outcome = before === undefined ? "added" : JSON.stringify(before) === JSON.stringify(after) ? "unchanged" : "changed";
    counts[outcome]++;
    if (dryRun || outcome === "unchanged") continue;
    await (outcome === "added" ? store.add(after) : store.update(after));
  }
  return counts;
}

async function readDrafts(file: ByteSource, refuse: Refuse): Promise<readonly CampaignDraft[]> {
  if (!/\.ya?ml$/i.test(file.name)) return readCsv(file, refuse);
  let text = "";
  for await (const block of decodeText(file.open(), file.name, "utf-8")) text += block.text;
  const drafts = readYaml(text, refuse);
  if (text.trim() === "") throw new IntakeError(`${file.name} is empty: expected a campaign with name, shop, start and end`);
  return drafts;
}

function isSame(a: Campaign, b: Campaign, shops: readonly Shop[]): boolean {
  const zone = shops.find(({ id }) => id === b.shopIds[0])?.zone;
  if (a.id === b.id || zone === undefined) return a.id === b.id;
  const [spanA, spanB] = [wholeSpan(a, zone), wholeSpan(b, zone)];
  return a.name === b.name && a.shopIds[0] === b.shopIds[0] && spanA.fromMs < spanB.toMs && spanB.fromMs < spanA.toMs;
}

/** What the file plans, with what people have done since. */
function withPlanOf(known: Campaign, { shopIds, channels, phases, targets, curve, budgetMinor, countdown, steps }: Campaign): Campaign {
  // A file without a run sheet has nothing to say about the one that people have made.
  const sheet = steps.length === 0 ? known.steps : steps.map((step) => withProgressOf(known.steps, step));
  return { ...known, shopIds, channels, phases, targets, curve, budgetMinor, countdown, steps: sheet };
}

/** By its title: numbers change where a step is put between others. */
function withProgressOf(known: readonly CampaignStep[], step: CampaignStep): CampaignStep {
  const before = known.find(({ title }) => title === step.title);
  if (before === undefined) return step;
  const { done, evidence, handoffs, owner } = before;
  return { ...step, done, evidence, handoffs, owner: handoffs.length > 0 ? owner : step.owner };
}

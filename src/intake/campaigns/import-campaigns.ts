/** One file of campaigns into the store: all of them, or none. */
import { isDeepStrictEqual } from "node:util";
import type { EpochMs } from "../../core/calendar/period.ts";
import { type Campaign, type CampaignStep, wholeSpan } from "../../core/campaigns/campaign.ts";
import type { Member, Person } from "../../core/place.ts";
import type { Shop } from "../../core/shop.ts";
import { samePerson } from "../../core/tasks/step-reminders.ts";
import type { CampaignStore } from "../../ports/campaigns.ts";
import { decodeText } from "../csv/decode-text.ts";
import type { ByteSource } from "../csv/read-table.ts";
import { IntakeError, ProblemList } from "../intake-error.ts";
import type { CampaignDraft, Cell, Refuse } from "./draft.ts";
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
  /** False where a platform knows nobody of that id, or they cannot be written to. */
  readonly isReachable: (person: Person) => Promise<boolean>;
  /** Checks everything, changes nothing. */
  readonly dryRun: boolean;
}

interface Plan {
  readonly campaign: Campaign;
  /** Else it follows from the name, which is no reason to change it. */
  readonly isLanguageSaid: boolean;
}

/** A campaign is known again by its shop, name and an overlap in time. Rejects with `IntakeError` that names every mistake. */
export async function importCampaigns({ file, shops, store, nowMs, isReachable, dryRun }: CampaignImportOptions): Promise<CampaignImport> {
  const found: (Pick<Cell, "line" | "column" | "name"> & { readonly problem: string })[] = [];
  const refuse: Refuse = ({ line, column, name }, problem) => {
    found.push({ line, column, name, problem });
    return null;
  };
  const drafts = await readDrafts(file, refuse);
  const named: Named[] = [];
  const onPerson = (cell: Cell, person: Member): void => void named.push({ cell, person });
  const plans = drafts.flatMap((draft): readonly Plan[] => {
    const campaign = readDraft(draft, { shops, nowMs, refuse, onPerson });
    return campaign === null ? [] : [{ campaign, isLanguageSaid: draft.language !== null }];
  });
  for (const { cell, person } of await findStrangers(named, isReachable)) {
    refuse(cell, `${person.name} is not in this workspace, or cannot be written to: nobody would hear the reminders`);
  }
  const problems = new ProblemList();
  for (const problem of found.sort((a, b) => a.line - b.line || a.column - b.column)) problems.add(problem);
  if (problems.total > 0) {
    const count = problems.total === 1 ? "a mistake" : `${problems.total} mistakes`;
    throw new IntakeError(`${file.name} has ${count}; nothing was imported`, problems.describe(file.name));
  }
  const known = await store.list();
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const plan of plans) {
    const { campaign } = plan;
    const before = known.find((each) => isSame(each, campaign, shops));
    const after = before === undefined ? campaign : withPlanOf(before, plan);
    const outcome = before === undefined ? "added" : isDeepStrictEqual(before, after) ? "unchanged" : "changed";
    counts[outcome]++;
    if (dryRun || outcome === "unchanged") continue;
    await (outcome === "added" ? store.add(after) : store.update(after));
  }
  return counts;
}

interface Named {
  readonly cell: Cell;
  readonly person: Member;
}

/** Each person is asked for once, however often they are named; wherever that is, it is a mistake. */
async function findStrangers(named: readonly Named[], isReachable: CampaignImportOptions["isReachable"]): Promise<readonly Named[]> {
  const people = named.filter(({ person }, index) => named.findIndex((each) => samePerson(each.person, person)) === index);
  const strangers: Member[] = [];
  for (const { person } of people) if (!(await isReachable(person))) strangers.push(person);
  return named.filter(({ person }) => strangers.some((each) => samePerson(each, person)));
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

/** What the file plans, with what people have done since. Of what a file does not name it has nothing to say. */
function withPlanOf(known: Campaign, { campaign, isLanguageSaid }: Plan): Campaign {
  const { shopIds, channels, phases, targets, curve, budgetMinor, countdown, places, owner, roles, steps } = campaign;
  return {
    ...{ ...known, shopIds, channels, phases, targets, curve, budgetMinor, countdown },
    locale: isLanguageSaid ? campaign.locale : known.locale,
    places: places.length === 0 ? known.places : places,
    owner: owner ?? known.owner,
    roles: { ...known.roles, ...roles },
    steps: steps.length === 0 ? known.steps : withProgressOf(known.steps, steps),
  };
}

/** Steps are known by their titles and keep their numbers: a button of last week still means the same one. */
function withProgressOf(known: readonly CampaignStep[], planned: readonly CampaignStep[]): readonly CampaignStep[] {
  let next = Math.max(0, ...known.map(({ number }) => number)) + 1;
  const numbers = new Map<number, number>();
  for (const { number, title } of planned) {
    const taken = [...numbers.values()];
    numbers.set(number, known.find((each) => each.title === title && !taken.includes(each.number))?.number ?? next++);
  }
  const numberOf = (number: number): number => numbers.get(number) ?? number;
  return planned.map((step) => {
    const number = numberOf(step.number);
    const after = step.after.map(numberOf);
    const before = known.find((each) => each.number === number);
    if (before === undefined) return { ...step, number, after };
    const { done, evidence, handoffs, owner } = before;
    return { ...step, number, after, done, evidence, handoffs, owner: handoffs.length > 0 ? owner : step.owner };
  });
}

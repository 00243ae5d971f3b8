/** Who hears what of a step, and when: its owner, then those who wait for it, then the lead. */
import type { EpochMs } from "../calendar/period.ts";
import type { Member, Person } from "../place.ts";
import { openOffer } from "./change-step.ts";
import type { Owner } from "./step.ts";
import { type DueStep, waitingFor } from "./step-order.ts";

const HOUR_MS = 3_600_000;

export type ReminderKind =
  /** Somebody is asked to take it over. */
  "asked" | Rung;

/** The ladder: its owner before and when it is due, those who wait for it, the lead. */
type Rung = "soon" | "late" | "late-waiting" | "late-lead";

/**
 * After the due time; negative = before it. A day ahead is time enough to act, two hours late is no accident of the clock,
 * and after a working day somebody has to decide.
 */
const REMINDER_OFFSETS_MS: Readonly<Record<Rung, number>> = {
  soon: -24 * HOUR_MS,
  late: 0,
  "late-waiting": 2 * HOUR_MS,
  "late-lead": 8 * HOUR_MS,
};

export interface Reminder {
  readonly kind: ReminderKind;
  readonly due: DueStep;
  readonly atMs: EpochMs;
  readonly to: readonly Member[];
  /** Open steps that wait for this one. */
  readonly waiting: readonly DueStep[];
}

export interface Team {
  readonly roles: Readonly<Record<string, Member>>;
  readonly lead: Member | null;
}

/** Of all open steps, in order of time. One without an owner, and one that nobody would hear of, is the lead's. */
export function remindersOf(steps: readonly DueStep[], team: Team): readonly Reminder[] {
  const reminders = steps
    .filter(({ step }) => step.done === null)
    .flatMap((due) => {
      const waiting = waitingFor(due.step.number, steps);
      const owner = personOf(due.step.owner, team.roles) ?? team.lead;
      const others = waiting.map(({ step }) => personOf(step.owner, team.roles));
      const heard: Readonly<Record<Rung, readonly (Member | null)[]>> = {
        soon: [owner],
        late: [owner],
        "late-waiting": others.filter((person) => person === null || owner === null || !samePerson(person, owner)),
        "late-lead": owner !== null && team.lead !== null && samePerson(owner, team.lead) ? [] : [team.lead],
      };
      const rungs = RUNGS.map((kind) => ({ kind, due, atMs: due.dueMs + REMINDER_OFFSETS_MS[kind], to: unique(heard[kind]), waiting }));
      const asked = openOffer(due.step);
      if (asked === null) return rungs;
      return [{ kind: "asked" as const, due, atMs: asked.offeredAtMs, to: unique([personOf(asked.to, team.roles)]), waiting }, ...rungs];
    });
  return reminders.filter(({ to }) => to.length > 0).sort((a, b) => a.atMs - b.atMs || a.due.step.number - b.due.step.number);
}

const RUNGS: readonly Rung[] = ["soon", "late", "late-waiting", "late-lead"];

/** Whoever has it: the person, or who holds the role now. */
export function personOf(owner: Owner | null, roles: Team["roles"]): Member | null {
  if (owner === null) return null;
  return owner.type === "person" ? owner.person : (roles[owner.role] ?? null);
}

export function samePerson(a: Person, b: Person): boolean {
  return a.platform === b.platform && a.workspace === b.workspace && a.userId === b.userId;
}

function unique(people: readonly (Member | null)[]): readonly Member[] {
  const known = people.filter((person) => person !== null);
  return known.filter((person, index) => known.findIndex((each) => samePerson(each, person)) === index);
}

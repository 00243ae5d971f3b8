/** What people do with a step: sign it off, take that back, hand it over. Pure; who may do it is not asked. */
import type { EpochMs } from "../calendar/period.ts";
import type { Member } from "../place.ts";
import type { Handoff, Owner, Step } from "./step.ts";

export function signOff<S extends Step>(step: S, by: Member, atMs: EpochMs, evidence: string | null): S {
  return { ...step, done: { by, atMs }, evidence: evidence ?? step.evidence };
}

export function reopen<S extends Step>(step: S): S {
  return { ...step, done: null };
}

/** An offer that nobody has answered is replaced: the step waits for one person at a time. */
export function offer<S extends Step>(step: S, to: Owner, atMs: EpochMs): S {
  const answered = step.handoffs.filter(({ answer }) => answer !== null);
  return { ...step, handoffs: [...answered, { from: step.owner, to, offeredAtMs: atMs, answer: null }] };
}

/** Who accepts has the step, whoever it was offered to. Unchanged where nothing is offered. */
export function answerOffer<S extends Step>(step: S, accepted: boolean, by: Member, atMs: EpochMs): S {
  const open = openOffer(step);
  if (open === null) return step;
  const handoffs = step.handoffs.map((each) => (each === open ? { ...each, answer: { accepted, by, atMs } } : each));
  return { ...step, handoffs, owner: accepted ? { type: "person", person: by } : step.owner };
}

export function openOffer({ handoffs }: Step): Handoff | null {
  return handoffs.find(({ answer }) => answer === null) ?? null;
}

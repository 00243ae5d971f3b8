/** Which findings belong together, and to which alert that is there already. */
import type { EpochMs } from "../calendar/period.ts";
import { type Alert, closedAt, isLive, shopsOf, startOf } from "./alert.ts";
import { type Finding, fingerprint, overlaps, sortFindings } from "./finding.ts";

const HOUR_MS = 3_600_000;
/** Within this time after its end the same trouble is taken for the old one: re-opened, not repeated. */
export const REOPEN_MS = 6 * HOUR_MS;
/** Findings of one shop this far apart still tell one story: orders fall, and refunds follow. */
const SLACK_MS = 2 * HOUR_MS;
/** So many shops failing within `TOGETHER_MS` fail together: a provider, not a shop. */
export const MANY_SHOPS = 3;
const TOGETHER_MS = 2 * HOUR_MS;

export interface Group {
  /** The number of the alert they belong to; null: a new one. */
  readonly alert: number | null;
  readonly findings: readonly Finding[];
}

/**
 * Every finding into exactly one group, whatever the order they come in. What is over and belongs to no alert begins
 * none: it was never known while it mattered.
 */
export function groupFindings(alerts: readonly Alert[], found: readonly Finding[], nowMs: EpochMs): readonly Group[] {
  const open = alerts.filter((alert) => isLive(alert) || (closedAt(alert) ?? 0) >= nowMs - REOPEN_MS).sort((a, b) => a.number - b.number);
  const known = new Map<number, Finding[]>();
  const loose: Finding[] = [];
  for (const finding of sortFindings(found)) {
    const alert = open.find((each) => isSameTrouble(each, finding)) ?? open.find((each) => isLive(each) && isSameStory(each, finding));
    if (alert !== undefined) known.set(alert.number, [...(known.get(alert.number) ?? []), finding]);
    else loose.push(finding);
  }
  const going = joinStories(loose).filter((story) => story.some(({ endMs }) => endMs === null));
  const stories = joinShops(going, open.filter(isLive));
  for (const { alert, findings } of stories) {
    if (alert !== null) known.set(alert, [...(known.get(alert) ?? []), ...findings]);
  }
  return [...[...known].map(([alert, findings]) => ({ alert, findings })), ...stories.filter(({ alert }) => alert === null)];
}

function isSameTrouble(alert: Alert, finding: Finding): boolean {
  const key = fingerprint(finding);
  return alert.findings.some((each) => fingerprint(each) === key && overlaps(each, finding, REOPEN_MS));
}

function isSameStory({ findings }: Pick<Alert, "findings">, finding: Finding): boolean {
  return findings.some((each) => each.shopId === finding.shopId && overlaps(each, finding, SLACK_MS));
}

/** One story a shop and stretch of time. */
function joinStories(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  return findings.reduce<readonly (readonly Finding[])[]>((stories, finding) => {
    const same = stories.filter((story) => isSameStory({ findings: story }, finding));
    return [...stories.filter((story) => !same.includes(story)), [...same.flat(), finding]];
  }, []);
}

/** Stories of many shops that began together are one; they join the alert of such a shop, where there is one. */
function joinShops(stories: readonly (readonly Finding[])[], alerts: readonly Alert[]): readonly Group[] {
  const groups: Group[] = [];
  const left = [...stories].sort((a, b) => beginning(a) - beginning(b));
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const fromMs = beginning(first);
    const together = left.filter((story) => beginning(story) - fromMs <= TOGETHER_MS);
    const near = alerts.filter((alert) => Math.abs(startOf(alert) - fromMs) <= TOGETHER_MS);
    const shops = new Set([first, ...together].flat().map(({ shopId }) => shopId));
    for (const shopId of near.flatMap(shopsOf)) shops.add(shopId);
    if (shops.size < MANY_SHOPS) groups.push({ alert: null, findings: first });
    else {
      groups.push({ alert: near[0]?.number ?? null, findings: [first, ...together].flat() });
      left.splice(0, left.length, ...left.filter((story) => !together.includes(story)));
    }
  }
  return groups;
}

function beginning(story: readonly Finding[]): EpochMs {
  return Math.min(...story.map(({ startMs }) => startMs));
}

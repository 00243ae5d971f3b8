/** A plan that is printed and read again is the same plan, whatever people have named things. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Campaign, DEFAULT_COUNTDOWN, type Phase } from "../../../src/core/campaigns/campaign.ts";
import { type Moment, parseMoment } from "../../../src/core/campaigns/moment.ts";
import { printPlan } from "../../../src/core/campaigns/print-plan.ts";
import { templateSteps } from "../../../src/core/campaigns/run-sheet-template.ts";
import type { Member } from "../../../src/core/place.ts";
import { readDraft } from "../../../src/intake/campaigns/read-draft.ts";
import { readYaml } from "../../../src/intake/campaigns/read-yaml.ts";
import { cleanText } from "../../../src/intake/readers/clean-text.ts";
import { must, SHOP } from "../../contracts/store-fixture.ts";

function moment(text: string): Moment {
  return must(parseMoment(text, "start"));
}

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .map((text) => cleanText(text, 80))
  .filter((text) => text !== "");
const shown = name.map((text) => text.replace(/[<>]/g, "").trim()).filter((text) => text !== "");
/** Angle brackets and @ say that somebody is meant. */
const role = name.filter((text) => !/[<>]|^@/u.test(text) && text.length <= 40 && text !== "lead" && text !== "__proto__");
const slack = { platform: "slack", workspace: "T0123" } as const;
const member: fc.Arbitrary<Member> = fc.oneof(
  shown.map((text) => ({ ...slack, userId: "U0ANN", name: text })),
  shown.map((text) => ({ platform: "discord" as const, workspace: "900000000000000001", userId: "900000000000000002", name: text })),
);

const phases: fc.Arbitrary<readonly Phase[]> = fc.constantFrom<readonly Phase[]>(
  [{ kind: "main", start: moment("2026-11-01"), end: moment("2026-11-12") }],
  [
    { kind: "warm-up", start: moment("2026-10-25 08:00"), end: moment("2026-11-01 20:00") },
    { kind: "main", start: moment("2026-11-01 20:00"), end: moment("2026-11-11 23:30") },
    { kind: "return", start: moment("2026-11-11T23:00Z"), end: moment("2026-12-01T00:00Z") },
  ],
);

const step = fc.record({
  title: name,
  owner: fc.option(
    fc.oneof(
      role.map((each) => ({ role: each })),
      member,
    ),
  ),
  after: fc.boolean(),
});

const campaign: fc.Arbitrary<Campaign> = fc
  .record({
    name,
    phases,
    owner: fc.option(member),
    roles: fc.dictionary(role, member, { maxKeys: 3 }),
    steps: fc.array(step, { maxLength: 5 }),
  })
  .map(({ steps, ...plan }) => {
    const [template] = templateSteps("launch", "en");
    return {
      ...{ id: "c", version: 1, shopIds: [SHOP.id] as const, channels: ["web", "a, b: [c] # d"], ...plan },
      ...{ targets: { sales: 12_345, conversion: 0.0325, orders: 7 }, curve: { type: "table", weights: [3, 0.5, 0] }, budgetMinor: 100 },
      ...{ places: [{ ...slack, channel: "C0123", thread: null }], locale: "zh", countdown: DEFAULT_COUNTDOWN, notes: [] },
      ...{ state: "planned", sinceMs: 0 },
      roles: plan.owner === null ? plan.roles : { lead: plan.owner, ...plan.roles },
      steps: steps.map(({ title, owner, after }, index) => ({
        ...{ ...must(template), number: index + 1, title, after: after && index > 0 ? [index] : [] },
        owner: owner === null ? null : "role" in owner ? { type: "role", role: owner.role } : { type: "person", person: owner },
      })),
    };
  });

describe("a plan", () => {
  it("printed as YAML and read again is the same", () => {
    fc.assert(
      fc.property(campaign, (planned) => {
        const text = printPlan([planned], [SHOP]);
        const mistakes: string[] = [];
        const refuse = ({ name: at, line }: { readonly name: string; readonly line: number }, problem: string): null => {
          mistakes.push(`${line} ${at}: ${problem}`);
          return null;
        };
        const [draft] = readYaml(text, refuse);
        const read = draft === undefined ? null : readDraft(draft, { shops: [SHOP], nowMs: 0, refuse, onPerson: () => undefined });
        expect({ text, mistakes }).toEqual({ text, mistakes: [] });
        expect({ ...read, id: "c" }).toEqual(planned);
      }),
      { numRuns: 300 },
    );
  });
});

/** Campaigns of a YAML file as drafts. What is misspelt or in the wrong form is noted where it stands. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { PHASE_KINDS } from "../../core/campaigns/campaign.ts";
import { closestName } from "../closest-name.ts";
import { describeFault } from "../intake-error.ts";
import type { CampaignDraft, Cell, PhaseDraft, Refuse, StepDraft } from "./draft.ts";

type Entries = ReadonlyMap<string, { readonly key: Cell; readonly value: unknown }>;

const FIELDS = [
  ...["name", "shop", "shops", "channels", "start", "end", "phases", "targets", "curve", "budget", "countdown", "steps"],
  ...["language", "lead", "roles", "places"],
] as const;

const STEP_FIELDS = ["title", "due", "owner", "after"];

/** A file holds one campaign, a list of them, or a list under `campaigns`. */
export function readYaml(text: string, refuse: Refuse): readonly CampaignDraft[] {
  const lines = new LineCounter();
  // Everything stays the text it was written as: a date is no number of days, "on" is no truth.
  const document = parseDocument(text, { lineCounter: lines, schema: "failsafe", prettyErrors: false });
  const placeAt = (offset: number, name = ""): Cell => {
    const { line, col } = lines.linePos(offset);
    return { name, text: "", line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  for (const error of document.errors) refuse(placeAt(error.pos[0], "file"), `is no YAML: ${error.message}`);
  if (document.errors.length > 0 || document.contents === null) return [];
  const root: unknown = isMap(document.contents) ? (document.contents.get("campaigns", true) ?? document.contents) : document.contents;
  const nodes: readonly unknown[] = isSeq(root) ? root.items : [root];
  return nodes.flatMap((node) => readCampaign(node) ?? []);

  function placeOf(node: unknown, name = ""): Cell {
    const range = isNode(node) ? node.range : null;
    return placeAt(range?.[0] ?? 0, name);
  }

  function entriesOf(node: unknown, at: Cell, known: readonly string[]): Entries {
    if (!isMap(node)) {
      refuse(at, `holds no fields, such as ${known[0]}: …`);
      return new Map();
    }
    const entries = node.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : "";
      return [name, { key: placeOf(key, name), value }] as const;
    });
    for (const [name, { key }] of entries.filter(([each]) => !known.includes(each))) {
      const near = closestName(name, known);
      refuse(key, `is no field here${near === null ? ` (fields: ${known.join(", ")})` : `; did you mean ${near}?`}`);
    }
    return new Map(entries);
  }

  function cellOf(name: string, node: unknown, at: Cell): Cell | null {
    if (isScalar(node)) return { ...placeOf(node, name), text: String(node.value ?? "") };
    return refuse(at, describeFault("", { expected: "one value behind the colon" }));
  }

  function cellsOf(name: string, node: unknown, at: Cell): readonly Cell[] {
    const items: readonly unknown[] = isSeq(node) ? node.items : [node];
    return items.flatMap((item) => cellOf(name, item, isNode(item) ? placeOf(item, name) : at) ?? []);
  }

  function readCampaign(node: unknown): CampaignDraft | null {
    const at = placeOf(node, "campaign");
    const entries = entriesOf(node, at, FIELDS);
    if (entries.size === 0) return null;
    const one = (name: string): Cell | null => {
      const entry = entries.get(name);
      return entry === undefined ? null : cellOf(name, entry.value, entry.key);
    };
    const many = (name: string): readonly Cell[] | null => {
      const entry = entries.get(name);
      return entry === undefined ? null : cellsOf(name, entry.value, entry.key);
    };
    const named = (name: "targets" | "roles", example: string): readonly Cell[] => {
      const entry = entries.get(name);
      return entry === undefined ? [] : readNamed(name, entry.value, entry.key, example);
    };
    return {
      ...{ at, name: one("name"), shops: [...(many("shop") ?? []), ...(many("shops") ?? [])], channels: many("channels") ?? [] },
      ...{ phases: readPhases(entries, at), curve: many("curve"), budget: one("budget"), countdown: many("countdown") },
      steps: readSteps(entries.get("steps")),
      targets: named("targets", "sales: 120000"),
      ...{ language: one("language"), lead: one("lead"), roles: named("roles", "ads: <@U0123>"), places: many("places") ?? [] },
    };
  }

  /** A list of steps, or the name of a template. */
  function readSteps(entry: { readonly key: Cell; readonly value: unknown } | undefined): CampaignDraft["steps"] {
    if (entry === undefined) return null;
    if (!isSeq(entry.value)) return cellOf("steps", entry.value, entry.key);
    return entry.value.items.map((item): StepDraft => {
      const at = placeOf(item, "steps");
      const fields = entriesOf(item, at, STEP_FIELDS);
      const one = (name: string): Cell | null => {
        const field = fields.get(name);
        return field === undefined ? null : cellOf(name, field.value, field.key);
      };
      const after = fields.get("after");
      return {
        at,
        title: one("title"),
        due: one("due"),
        owner: one("owner"),
        after: after === undefined ? [] : cellsOf("after", after.value, after.key),
      };
    });
  }

  /** Any names: which of them mean something is seen later, with what was meant. */
  function readNamed(what: string, node: unknown, at: Cell, example: string): readonly Cell[] {
    if (!isMap(node)) return refuse(at, `holds no ${what}, such as ${example}`) ?? [];
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : "";
      return cellOf(name, value, placeOf(key, name)) ?? [];
    });
  }

  /** `start` and `end` alone are those of the main phase. */
  function readPhases(entries: Entries, at: Cell): readonly PhaseDraft[] {
    const phases = entries.get("phases");
    const named = phases === undefined ? new Map() : entriesOf(phases.value, phases.key, PHASE_KINDS);
    const own = entries.has("start") || entries.has("end") ? [readPhase("main", entries, at)] : [];
    const listed = PHASE_KINDS.flatMap((kind) => {
      const phase = named.get(kind);
      return phase === undefined ? [] : [readPhase(kind, entriesOf(phase.value, phase.key, ["start", "end"]), phase.key)];
    });
    return [...own, ...listed];
  }

  function readPhase(kind: PhaseDraft["kind"], entries: Entries, at: Cell): PhaseDraft {
    const edge = (name: "start" | "end"): Cell | null => {
      const entry = entries.get(name);
      return entry === undefined ? refuse(at, `the phase ${kind} has no ${name}`) : cellOf(`${kind}.${name}`, entry.value, entry.key);
    };
    return { kind, start: edge("start"), end: edge("end") };
  }
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value);
}

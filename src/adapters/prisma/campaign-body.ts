/** A campaign as it stands in its row: read back only as this version knows it. */
import { z } from "zod";
import { type Campaign, type CountdownMark, PHASE_KINDS, TARGET_METRICS } from "../../core/campaigns/campaign.ts";
import { type Moment, parseMoment } from "../../core/campaigns/moment.ts";
import { LOCALES } from "../../core/locale.ts";
import { StoreError } from "../../ports/stores.ts";
import { PersonBody, PlaceBody, StepBody } from "./step-body.ts";

const MomentText = z.string().transform((text, context): Moment => {
  const moment = parseMoment(text, "start");
  if (moment !== null) return moment;
  context.issues.push({ code: "custom", message: "no time", input: text });
  return z.NEVER;
});

const MarkText = z.custom<CountdownMark>((value) => typeof value === "string" && /^(\d+[dh]|start|end)$/.test(value));

const CampaignBody = z.object({
  shopIds: z.tuple([z.string()], z.string()),
  channels: z.array(z.string()),
  phases: z.array(z.object({ kind: z.enum(PHASE_KINDS), start: MomentText, end: MomentText })),
  targets: z.partialRecord(z.enum(TARGET_METRICS), z.number()),
  curve: z.discriminatedUnion("type", [
    z.object({ type: z.enum(["usual", "last-time", "shop-hours"]) }),
    z.object({ type: z.literal("table"), weights: z.array(z.number()) }),
  ]),
  budgetMinor: z.int().nullable(),
  places: z.array(PlaceBody),
  locale: z.enum(LOCALES),
  countdown: z.array(MarkText),
  owner: PersonBody.nullable(),
  roles: z.record(z.string(), PersonBody),
  steps: z.array(
    StepBody.extend({
      due: z.object({
        phase: z.enum(PHASE_KINDS),
        edge: z.enum(["start", "end"]),
        days: z.int(),
        at: z.object({ hour: z.int(), minute: z.int() }).nullable(),
      }),
    }),
  ),
  notes: z.array(z.object({ kind: z.enum(["keep", "change"]), text: z.string(), by: PersonBody, atMs: z.int() })),
  state: z.enum(["planned", "cancelled"]),
  sinceMs: z.int(),
});

type CampaignBody = Omit<Campaign, "id" | "version" | "name">;

export function printCampaignBody({ id: _id, version: _version, name: _name, ...body }: Campaign): string {
  return JSON.stringify(body satisfies CampaignBody);
}

export function parseCampaignBody(text: string, id: string): CampaignBody {
  const read = CampaignBody.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  throw new StoreError("failed", `The store holds the campaign ${id} in a form that this version does not know.`, { cause: read.error });
}

/** People, places and steps as they stand in a row's JSON. */
import { z } from "zod";
import { PLATFORMS } from "./platforms.ts";

export const PersonBody = z.object({ platform: z.enum(PLATFORMS), workspace: z.string(), userId: z.string(), name: z.string() });
export const PlaceBody = z.object({
  ...{ platform: z.enum(PLATFORMS), workspace: z.string(), channel: z.string() },
  thread: z.string().nullable(),
});

export const OwnerBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("person"), person: PersonBody }),
  z.object({ type: z.literal("role"), role: z.string() }),
]);

export const StepBody = z.object({
  number: z.int(),
  title: z.string(),
  owner: OwnerBody.nullable(),
  after: z.array(z.int()),
  evidence: z.string().nullable(),
  done: z.object({ by: PersonBody, atMs: z.int() }).nullable(),
  handoffs: z.array(
    z.object({
      from: OwnerBody.nullable(),
      to: OwnerBody,
      offeredAtMs: z.int(),
      answer: z.object({ accepted: z.boolean(), by: PersonBody, atMs: z.int() }).nullable(),
    }),
  ),
});

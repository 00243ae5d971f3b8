/** How alerts are kept: JSON, read back with everything checked. */
import { z } from "zod";
import type { Alert } from "../../core/alerts/alert.ts";
import type { AlertPlace } from "../../core/alerts/alert-place.ts";
import { type AlertRule, RULE_METRICS } from "../../core/alerts/rule.ts";
import { WATCHED_METRICS } from "../../core/anomalies/incident.ts";
import { parseTimeZone } from "../../core/calendar/time-zone.ts";
import { EFFECT_NAMES } from "../../core/explain/explanation.ts";
import { LOCALES } from "../../core/locale.ts";
import { StoreError } from "../../ports/stores.ts";

const instant = z.number().int();
const Operator = z.object({ userId: z.string(), name: z.string() });
const Verdict = z.enum(["resolved", "expected", "false-alarm"]);
const Metric = z.enum(WATCHED_METRICS);

const Hour = z.object({ hourMs: instant, observed: z.number().nullable(), expected: z.number(), low: z.number(), high: z.number() });

const Finding = z.discriminatedUnion("type", [
  z.object({
    ...{ type: z.literal("departure"), rule: z.number().nullable(), shopId: z.string(), metric: Metric, channel: z.string() },
    ...{ direction: z.enum(["up", "down"]), startMs: instant, detectedAtMs: instant, endMs: instant.nullable() },
    ...{ observed: z.number(), expected: z.number(), evidenceNats: z.number(), lossMinor: z.number(), lossMinorPerHour: z.number() },
    hours: z.array(Hour),
  }),
  z.object({
    ...{ type: z.literal("silent-feed"), shopId: z.string(), source: z.string(), startMs: instant, detectedAtMs: instant },
    ...{ endMs: instant.nullable(), usualGapMs: z.number() },
  }),
]);

const State = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), sinceMs: instant }),
  z.object({ type: z.literal("acknowledged"), by: Operator, atMs: instant }),
  z.object({ type: z.literal("snoozed"), by: Operator, atMs: instant, untilMs: instant.nullable() }),
  z.object({ type: z.literal("recovered"), atMs: instant }),
  z.object({ type: z.literal("closed"), by: Operator, atMs: instant, verdict: Verdict, reason: z.string() }),
]);

const Event = z.discriminatedUnion("type", [
  z.object({ atMs: instant, type: z.enum(["opened", "recovered", "re-opened", "snooze-over"]) }),
  z.object({ atMs: instant, type: z.literal("worse"), fromMinorPerHour: z.number(), toMinorPerHour: z.number() }),
  z.object({ atMs: instant, type: z.literal("acknowledged"), by: Operator }),
  z.object({ atMs: instant, type: z.literal("assigned"), by: Operator, to: Operator }),
  z.object({ atMs: instant, type: z.literal("snoozed"), by: Operator, untilMs: instant.nullable() }),
  z.object({ atMs: instant, type: z.literal("closed"), by: Operator, verdict: Verdict, reason: z.string() }),
  z.object({ atMs: instant, type: z.literal("escalated"), to: z.string() }),
]);

const AlertShape: z.ZodType<Alert> = z.object({
  ...{ number: z.number().int(), version: z.number().int(), openedAtMs: instant, state: State, findings: z.array(Finding) },
  cause: z
    .object({
      endedCampaign: z.string().nullable(),
      silentSource: z.string().nullable(),
      // Alerts of before these were looked for know nothing of them.
      lateCampaign: z.string().nullable().default(null),
      ordersGone: z
        .object({ feed: z.enum(["silent", "telling"]), source: z.string(), reachesMs: instant })
        .nullable()
        .default(null),
      channel: z.object({ name: z.string(), share: z.number() }).nullable(),
      factor: z.object({ name: z.enum(EFFECT_NAMES), share: z.number() }).nullable(),
    })
    .nullable(),
  toldMinorPerHour: z.number(),
  posts: z.array(z.object({ place: z.string(), key: z.string(), postedAtMs: instant, escalations: z.number().int() })),
  events: z.array(Event),
});

const Time = z.object({ hour: z.number().int(), minute: z.number().int() });

const Zone = z.string().transform((name, context) => {
  const zone = parseTimeZone(name);
  if (zone !== null) return zone;
  context.addIssue({ code: "custom", message: `no time zone ${name}` });
  return z.NEVER;
});

const PlaceShape: z.ZodType<AlertPlace> = z.object({
  ...{ key: z.string(), version: z.number().int(), isOn: z.boolean(), shopIds: z.array(z.string()), locale: z.enum(LOCALES), zone: Zone },
  ...{ ownerUserId: z.string(), quiet: z.object({ from: Time, to: Time }).nullable(), postsPerDay: z.number().int() },
  mutes: z.array(z.object({ metric: Metric.nullable(), channel: z.string().nullable() })),
  windows: z.array(z.object({ fromMs: instant, toMs: instant, reason: z.string() })),
  escalation: z
    .object({
      afterMs: z.number(),
      targets: z.array(
        z.discriminatedUnion("type", [
          z.object({ type: z.literal("person"), userId: z.string(), name: z.string() }),
          z.object({ type: z.literal("channel"), channel: z.string(), name: z.string() }),
        ]),
      ),
    })
    .nullable(),
});

const RuleShape: z.ZodType<AlertRule> = z.object({
  ...{
    number: z.number().int(),
    version: z.number().int(),
    shopId: z.string(),
    state: z.enum(["active", "removed"]),
    createdAtMs: instant,
  },
  condition: z.object({
    ...{ metric: z.enum(RULE_METRICS), channel: z.string().nullable(), hours: z.number().int() },
    test: z.discriminatedUnion("type", [
      z.object({ type: z.literal("threshold"), side: z.enum(["below", "above"]), value: z.number() }),
      z.object({
        ...{ type: z.literal("change"), side: z.enum(["below", "above"]), ratio: z.number() },
        against: z.enum(["yesterday", "last-week"]),
      }),
    ]),
    volume: z.object({ metric: z.enum(["sessions", "orders"]), moreThan: z.number() }).nullable(),
  }),
});

export const readAlert = (data: string): Alert => read(AlertShape, data, "an alert");
export const readPlace = (data: string): AlertPlace => read(PlaceShape, data, "a channel's alert settings");
export const readRule = (data: string): AlertRule => read(RuleShape, data, "an alert rule");
export const readMetric = (text: string): z.infer<typeof Metric> => read(Metric, JSON.stringify(text), "a metric");

function read<T>(shape: z.ZodType<T>, data: string, what: string): T {
  const parsed = shape.safeParse(JSON.parse(data));
  if (parsed.success) return parsed.data;
  throw new StoreError("failed", `The store holds ${what} which this version cannot read: ${parsed.error.message}`, {
    cause: parsed.error,
  });
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printSubscription } from "../../src/commands/print-subscription.ts";
import { findVerb, parseSubscription, type SubscriptionRequest } from "../../src/commands/subscribe-words.ts";
import type { Weekday } from "../../src/core/calendar/period.ts";
import { LOCALES } from "../../src/core/locale.ts";
import { REPORT_SECTIONS } from "../../src/core/reports/report-section.ts";
import { zone } from "../contracts/store-fixture.ts";

function parse(line: string) {
  const [first = "", ...rest] = line.split(/\s+/);
  const verb = findVerb(first);
  if (verb === null) throw new Error(`no verb in ${line}`);
  return parseSubscription(verb, rest.join(" "));
}

const at = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
const weekday = fc.integer({ min: 1, max: 7 }).map((day) => day as Weekday);
const number = fc.integer({ min: 1, max: 9999 });
const anyZone = fc.constantFrom(null, zone("Europe/Berlin"), zone("America/New_York"), zone("UTC"), zone("Asia/Shanghai"));
const request: fc.Arbitrary<SubscriptionRequest> = fc.oneof(
  fc.record({
    type: fc.constant("subscribe" as const),
    schedule: fc.oneof(
      fc.record({
        type: fc.constant("daily" as const),
        at,
        weekdays: fc.uniqueArray(weekday, { minLength: 1 }).map((days) => days.sort()),
      }),
      fc.record({ type: fc.constant("weekly" as const), at, weekday }),
      fc.record({ type: fc.constant("monthly" as const), at, dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
      fc.constant({ type: "hourly" as const, minute: 0 }),
    ),
    shops: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z-]{2,8}\d$/), { maxLength: 3 }),
    locale: fc.constantFrom(null, ...LOCALES),
    zone: anyZone,
  }),
  fc.record({ type: fc.constantFrom("pause" as const, "resume" as const, "remove" as const, "run" as const), number }),
  fc.record({ type: fc.constant("preview" as const), number: fc.option(number) }),
  fc.record({ type: fc.constant("move" as const), number, at, zone: anyZone }),
  fc.record({ type: fc.constant("sections" as const), number, sections: fc.subarray([...REPORT_SECTIONS]) }),
  fc.record({ type: fc.constant("wait" as const), number, waitMs: fc.integer({ min: 0, max: 24 }).map((halves) => halves * 1_800_000) }),
  fc.constant<SubscriptionRequest>({ type: "list" }),
);

describe("words of subscriptions", () => {
  it("prints every request in words that parse back to it, in both languages", () => {
    fc.assert(
      fc.property(request, fc.constantFrom(...LOCALES), (wanted, locale) => {
        expect(parse(printSubscription(wanted, locale))).toEqual({ ok: true, request: wanted });
      }),
      { numRuns: 1_000 },
    );
  });

  it("answers anything with a request or with words and an example, and never throws", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("subscribe" as const, "move" as const, "sections" as const, "wait" as const),
        fc.string(),
        (verb, words) => {
          const parsed = parseSubscription(verb, words);
          if (!parsed.ok) for (const locale of LOCALES) expect(parsed.problem[locale] + parsed.example[locale]).not.toBe("");
        },
      ),
    );
  });

  const NINE = { hour: 9, minute: 0 };
  it.each([
    ["subscribe daily at 09:00", { schedule: { type: "daily", at: NINE, weekdays: [1, 2, 3, 4, 5, 6, 7] } }],
    [
      "subscribe daily 9am on weekdays for demo in chinese",
      { schedule: { type: "daily", at: NINE, weekdays: [1, 2, 3, 4, 5] }, shops: ["demo"], locale: "zh" },
    ],
    ["subscribe daily at 09:00 for demo, rugs and lamps on weekdays", { shops: ["demo", "rugs", "lamps"] }],
    ["subscribe weekly on monday at 08:30", { schedule: { type: "weekly", at: { hour: 8, minute: 30 }, weekday: 1 } }],
    ["subscribe monthly at 09:00", { schedule: { type: "monthly", at: NINE, dayOfMonth: 1 } }],
    ["subscribe monthly on 1st at 09:00", { schedule: { type: "monthly", at: NINE, dayOfMonth: 1 } }],
    ["subscribe daily 21:15 America/New_York", { zone: "America/New_York" }],
    ["订阅 每日 09:00", { schedule: { type: "daily", at: NINE, weekdays: [1, 2, 3, 4, 5, 6, 7] } }],
    ["订阅 每周一09:00 店铺 demo", { schedule: { type: "weekly", at: NINE, weekday: 1 }, shops: ["demo"] }],
    ["订阅 每月15日 ０９：００ 语言 英文", { schedule: { type: "monthly", at: NINE, dayOfMonth: 15 }, locale: "en" }],
  ])("understands “%s”", (line, expected) => {
    expect(parse(line)).toMatchObject({ ok: true, request: { type: "subscribe", ...expected } });
  });

  it.each([
    ["subscribe daily at 25:00", "“25:00” is no time of day. Times run from 00:00 to 23:59."],
    ["subscribe daily at 09:75", "“09:75” is no time of day. Times run from 00:00 to 23:59."],
    ["subscribe", "Say how often: daily, weekly or monthly and when, or hourly during campaigns."],
    [
      "subscribe daily at 09:00 Europe/Berlim",
      "I did not understand “europe/berlim”. Say how often, when, and if you like which shop, language and time zone.",
    ],
    ["move 1 to 08:30 Mars/Olympus", "There is no time zone “mars/olympus”. Zones are named like Europe/Berlin."],
    ["move 1", "Say the new time."],
    ["pause", "Say which one: “pause 1”. The list shows their numbers."],
    ["sections 1 weather", `There is no section “weather”: ${REPORT_SECTIONS.join(", ")}, or all.`],
    ["wait 1 99h", "Say how many hours to wait for late data, 0 to 12."],
  ])("says of “%s” what is wrong", (line, problem) => {
    expect(parse(line)).toMatchObject({ ok: false, problem: { en: problem } });
  });
});

/** What holds of tasks whatever happens to them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar/business-day.ts";
import { answerOffer, offer, openOffer } from "../../../src/core/tasks/change-step.ts";
import { planDay } from "../../../src/core/tasks/plan-day.ts";
import { sumUpPunctuality } from "../../../src/core/tasks/punctuality.ts";
import { reviewTasks } from "../../../src/core/tasks/review-tasks.ts";
import { isAlwaysTheSame, SAME_ANSWERS } from "../../../src/core/tasks/suggest-automation.ts";
import { dropTask, finishTask, isOpen, partnerOf, reopenTask, type Task } from "../../../src/core/tasks/task.ts";
import { instantOn } from "../../../src/core/tasks/task-list.ts";
import { taskRemindersOf } from "../../../src/core/tasks/task-reminders.ts";
import { BERLIN, day } from "../../contracts/store-fixture.ts";
import { ANN, LEA, OMAR, routine, task, taskList } from "../../contracts/task-fixture.ts";

const HOUR_MS = 3_600_000;
const person = fc.constantFrom(ANN, OMAR, LEA);
const owner = fc.oneof(
  person.map((each) => ({ type: "person" as const, person: each })),
  fc.constantFrom("warehouse", "ads").map((role) => ({ type: "role" as const, role })),
);
const START_MS = task().dueMs - 24 * HOUR_MS;

/** A request after a few steps of its life, an hour apart. */
const anyTask = fc
  .tuple(
    fc.constantFrom("routine" as const, "request" as const),
    fc.option(owner, { nil: null }),
    fc.array(fc.tuple(fc.constantFrom("offer", "accept", "decline", "done", "skip", "reopen"), person, owner), { maxLength: 6 }),
  )
  .map(([kind, first, events]) => {
    const origin = kind === "routine" ? ({ type: "routine" } as const) : ({ type: "request", by: ANN, atMs: START_MS } as const);
    return events.reduce<Task>(
      (now, [event, by, to], index) => {
        const atMs = START_MS + index * HOUR_MS;
        switch (event) {
          case "offer":
            return isOpen(now) ? offer(now, to, atMs) : now;
          case "accept":
          case "decline":
            return answerOffer(now, event === "accept", by, atMs);
          case "done":
            return isOpen(now) ? finishTask(now, by, atMs, null) : now;
          case "skip":
            return isOpen(now) ? dropTask(now, by, atMs, "why") : now;
          default:
            return reopenTask(now);
        }
      },
      task({ origin, owner: first }),
    );
  });

describe("tasks", () => {
  it("are asked of one at a time, and every hand-off answered names who answered, in order", () => {
    fc.assert(
      fc.property(anyTask, (each) => {
        expect(each.handoffs.filter(({ answer }) => answer === null).length).toBeLessThanOrEqual(1);
        for (const { offeredAtMs, answer } of each.handoffs) expect(answer === null || answer.atMs >= offeredAtMs).toBe(true);
        if (isOpen(each) && openOffer(each) !== null) expect(partnerOf(each)).toEqual(openOffer(each)?.to);
      }),
    );
  });

  it("remind in the order of the ladder, of what is open only, and nobody of what they did themselves", () => {
    fc.assert(
      fc.property(anyTask, (each) => {
        const reminders = taskRemindersOf([each], taskList(), BERLIN);
        const ladder = reminders.filter(({ kind }) => ["soon", "late", "late-waiting", "late-lead"].includes(kind));
        expect(ladder.length === 0 || isOpen(each)).toBe(true);
        const at = (kind: string) => ladder.find((reminder) => reminder.kind === kind)?.atMs;
        expect(at("soon") ?? 0).toBeLessThanOrEqual(at("late") ?? 0);
        expect(at("late") ?? 0).toBeLessThanOrEqual(at("late-waiting") ?? Number.POSITIVE_INFINITY);
        expect(at("late-waiting") ?? 0).toBeLessThanOrEqual(at("late-lead") ?? Number.POSITIVE_INFINITY);
        for (const { kind, to } of reminders) if (kind === "finished") expect(to).not.toEqual(each.done?.by);
        expect(new Set(ladder.map(({ to }) => (to === "channel" ? to : to.userId))).size).toBe(
          new Set(ladder.map(({ kind, to }) => (kind === "soon" || kind === "late" ? "owner" : to === "channel" ? to : to.userId))).size,
        );
      }),
    );
  });

  it("call on nobody at night about what is late", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 }), (hours) => {
        const late = task({ owner: { type: "person", person: OMAR }, dueMs: task().dueMs + hours * HOUR_MS });
        const lead = taskRemindersOf([late], taskList(), BERLIN).find(({ kind }) => kind === "late-lead");
        const localHour = new Date((lead?.atMs ?? 0) + HOUR_MS).getUTCHours();
        expect(localHour >= 8 && localHour < 20).toBe(true);
      }),
    );
  });

  it("are all counted once in a review, in time, late or not done", () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 12 }), (tasks) => {
        const nowMs = task().dueMs + HOUR_MS;
        const counted = tasks.filter(({ dropped }) => dropped === null);
        const partners = reviewTasks(tasks, nowMs);
        expect(partners.reduce((sum, { steps }) => sum + steps, 0)).toBe(counted.length);
        for (const { steps, inTime, late, open } of partners) expect(inTime + late + open).toBe(steps);
      }),
    );
  });

  it("say medians, which one outlier does not move, and know a person under another name", () => {
    const done = (lateHours: number, name = "Ann") => ({
      step: {
        ...task(),
        owner: { type: "person" as const, person: { ...ANN, name } },
        done: { by: ANN, atMs: task().dueMs + lateHours * HOUR_MS },
      },
      dueMs: task().dueMs,
    });
    const [ann, ...others] = sumUpPunctuality([done(1), done(2, "Ann B."), done(500), done(-1)]);
    expect(others).toEqual([]);
    expect(ann).toMatchObject({ steps: 4, inTime: 1, late: 3, open: 0, medianLateMs: 2 * HOUR_MS, medianAcceptMs: null });
  });
});

describe("a day", () => {
  const list = taskList({ routines: [routine(), routine({ number: 2, weekdays: [1], at: { hour: 2, minute: 30 } })] });

  it("brings each routine's task once, however often it is planned, over clock changes too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 23 }), (days, hour) => {
        const date = addDays(day("2026-01-01"), days);
        const nowMs = instantOn(date, { hour, minute: 59 }, BERLIN);
        const { added } = planDay(list, [], nowMs, BERLIN);
        expect(added.every((each) => each.day === added[0]?.day)).toBe(true);
        expect(new Set(added.map(({ number }) => number)).size).toBe(added.length);
        expect(planDay(list, added, nowMs, BERLIN)).toEqual({ added: [], overtaken: [] });
      }),
    );
  });

  it("overtakes what is left of a routine, not what was asked for", () => {
    const old = [
      task({ day: day("2026-03-01") }),
      task({ number: 9, day: day("2026-03-01"), origin: { type: "request", by: ANN, atMs: 0 } }),
    ];
    const { overtaken } = planDay(list, old, task().dueMs, BERLIN);
    expect(overtaken.map(({ number, dropped }) => [number, dropped?.by])).toEqual([[1, null]]);
  });
});

describe("a task done by hand again and again", () => {
  const done = (answer: string | null) => finishTask(task(), ANN, 1, answer);

  it.each<[string, readonly Task[], boolean]>([
    ["twenty times without an answer", Array.from({ length: SAME_ANSWERS }, () => done(null)), true],
    [
      "twenty times with the same one, spelt differently",
      Array.from({ length: SAME_ANSWERS }, (_, n) => done(n % 2 ? "All  FINE" : "all fine")),
      true,
    ],
    ["nineteen times", Array.from({ length: SAME_ANSWERS - 1 }, () => done("ok")), false],
    ["with another answer among them", [...Array.from({ length: 19 }, () => done("ok")), done("sold out")], false],
    [
      "with days between on which nobody did it",
      Array.from({ length: 40 }, (_, n) => (n % 2 ? done("ok") : dropTask(task(), null, 1, null))),
      true,
    ],
    ["with one skipped among them", [dropTask(task(), ANN, 1, null), ...Array.from({ length: 20 }, () => done(null))], false],
  ])("%s: automation is worth suggesting = %#", (_, recent, expected) => {
    expect(isAlwaysTheSame(recent)).toBe(expected);
  });
});

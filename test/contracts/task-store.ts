import { describe, expect, it } from "vitest";
import type { Task } from "../../src/core/tasks/task.ts";
import type { TaskList } from "../../src/core/tasks/task-list.ts";
import { day, type OpenStore } from "./store-fixture.ts";
import { ANN, OMAR, routine, task, taskList } from "./task-fixture.ts";

const FULL_LIST: TaskList = taskList({
  ...{ locale: "zh", roles: { 仓库: OMAR }, nextNumber: 9, morning: { hour: 9, minute: 0 }, evening: { hour: 18, minute: 30 }, sinceMs: 7 },
  routines: [
    routine({ owner: { type: "role", role: "仓库" }, weekdays: [1, 7], question: "kpi yesterday", isSuggested: true }),
    routine({ number: 2, title: "@everyone 😀", owner: { type: "person", person: ANN }, state: "removed", sinceMs: 5 }),
  ],
});

const FULL_TASK: Task = task({
  ...{ number: 8, owner: { type: "person", person: OMAR }, origin: { type: "request", by: ANN, atMs: 1 }, question: "kpi", answer: "ok" },
  done: { by: OMAR, atMs: 9 },
  handoffs: [
    {
      from: { type: "person", person: ANN },
      to: { type: "role", role: "仓库" },
      offeredAtMs: 1,
      answer: { accepted: true, by: OMAR, atMs: 2 },
    },
  ],
});

export function describeTaskStore(open: OpenStore): void {
  describe("task store", () => {
    it("gives back lists and tasks as it was given them", async () => {
      const { store, close } = await open();
      await store.tasks.addList(FULL_LIST);
      await store.tasks.openDay({ added: [FULL_TASK, task()], overtaken: [] });
      expect(await store.tasks.findList("list")).toEqual(FULL_LIST);
      expect(await store.tasks.listOf({ ...FULL_LIST.place, thread: "5" })).toEqual(FULL_LIST);
      expect(await store.tasks.lists()).toEqual([FULL_LIST]);
      expect(await store.tasks.find("list", 8, null)).toEqual(FULL_TASK);
      expect(await store.tasks.find("list", 8, day("2026-03-03"))).toBeNull();
      expect(await store.tasks.listOf({ ...FULL_LIST.place, channel: "C2" })).toBeNull();
      await close();
    });

    it("keeps one list a channel", async () => {
      const { store, close } = await open();
      await store.tasks.addList(taskList());
      await expect(store.tasks.addList(taskList({ id: "other" }))).rejects.toMatchObject({ code: "exists" });
      await store.tasks.addList(taskList({ id: "other", place: { ...taskList().place, channel: "C2" } }));
      expect((await store.tasks.lists()).map(({ id }) => id)).toEqual(["list", "other"]);
      await close();
    });

    it("takes a change of what is there now, and refuses one of what was there before", async () => {
      const { store, close } = await open();
      await store.tasks.addList(taskList());
      await store.tasks.openDay({ added: [task()], overtaken: [] });
      expect(await store.tasks.updateList(taskList({ nextNumber: 2 }))).toEqual(taskList({ nextNumber: 2, version: 2 }));
      const done = await store.tasks.update(task({ done: { by: ANN, atMs: 3 } }));
      expect(done.version).toBe(2);
      expect(await store.tasks.find("list", 1, null)).toEqual(done);
      await expect(store.tasks.updateList(taskList())).rejects.toMatchObject({ code: "conflict" });
      await expect(store.tasks.update(task())).rejects.toMatchObject({ code: "conflict" });
      await expect(store.tasks.updateList(taskList({ id: "none" }))).rejects.toMatchObject({ code: "not-found" });
      await expect(store.tasks.update(task({ number: 5 }))).rejects.toMatchObject({ code: "not-found" });
      await close();
    });

    it("lets one of two people who finish a task at once win", async () => {
      const { store, close } = await open();
      await store.tasks.openDay({ added: [task()], overtaken: [] });
      const tries = await Promise.allSettled([ANN, OMAR].map((by) => store.tasks.update(task({ done: { by, atMs: 3 } }))));
      expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      await close();
    });

    it("opens a day once, and overtakes nothing that was changed meanwhile", async () => {
      const { store, close } = await open();
      await store.tasks.openDay({ added: [task()], overtaken: [] });
      await store.tasks.update(task({ done: { by: ANN, atMs: 3 } }));
      const [today, yesterday] = [task({ day: day("2026-03-03") }), task({ dropped: { by: null, atMs: 5 } })];
      for (let time = 0; time < 2; time++) await store.tasks.openDay({ added: [today, task()], overtaken: [yesterday] });
      expect((await store.tasks.find("list", 1, day("2026-03-02")))?.done).toEqual({ by: ANN, atMs: 3 });
      expect(await store.tasks.find("list", 1, null)).toEqual(today);
      await close();
    });

    it("names what is current, what was due when, and what is over, each in its order", async () => {
      const { store, close } = await open();
      const added = [
        task({ number: 1, day: day("2026-03-01"), dueMs: 10, done: { by: ANN, atMs: 12 } }),
        task({ number: 1, day: day("2026-03-02"), dueMs: 20, dropped: { by: null, atMs: 22 } }),
        task({ number: 1, day: day("2026-03-03"), dueMs: 40 }),
        task({ number: 2, dueMs: 30 }),
        task({ number: 3, dueMs: 30, listId: "other" }),
      ];
      await store.tasks.openDay({ added, overtaken: [] });
      const dues = (tasks: readonly Task[]) => tasks.map(({ number, dueMs }) => [number, dueMs]);
      expect(dues(await store.tasks.current("list", 22))).toEqual([
        [1, 20],
        [2, 30],
        [1, 40],
      ]);
      expect(dues(await store.tasks.dueBetween("list", 10, 30))).toEqual([
        [1, 10],
        [1, 20],
      ]);
      expect(dues(await store.tasks.recent("list", 1, 10))).toEqual([
        [1, 20],
        [1, 10],
      ]);
      expect(await store.tasks.recent("list", 1, 1)).toHaveLength(1);
      expect(await store.tasks.prune(22)).toBe(1);
      expect(await store.tasks.dueBetween("list", 0, 50)).toHaveLength(3);
      await close();
    });
  });
}

import type { Task } from "../../core/tasks/task.ts";
import type { TaskList } from "../../core/tasks/task-list.ts";
import { StoreError } from "../../ports/stores.ts";
import type { TaskStore } from "../../ports/tasks.ts";
import { type Connection, type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { toPlatform } from "./platforms.ts";
import { type Sql, sql } from "./sql.ts";
import { parseListBody, parseTaskBody, parseTaskDay, printListBody, printTaskBody } from "./task-body.ts";

export function createTaskStore(database: Database): TaskStore {
  const lists = async (where: Sql) => (await database.read(sql`SELECT * FROM task_lists ${where} ORDER BY seq`)).map(toList);
  const tasks = async (where: Sql) => (await database.read(sql`SELECT * FROM tasks WHERE ${where}`)).map(toTask);
  const findList: TaskStore["findList"] = async (id) => (await lists(sql`WHERE id = ${id}`))[0] ?? null;
  const find: TaskStore["find"] = async (listId, number, day) => {
    const of = sql`list_id = ${listId} AND number = ${number}`;
    const [task] = await tasks(day === null ? sql`${of} ORDER BY day DESC LIMIT 1` : sql`${of} AND day = ${day}`);
    return task ?? null;
  };
  return {
    addList: async (list) => {
      const { id, version, place } = list;
      const added = await database.write(sql`
        INSERT INTO task_lists (id, version, platform, workspace, channel, body)
        VALUES (${id}, ${version}, ${place.platform}, ${place.workspace}, ${place.channel}, ${printListBody(list)})
        ON CONFLICT DO NOTHING`);
      if (added === 0) throw new StoreError("exists", "This channel has a task list already.");
    },
    updateList: async (list) => {
      const written = await database.write(sql`
        UPDATE task_lists SET version = ${list.version + 1}, body = ${printListBody(list)}
        WHERE id = ${list.id} AND version = ${list.version}`);
      if (written > 0) return { ...list, version: list.version + 1 };
      if ((await findList(list.id)) === null) throw new StoreError("not-found", `There is no task list ${list.id}.`);
      throw new StoreError("conflict", "Somebody else has just changed this task list. Look at it again and repeat the change.");
    },
    findList,
    listOf: async ({ platform, workspace, channel }) =>
      (await lists(sql`WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel}`))[0] ?? null,
    lists: () => lists(sql``),

    openDay: ({ added, overtaken }) =>
      database.transact(async (connection) => {
        for (const task of added) await insert(connection, task);
        for (const task of overtaken) await connection.execute(replace(task));
      }),
    update: async (task) => {
      if ((await database.write(replace(task))) > 0) return { ...task, version: task.version + 1 };
      const { listId, number, day } = task;
      if ((await find(listId, number, day)) === null) throw new StoreError("not-found", `There is no task ${number} on ${day}.`);
      throw new StoreError("conflict", "Somebody else has just changed this task.");
    },
    find,
    current: (listId, sinceMs) =>
      tasks(sql`list_id = ${listId} AND (finished_ms IS NULL OR finished_ms >= ${sinceMs}) ORDER BY due_ms, number`),
    dueBetween: (listId, fromMs, toMs) =>
      tasks(sql`list_id = ${listId} AND due_ms >= ${fromMs} AND due_ms < ${toMs} ORDER BY due_ms, number`),
    recent: (listId, number, limit) =>
      tasks(sql`list_id = ${listId} AND number = ${number} AND finished_ms IS NOT NULL ORDER BY day DESC LIMIT ${limit}`),
    prune: (beforeMs) => database.write(sql`DELETE FROM tasks WHERE finished_ms < ${beforeMs}`),
  };
}

function insert(connection: Connection, task: Task): Promise<number> {
  const { listId, number, day, version, dueMs } = task;
  return connection.execute(sql`
    INSERT INTO tasks (list_id, number, day, version, due_ms, finished_ms, body)
    VALUES (${listId}, ${number}, ${day}, ${version}, ${dueMs}, ${finishedMs(task)}, ${printTaskBody(task)})
    ON CONFLICT DO NOTHING`);
}

function replace(task: Task): Sql {
  const { listId, number, day, version, dueMs } = task;
  return sql`
    UPDATE tasks SET version = ${version + 1}, due_ms = ${dueMs}, finished_ms = ${finishedMs(task)}, body = ${printTaskBody(task)}
    WHERE list_id = ${listId} AND number = ${number} AND day = ${day} AND version = ${version}`;
}

function finishedMs({ done, dropped }: Task): number | null {
  return done?.atMs ?? dropped?.atMs ?? null;
}

function toList(row: Row): TaskList {
  const id = toText(row.id);
  const place = { platform: toPlatform(row.platform), workspace: toText(row.workspace), channel: toText(row.channel), thread: null };
  return { id, version: toInt(row.version), place, ...parseListBody(toText(row.body), id) };
}

function toTask(row: Row): Task {
  const [listId, number] = [toText(row.list_id), toInt(row.number)];
  const name = `${number} of ${listId}`;
  const body = parseTaskBody(toText(row.body), name);
  const day = parseTaskDay(toText(row.day), name);
  return { listId, number, day, version: toInt(row.version), dueMs: toInt(row.due_ms), ...body };
}

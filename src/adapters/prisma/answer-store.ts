import type { Place } from "../../ports/chat-platform.ts";
import type { AnswerRecord, AnswerStore } from "../../ports/stores.ts";
import { type Row, toInt, toText, toTextOrNull } from "./connection.ts";
import type { Database } from "./database.ts";
import { toPlatform } from "./platforms.ts";
import { sql } from "./sql.ts";

export function createAnswerStore(database: Database): AnswerStore {
  return {
    record: async ({ id, place, userId, question, again, summary, answeredAtMs }) => {
      await database.write(sql`
        INSERT INTO answers (id, platform, workspace, channel, thread, user_id, question, words, summary, answered_at_ms)
        VALUES (${id}, ${place.platform}, ${place.workspace}, ${place.channel}, ${place.thread}, ${userId}, ${question}, ${again}, ${summary}, ${answeredAtMs})
        ON CONFLICT (id) DO UPDATE SET question = excluded.question, words = excluded.words, summary = excluded.summary`);
    },
    find: async (id) => firstAnswer(await database.read(sql`SELECT * FROM answers WHERE id = ${id}`)),
    placed: async (id, { platform, workspace, channel, thread }) => {
      await database.write(sql`
        UPDATE answers SET platform = ${platform}, workspace = ${workspace}, channel = ${channel}, thread = ${thread} WHERE id = ${id}`);
    },
    lastInThread: async ({ platform, workspace, channel, thread }) =>
      thread === null
        ? null
        : firstAnswer(
            await database.read(sql`
              SELECT * FROM answers
              WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel} AND thread = ${thread} AND question IS NOT NULL
              ORDER BY answered_at_ms DESC, id DESC LIMIT 1`),
          ),
    recentOf: async (userId, workspace, limit) => {
      const rows = await database.read(sql`
        SELECT * FROM answers WHERE workspace = ${workspace} AND user_id = ${userId}
        ORDER BY answered_at_ms DESC, id DESC LIMIT ${limit}`);
      return rows.map(toAnswer);
    },
    prune: (beforeMs) => database.write(sql`DELETE FROM answers WHERE answered_at_ms < ${beforeMs}`),
  };
}

function firstAnswer([row]: readonly Row[]): AnswerRecord | null {
  return row ? toAnswer(row) : null;
}

function toAnswer(row: Row): AnswerRecord {
  return {
    id: toText(row.id),
    place: toPlace(row),
    userId: toText(row.user_id),
    question: toTextOrNull(row.question),
    again: toText(row.words),
    summary: toText(row.summary),
    answeredAtMs: toInt(row.answered_at_ms),
  };
}

function toPlace(row: Row): Place {
  return {
    platform: toPlatform(row.platform),
    workspace: toText(row.workspace),
    channel: toText(row.channel),
    thread: toTextOrNull(row.thread),
  };
}

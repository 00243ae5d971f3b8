import type { SavedQuestion, SavedQuestionStore } from "../../ports/saved-questions.ts";
import { type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export function createSavedQuestionStore(database: Database): SavedQuestionStore {
  const find: SavedQuestionStore["find"] = async ({ platform, workspace }, name) => {
    const [row] = await database.read(sql`
      SELECT * FROM saved_questions WHERE platform = ${platform} AND workspace = ${workspace} AND key = ${keyOf(name)}`);
    return row ? toSaved(row) : null;
  };
  return {
    find,
    put: async (where, { name, words, savedBy, savedAtMs }) => {
      const before = await find(where, name);
      await database.write(sql`
        INSERT INTO saved_questions (platform, workspace, key, name, words, saved_by, saved_at_ms)
        VALUES (${where.platform}, ${where.workspace}, ${keyOf(name)}, ${name}, ${words}, ${savedBy}, ${savedAtMs})
        ON CONFLICT (platform, workspace, key) DO UPDATE
          SET name = excluded.name, words = excluded.words, saved_by = excluded.saved_by, saved_at_ms = excluded.saved_at_ms`);
      return before;
    },
    list: async ({ platform, workspace }) => {
      const rows = await database.read(sql`
        SELECT * FROM saved_questions WHERE platform = ${platform} AND workspace = ${workspace} ORDER BY key`);
      return rows.map(toSaved);
    },
    remove: async (where, name) => {
      const before = await find(where, name);
      const { platform, workspace } = where;
      await database.transact(async (connection) => {
        for (const table of [sql`saved_questions`, sql`pinned_questions`]) {
          await connection.execute(sql`
            DELETE FROM ${table} WHERE platform = ${platform} AND workspace = ${workspace} AND key = ${keyOf(name)}`);
        }
      });
      return before;
    },
    pin: async ({ platform, workspace, channel }, name, nowMs) => {
      await database.write(sql`
        INSERT INTO pinned_questions (platform, workspace, channel, key, pinned_at_ms)
        VALUES (${platform}, ${workspace}, ${channel}, ${keyOf(name)}, ${nowMs})
        ON CONFLICT DO NOTHING`);
    },
    unpin: async ({ platform, workspace, channel }, name) => {
      const removed = await database.write(sql`
        DELETE FROM pinned_questions
        WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel} AND key = ${keyOf(name)}`);
      return removed > 0;
    },
    pinned: async ({ platform, workspace, channel }) => {
      const rows = await database.read(sql`
        SELECT saved_questions.* FROM pinned_questions
        JOIN saved_questions ON saved_questions.platform = pinned_questions.platform
          AND saved_questions.workspace = pinned_questions.workspace AND saved_questions.key = pinned_questions.key
        WHERE pinned_questions.platform = ${platform} AND pinned_questions.workspace = ${workspace}
          AND pinned_questions.channel = ${channel}
        ORDER BY pinned_questions.pinned_at_ms, pinned_questions.key`);
      return rows.map(toSaved);
    },
  };
}

function keyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

function toSaved(row: Row): SavedQuestion {
  return { name: toText(row.name), words: toText(row.words), savedBy: toText(row.saved_by), savedAtMs: toInt(row.saved_at_ms) };
}

import type { WordsStore } from "../../ports/stores.ts";
import { toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export function createWordsStore(database: Database): WordsStore {
  return {
    keep: async (token, words) => {
      await database.write(sql`
        INSERT INTO words_tokens (token, words) VALUES (${token}, ${words})
        ON CONFLICT (token) DO UPDATE SET words = excluded.words`);
    },
    find: async (token) => {
      const [row] = await database.read(sql`SELECT words FROM words_tokens WHERE token = ${token}`);
      return row ? toText(row.words) : null;
    },
  };
}

import { LOCALES } from "../../core/locale.ts";
import type { PlaceStore } from "../../ports/stores.ts";
import { toText, toTextOrNull } from "./connection.ts";
import type { Database } from "./database.ts";
import { empty, sql } from "./sql.ts";

/** Settings of a channel have its id, those of its workspace an empty channel. */
export function createPlaceStore(database: Database): PlaceStore {
  return {
    settings: async ({ platform, workspace, channel }) => {
      const rows = await database.read(sql`
        SELECT channel, shop_id, locale FROM place_settings
        WHERE platform = ${platform} AND workspace = ${workspace} AND channel IN (${channel}, '')`);
      const own = rows.find((row) => toText(row.channel) === channel);
      const general = rows.find((row) => toText(row.channel) === "");
      const locale = toTextOrNull(own?.locale ?? general?.locale ?? null);
      return {
        shopId: toTextOrNull(own?.shop_id ?? general?.shop_id ?? null),
        locale: LOCALES.find((known) => known === locale) ?? null,
      };
    },
    set: async ({ platform, workspace, channel }, { shopId, locale }) => {
      const shop = shopId === undefined ? empty : sql`, shop_id = excluded.shop_id`;
      const language = locale === undefined ? empty : sql`, locale = excluded.locale`;
      await database.write(sql`
        INSERT INTO place_settings (platform, workspace, channel, shop_id, locale)
        VALUES (${platform}, ${workspace}, ${channel}, ${shopId ?? null}, ${locale ?? null})
        ON CONFLICT (platform, workspace, channel) DO UPDATE SET channel = excluded.channel${shop}${language}`);
    },
  };
}

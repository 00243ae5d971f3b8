import type { Campaign } from "../../core/campaigns/campaign.ts";
import type { CampaignStore } from "../../ports/campaigns.ts";
import { StoreError } from "../../ports/stores.ts";
import { parseCampaignBody, printCampaignBody } from "./campaign-body.ts";
import { type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

/** Campaigns are read with every question and seldom changed: a version is read out of its row once. */
function createReader(): (row: Row) => Campaign {
  const known = new Map<string, Campaign>();
  return (row) => {
    const [id, version] = [toText(row.id), toInt(row.version)];
    const before = known.get(id);
    if (before?.version === version) return before;
    const campaign = { id, version, name: toText(row.name), ...parseCampaignBody(toText(row.body), id) };
    known.set(id, campaign);
    return campaign;
  };
}

export function createCampaignStore(database: Database): CampaignStore {
  const toCampaign = createReader();
  const find: CampaignStore["find"] = async (id) => {
    const [row] = await database.read(sql`SELECT * FROM campaigns WHERE id = ${id}`);
    return row ? toCampaign(row) : null;
  };
  return {
    add: async (campaign) => {
      const { id, version, name } = campaign;
      const added = await database.write(sql`
        INSERT INTO campaigns (id, version, name, body) VALUES (${id}, ${version}, ${name}, ${printCampaignBody(campaign)})
        ON CONFLICT DO NOTHING`);
      if (added === 0) throw new StoreError("exists", `The campaign ${id} is there already.`);
    },
    update: async (campaign) => {
      const { id, version, name } = campaign;
      const written = await database.write(sql`
        UPDATE campaigns SET version = ${version + 1}, name = ${name}, body = ${printCampaignBody(campaign)}
        WHERE id = ${id} AND version = ${version}`);
      if (written > 0) return { ...campaign, version: version + 1 };
      if ((await find(id)) === null) throw new StoreError("not-found", `There is no campaign ${id}.`);
      throw new StoreError("conflict", "Somebody else has just changed this campaign. Look at it again and repeat the change.");
    },
    find,
    list: async () => (await database.read(sql`SELECT * FROM campaigns ORDER BY seq`)).map(toCampaign),
  };
}

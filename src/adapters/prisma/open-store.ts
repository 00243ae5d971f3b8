/** The store on either engine. Its tables must be there: see `migrateStore`. */
import type { Store } from "../../ports/stores.ts";
import { createAlertStore } from "./alert-store.ts";
import { createAnswerStore } from "./answer-store.ts";
import { createBasketStore } from "./basket-store.ts";
import { createCampaignStore } from "./campaign-store.ts";
import { createCustomerStore } from "./customer-store.ts";
import { createDatabase } from "./database.ts";
import { openEngine } from "./engine.ts";
import { createFactStore } from "./fact-store.ts";
import { createHolidayStore } from "./holiday-store.ts";
import { createMeasureStore } from "./measure-store.ts";
import { createOutboxStore } from "./outbox-store.ts";
import { createPlaceStore } from "./place-store.ts";
import { createPublicationStore } from "./publication-store.ts";
import { createRateStore } from "./rate-store.ts";
import { createRunStore } from "./run-store.ts";
import { createSavedQuestionStore } from "./saved-question-store.ts";
import { lockServer } from "./server-lock.ts";
import { createShopStore } from "./shop-store.ts";
import { sql } from "./sql.ts";
import { toStoreError } from "./store-errors.ts";
import { parseStoreUrl } from "./store-url.ts";
import { createSubscriptionStore } from "./subscription-store.ts";
import { createTargetStore } from "./target-store.ts";
import { createTaskStore } from "./task-store.ts";
import { createWordsStore } from "./words-store.ts";

export interface StoreOptions {
  /** `file:…` or `postgresql://…`. */
  readonly url: string;
  /** The bot process is the `server`: there is one per SQLite file. Tools (import, ask) work beside it. */
  readonly role: "server" | "tool";
}

/** Rejects with `StoreError`: `in-use` for a second server, `unreachable`, `not-migrated`. */
export async function openStore({ url: storeUrl, role }: StoreOptions): Promise<Store> {
  const url = parseStoreUrl(storeUrl);
  try {
    const engine = await openEngine(url);
    const lock = role === "server" && url.engine === "sqlite" ? lockServer(url.path) : null;
    const database = await createDatabase(engine, url);
    const ping = async (): Promise<void> => {
      await database.read(sql`SELECT id FROM shops LIMIT 1`);
    };
    const close = async (): Promise<void> => {
      await engine.close();
      lock?.release();
    };
    try {
      await ping();
    } catch (error) {
      await close();
      throw error;
    }
    return {
      shops: createShopStore(database),
      measures: createMeasureStore(database),
      customers: createCustomerStore(database),
      baskets: createBasketStore(database),
      rates: createRateStore(database),
      facts: createFactStore(database),
      places: createPlaceStore(database),
      answers: createAnswerStore(database),
      words: createWordsStore(database),
      outbox: createOutboxStore(database),
      runs: createRunStore(database),
      subscriptions: createSubscriptionStore(database),
      publications: createPublicationStore(database),
      campaigns: createCampaignStore(database),
      tasks: createTaskStore(database),
      targets: createTargetStore(database),
      savedQuestions: createSavedQuestionStore(database),
      alerts: createAlertStore(database),
      holidays: createHolidayStore(database),
      ping,
      close,
    };
  } catch (error) {
    throw toStoreError(error, url);
  }
}

import { afterAll, beforeAll, describe } from "vitest";
import { describeAlertStore } from "../../contracts/alert-store.ts";
import { describeAnswerStore } from "../../contracts/answer-store.ts";
import { describeBasketStore } from "../../contracts/basket-store.ts";
import { describeCampaignStore } from "../../contracts/campaign-store.ts";
import { describeCustomerStore } from "../../contracts/customer-store.ts";
import { describeFactStore } from "../../contracts/fact-store.ts";
import { describeHolidayStore } from "../../contracts/holiday-store.ts";
import { describeMeasureStore } from "../../contracts/measure-store.ts";
import { describeOutboxStore } from "../../contracts/outbox-store.ts";
import { describePlaceStore } from "../../contracts/place-store.ts";
import { type PostgresServer, startPostgres } from "../../contracts/postgres-server.ts";
import { describeRunStore } from "../../contracts/run-store.ts";
import { describeShopStore } from "../../contracts/shop-store.ts";
import { must } from "../../contracts/store-fixture.ts";
import { describeSubscriptionStore } from "../../contracts/subscription-store.ts";
import { describeTargetStore } from "../../contracts/target-store.ts";
import { describeTaskStore } from "../../contracts/task-store.ts";
import { describeWordsStore } from "../../contracts/words-store.ts";
import { openTestStore } from "./open-test-store.ts";

describe("on PostgreSQL", () => {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  const open = async () => openTestStore(await must(server).createDatabase());

  describeShopStore(open);
  describePlaceStore(open);
  describeAnswerStore(open);
  describeWordsStore(open);
  describeOutboxStore(open);
  describeRunStore(open);
  describeSubscriptionStore(open);
  describeCampaignStore(open);
  describeHolidayStore(open);
  describeTaskStore(open);
  describeTargetStore(open);
  describeAlertStore(open);
  describeFactStore(open);
  describeMeasureStore(open);
  describeCustomerStore(open);
  describeBasketStore(open);
});

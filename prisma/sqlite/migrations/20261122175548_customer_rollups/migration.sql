-- CreateTable
CREATE TABLE "customer_rollups" (
    "shop_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "previous_day" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "one_time" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "day", "previous_day")
) WITHOUT ROWID;

-- RedefineTables
CREATE TABLE "new_customer_days" (
    "shop_id" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "first_order_id" TEXT NOT NULL,
    "previous_day" TEXT,

    PRIMARY KEY ("shop_id", "customer", "day")
) WITHOUT ROWID;
INSERT INTO "new_customer_days" ("shop_id", "customer", "day", "orders", "first_order_id", "previous_day")
SELECT "shop_id", "customer", "day", "orders", "first_order_id", lag("day") OVER (PARTITION BY "shop_id", "customer" ORDER BY "day")
FROM "customer_days";
DROP TABLE "customer_days";
ALTER TABLE "new_customer_days" RENAME TO "customer_days";

-- Fill it from the customers that are there
INSERT INTO "customer_rollups" ("shop_id", "day", "previous_day", "customers", "one_time")
SELECT d."shop_id", d."day", coalesce(d."previous_day", ''), count(*), count(CASE WHEN c."orders" = 1 THEN 1 END)
FROM "customer_days" d JOIN "customers" c ON c."shop_id" = d."shop_id" AND c."customer" = d."customer" GROUP BY 1, 2, 3;

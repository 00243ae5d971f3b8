-- DropIndex
DROP INDEX "customer_days_shop_id_customer_day_idx";

-- AlterTable
ALTER TABLE "customer_days" DROP CONSTRAINT "customer_days_pkey",
ADD COLUMN     "previous_day" TEXT,
ADD CONSTRAINT "customer_days_pkey" PRIMARY KEY ("shop_id", "customer", "day");

-- CreateTable
CREATE TABLE "customer_rollups" (
    "shop_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "previous_day" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "one_time" INTEGER NOT NULL,

    CONSTRAINT "customer_rollups_pkey" PRIMARY KEY ("shop_id","day","previous_day")
);

-- Fill both from the customers that are there
UPDATE "customer_days" d SET "previous_day" = n."previous_day"
FROM (
    SELECT "shop_id", "customer", "day", lag("day") OVER (PARTITION BY "shop_id", "customer" ORDER BY "day") AS "previous_day"
    FROM "customer_days"
) n
WHERE n."shop_id" = d."shop_id" AND n."customer" = d."customer" AND n."day" = d."day";

INSERT INTO "customer_rollups" ("shop_id", "day", "previous_day", "customers", "one_time")
SELECT d."shop_id", d."day", coalesce(d."previous_day", ''), count(*), count(CASE WHEN c."orders" = 1 THEN 1 END)
FROM "customer_days" d JOIN "customers" c ON c."shop_id" = d."shop_id" AND c."customer" = d."customer" GROUP BY 1, 2, 3;

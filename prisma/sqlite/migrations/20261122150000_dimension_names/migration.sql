-- CreateTable
CREATE TABLE "dimension_names" (
    "shop_id" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "weight" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "dimension", "name")
) WITHOUT ROWID;

-- Fill it from the rollups that are there
INSERT INTO "dimension_names" ("shop_id", "dimension", "name", "weight", "days")
SELECT "shop_id", "dimension", "key", sum(coalesce("orders", "sessions", 0)), count(*)
FROM "breakdown_rollups" WHERE "key" <> '' GROUP BY "shop_id", "dimension", "key";

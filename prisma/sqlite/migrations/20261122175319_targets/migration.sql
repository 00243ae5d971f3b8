-- CreateTable
CREATE TABLE "targets" (
    "shop_id" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "value" REAL NOT NULL,

    PRIMARY KEY ("shop_id", "metric", "channel", "from_day", "to_day")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "targets_shop_id_from_day_idx" ON "targets"("shop_id", "from_day");

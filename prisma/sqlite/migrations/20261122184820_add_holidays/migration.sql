-- CreateTable
CREATE TABLE "holidays" (
    "shop_id" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "country", "day")
) WITHOUT ROWID;

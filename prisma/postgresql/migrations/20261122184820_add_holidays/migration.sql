-- CreateTable
CREATE TABLE "holidays" (
    "shop_id" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holidays_pkey" PRIMARY KEY ("shop_id","country","day")
);

-- CreateTable
CREATE TABLE "currency_rates" (
    "from_currency" TEXT NOT NULL,
    "to_currency" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "day" TEXT NOT NULL,

    PRIMARY KEY ("from_currency", "to_currency")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "currency_rates" (
    "from_currency" TEXT NOT NULL,
    "to_currency" TEXT NOT NULL,
    "rate" TEXT NOT NULL,
    "day" TEXT NOT NULL,

    CONSTRAINT "currency_rates_pkey" PRIMARY KEY ("from_currency","to_currency")
);

-- CreateTable
CREATE TABLE "alerts" (
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "opened_at_ms" BIGINT NOT NULL,
    "closed_at_ms" BIGINT,
    "data" TEXT NOT NULL,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "alert_places" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "alert_places_pkey" PRIMARY KEY ("platform","workspace","channel")
);

-- CreateTable
CREATE TABLE "alert_rules" (
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "watch_states" (
    "shop_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "watch_states_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "expected_spans" (
    "shop_id" TEXT NOT NULL,
    "from_ms" BIGINT NOT NULL,
    "to_ms" BIGINT NOT NULL,
    "metric" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "expected_spans_pkey" PRIMARY KEY ("shop_id","from_ms","to_ms","metric","channel")
);

-- CreateIndex
CREATE INDEX "alerts_closed_at_ms_idx" ON "alerts"("closed_at_ms");

-- CreateIndex
CREATE INDEX "alerts_opened_at_ms_idx" ON "alerts"("opened_at_ms");

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "days" TEXT NOT NULL,
    "zone" TEXT,
    "shop_ids" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "sections" TEXT NOT NULL,
    "wait_ms" BIGINT NOT NULL,
    "owner_user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since_ms" BIGINT NOT NULL,
    "created_at_ms" BIGINT NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publications" (
    "key" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "shop_id" TEXT NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "slot_ms" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "posted_at_ms" BIGINT NOT NULL,
    "figures" TEXT NOT NULL,
    "notices" INTEGER NOT NULL,
    "check_at_ms" BIGINT,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "subscriptions_state_idx" ON "subscriptions"("state");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_platform_workspace_channel_number_key" ON "subscriptions"("platform", "workspace", "channel", "number");

-- CreateIndex
CREATE INDEX "publications_check_at_ms_idx" ON "publications"("check_at_ms");

-- CreateIndex
CREATE INDEX "publications_slot_ms_idx" ON "publications"("slot_ms");

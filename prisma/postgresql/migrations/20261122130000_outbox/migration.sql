-- CreateTable
CREATE TABLE "outbox_entries" (
    "seq" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT,
    "thread" TEXT,
    "user_id" TEXT,
    "workspace_scope" TEXT NOT NULL,
    "place_scope" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "parent_key" TEXT,
    "owner_user_id" TEXT,
    "not_before_ms" BIGINT NOT NULL,
    "position_ms" BIGINT NOT NULL,
    "due_ms" BIGINT NOT NULL,
    "stale_after_ms" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "worker" TEXT,
    "lease_until_ms" BIGINT,
    "attempts" INTEGER NOT NULL,
    "first_tried_ms" BIGINT,
    "last_tried_ms" BIGINT,
    "unsettled_since_ms" BIGINT,
    "reason" TEXT,
    "detail" TEXT,
    "posted_channel" TEXT,
    "posted_thread" TEXT,
    "posted_id" TEXT,
    "finished_ms" BIGINT,

    CONSTRAINT "outbox_entries_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "duty_runs" (
    "duty" TEXT NOT NULL,
    "slot_ms" BIGINT NOT NULL,
    "worker" TEXT NOT NULL,
    "lease_until_ms" BIGINT NOT NULL,
    "outcome" TEXT,
    "finished_ms" BIGINT,

    CONSTRAINT "duty_runs_pkey" PRIMARY KEY ("duty","slot_ms")
);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_entries_key_key" ON "outbox_entries"("key");

-- CreateIndex
CREATE INDEX "outbox_entries_finished_ms_place_scope_urgency_position_ms__idx" ON "outbox_entries"("finished_ms", "place_scope", "urgency", "position_ms", "seq");

-- CreateIndex
CREATE INDEX "outbox_entries_finished_ms_due_ms_idx" ON "outbox_entries"("finished_ms", "due_ms");

-- CreateIndex
CREATE INDEX "outbox_entries_parent_key_idx" ON "outbox_entries"("parent_key");

-- CreateIndex
CREATE INDEX "duty_runs_finished_ms_idx" ON "duty_runs"("finished_ms");

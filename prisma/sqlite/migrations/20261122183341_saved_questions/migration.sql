-- CreateTable
CREATE TABLE "saved_questions" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at_ms" BIGINT NOT NULL,

    PRIMARY KEY ("platform", "workspace", "key")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "pinned_questions" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "pinned_at_ms" BIGINT NOT NULL,

    PRIMARY KEY ("platform", "workspace", "channel", "key")
) WITHOUT ROWID;

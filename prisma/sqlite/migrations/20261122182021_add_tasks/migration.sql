-- CreateTable
CREATE TABLE "task_lists" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "tasks" (
    "list_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "due_ms" BIGINT NOT NULL,
    "finished_ms" BIGINT,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("list_id", "number", "day")
);

-- CreateIndex
CREATE UNIQUE INDEX "task_lists_id_key" ON "task_lists"("id");

-- CreateIndex
CREATE UNIQUE INDEX "task_lists_platform_workspace_channel_key" ON "task_lists"("platform", "workspace", "channel");

-- CreateIndex
CREATE INDEX "tasks_list_id_finished_ms_idx" ON "tasks"("list_id", "finished_ms");

-- CreateIndex
CREATE INDEX "tasks_list_id_due_ms_idx" ON "tasks"("list_id", "due_ms");

-- CreateIndex
CREATE INDEX "tasks_finished_ms_idx" ON "tasks"("finished_ms");

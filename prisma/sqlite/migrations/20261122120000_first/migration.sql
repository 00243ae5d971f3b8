-- CreateTable
CREATE TABLE "shops" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "country" TEXT,
    "week_start" INTEGER NOT NULL,
    "simulated" BOOLEAN NOT NULL
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "placed_at_ms" BIGINT NOT NULL,
    "day" TEXT NOT NULL,
    "hour_ms" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "customer" TEXT,
    "country" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "line_count" INTEGER NOT NULL,
    "units" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "line_discount" BIGINT NOT NULL,
    "order_discount" BIGINT,
    "tax" BIGINT,
    "shipping" BIGINT,
    "fingerprint" BIGINT NOT NULL,
    "run_id" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "order_id")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "order_lines" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "sku" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "gross" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,

    PRIMARY KEY ("shop_id", "order_id", "line_no")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "refund_lines" (
    "shop_id" TEXT NOT NULL,
    "refund_id" TEXT NOT NULL,
    "line_no" INTEGER NOT NULL,
    "order_id" TEXT NOT NULL,
    "refunded_at_ms" BIGINT NOT NULL,
    "day" TEXT NOT NULL,
    "hour_ms" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "sku" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "refund_id", "line_no")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customer_days" (
    "shop_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "first_order_id" TEXT NOT NULL,

    PRIMARY KEY ("shop_id", "day", "customer")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "customers" (
    "shop_id" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "first_day" TEXT NOT NULL,
    "first_order_id" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "customer")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "measures" (
    "shop_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at_ms" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "hour_ms" BIGINT NOT NULL,
    "available_at_ms" BIGINT NOT NULL,
    "sessions" BIGINT,
    "visitors" BIGINT,
    "add_to_carts" BIGINT,
    "checkouts" BIGINT,
    "converted_sessions" BIGINT,
    "orders" BIGINT,
    "units" BIGINT,
    "gross" BIGINT,
    "discounts" BIGINT,
    "returns" BIGINT,
    "tax" BIGINT,
    "shipping" BIGINT,
    "duties" BIGINT,
    "ad_spend" BIGINT,
    "cogs" BIGINT,
    "new_customers" BIGINT,
    "returning_customers" BIGINT,

    PRIMARY KEY ("shop_id", "source", "grain", "at_ms", "day", "channel", "device", "country", "category")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "hourly_rollups" (
    "shop_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "hour_ms" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "sessions" BIGINT,
    "visitors" BIGINT,
    "add_to_carts" BIGINT,
    "checkouts" BIGINT,
    "converted_sessions" BIGINT,
    "orders" BIGINT,
    "units" BIGINT,
    "gross" BIGINT,
    "discounts" BIGINT,
    "returns" BIGINT,
    "returns_order_day" BIGINT,
    "tax" BIGINT,
    "shipping" BIGINT,
    "duties" BIGINT,
    "ad_spend" BIGINT,
    "cogs" BIGINT,
    "new_customers" BIGINT,
    "returning_customers" BIGINT,

    PRIMARY KEY ("shop_id", "day", "hour_ms", "channel")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "daily_rollups" (
    "shop_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "sessions" BIGINT,
    "visitors" BIGINT,
    "add_to_carts" BIGINT,
    "checkouts" BIGINT,
    "converted_sessions" BIGINT,
    "orders" BIGINT,
    "units" BIGINT,
    "gross" BIGINT,
    "discounts" BIGINT,
    "returns" BIGINT,
    "returns_order_day" BIGINT,
    "tax" BIGINT,
    "shipping" BIGINT,
    "duties" BIGINT,
    "ad_spend" BIGINT,
    "cogs" BIGINT,
    "new_customers" BIGINT,
    "returning_customers" BIGINT,

    PRIMARY KEY ("shop_id", "day", "channel")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "breakdown_rollups" (
    "shop_id" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sessions" BIGINT,
    "visitors" BIGINT,
    "add_to_carts" BIGINT,
    "checkouts" BIGINT,
    "converted_sessions" BIGINT,
    "orders" BIGINT,
    "units" BIGINT,
    "gross" BIGINT,
    "discounts" BIGINT,
    "returns" BIGINT,
    "returns_order_day" BIGINT,
    "tax" BIGINT,
    "shipping" BIGINT,
    "duties" BIGINT,
    "ad_spend" BIGINT,
    "cogs" BIGINT,
    "new_customers" BIGINT,
    "returning_customers" BIGINT,

    PRIMARY KEY ("shop_id", "dimension", "day", "key")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "watermarks" (
    "shop_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "through_ms" BIGINT NOT NULL,
    "measures" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,

    PRIMARY KEY ("shop_id", "source")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "import_runs" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "shop_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "started_at_ms" BIGINT NOT NULL,
    "orders" BIGINT NOT NULL,
    "lines" BIGINT NOT NULL,
    "refunds" BIGINT NOT NULL,
    "measures" BIGINT NOT NULL,
    "unchanged" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "place_settings" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "shop_id" TEXT,
    "locale" TEXT,

    PRIMARY KEY ("platform", "workspace", "channel")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "answers" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT,
    "user_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "answered_at_ms" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "words_tokens" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "words" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "orders_shop_id_day_idx" ON "orders"("shop_id", "day");

-- CreateIndex
CREATE INDEX "refund_lines_shop_id_day_idx" ON "refund_lines"("shop_id", "day");

-- CreateIndex
CREATE INDEX "refund_lines_shop_id_order_id_idx" ON "refund_lines"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "customer_days_shop_id_customer_day_idx" ON "customer_days"("shop_id", "customer", "day");

-- CreateIndex
CREATE INDEX "measures_shop_id_day_idx" ON "measures"("shop_id", "day");

-- CreateIndex
CREATE INDEX "import_runs_shop_id_id_idx" ON "import_runs"("shop_id", "id");

-- CreateIndex
CREATE INDEX "answers_platform_workspace_channel_thread_answered_at_ms_idx" ON "answers"("platform", "workspace", "channel", "thread", "answered_at_ms");

-- CreateIndex
CREATE INDEX "answers_workspace_user_id_answered_at_ms_idx" ON "answers"("workspace", "user_id", "answered_at_ms");

-- CreateIndex
CREATE INDEX "answers_answered_at_ms_idx" ON "answers"("answered_at_ms");

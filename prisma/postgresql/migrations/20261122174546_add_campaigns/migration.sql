-- CreateTable
CREATE TABLE "campaigns" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_id_key" ON "campaigns"("id");

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "discount_codes" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "answers" ADD COLUMN "question" TEXT;

-- Until now only questions were kept.
UPDATE "answers" SET "question" = "words";

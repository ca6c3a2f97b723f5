-- Lists written into files: what is asked for and how far it has come, and the pages that are written.

CREATE TYPE "export_format" AS ENUM ('JSONL', 'CSV');
CREATE TYPE "export_status" AS ENUM ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');

CREATE TABLE "exports" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "connection" TEXT NOT NULL,
    "format" "export_format" NOT NULL,
    "filter" JSONB,
    "columns" TEXT[],
    "visibility" TEXT NOT NULL,
    "status" "export_status" NOT NULL DEFAULT 'QUEUED',
    "failure" TEXT,
    "cursor_seq" BIGINT NOT NULL,
    "cursor_epoch" UUID NOT NULL,
    "position" UUID,
    "rows_written" INTEGER NOT NULL DEFAULT 0,
    "rows_expected" INTEGER,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "chunk_count" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_holder" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "served_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "exports_workspace_id_id_key" ON "exports"("workspace_id", "id");
CREATE INDEX "exports_workspace_id_user_id_idx" ON "exports"("workspace_id", "user_id");
ALTER TABLE "exports" ADD CONSTRAINT "exports_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "exports" ADD CONSTRAINT "exports_failure_check" CHECK ((status = 'FAILED') = (failure IS NOT NULL));

-- Every process asks for the next one to work at, once a second.
CREATE INDEX "exports_unfinished" ON "exports" ("served_at") WHERE "status" IN ('QUEUED', 'RUNNING');
CREATE INDEX "exports_expires_at" ON "exports" ("expires_at");

CREATE TABLE "export_chunks" (
    "workspace_id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "export_chunks_pkey" PRIMARY KEY ("workspace_id", "export_id", "number")
);
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_workspace_id_export_id_fkey" FOREIGN KEY ("workspace_id", "export_id") REFERENCES "exports"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The ground: identity, customers, interactions, the event log.
--
-- Tables, keys and enums first (as `prisma migrate diff` prints them), then what Prisma's schema
-- cannot say: folding, search, checks, the e-mail rule, indexes for every offered filter and order,
-- and the log's partitions.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateEnum
CREATE TYPE "lifecycle_stage" AS ENUM ('SUBSCRIBER', 'LEAD', 'PROSPECT', 'CUSTOMER', 'CHAMPION', 'CHURNED');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('USER', 'SYSTEM');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('OWNER', 'ADMIN', 'MANAGER', 'AGENT', 'VIEWER');

-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('BROWSER', 'TOKEN');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('EMAIL', 'CALL', 'CHAT', 'SMS', 'MEETING', 'WEB', 'SOCIAL', 'NOTE', 'ORDER', 'TICKET', 'CAMPAIGN');

-- CreateEnum
CREATE TYPE "direction" AS ENUM ('INBOUND', 'OUTBOUND', 'INTERNAL');

-- CreateEnum
CREATE TYPE "participant_role" AS ENUM ('FROM', 'TO', 'CC', 'BCC', 'ATTENDEE');

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "given_name" TEXT,
    "family_name" TEXT,
    "email" TEXT,
    "other_emails" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "phone" TEXT,
    "other_phones" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "lifecycle_stage" "lifecycle_stage" NOT NULL DEFAULT 'LEAD',
    "owner_id" UUID,
    "organization_id" UUID,
    "job_title" TEXT,
    "time_zone" TEXT,
    "locale" TEXT,
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "external_id" TEXT,
    "last_interaction_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT,
    "industry" TEXT,
    "size" INTEGER,
    "country" TEXT,
    "parent_id" UUID,
    "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "external_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "is_gone" BOOLEAN NOT NULL DEFAULT false,
    "customer_id" UUID,
    "organization_id" UUID,
    "owner_id" UUID,
    "agent_id" UUID,
    "channel" "channel",
    "direction" "direction",
    "before" JSONB,
    "changed_fields" TEXT[] NOT NULL,
    "payload" JSONB NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_log" (
    "seq" BIGINT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "is_gone" BOOLEAN NOT NULL,
    "customer_id" UUID,
    "organization_id" UUID,
    "owner_id" UUID,
    "agent_id" UUID,
    "channel" "channel",
    "direction" "direction",
    "before" JSONB,
    "changed_fields" TEXT[] NOT NULL,
    "payload" JSONB NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("seq")
) PARTITION BY RANGE ("seq");

-- CreateTable
CREATE TABLE "feed_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "floor" BIGINT NOT NULL,
    "epoch" UUID NOT NULL,
    "cursor_key" BYTEA NOT NULL,
    "system_identifier" TEXT NOT NULL,
    "timeline" INTEGER NOT NULL,

    CONSTRAINT "feed_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "session_kind" NOT NULL,
    "label" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "workspace_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" BYTEA NOT NULL,
    "result_ids" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("workspace_id","actor_id","operation","key")
);

-- CreateTable
CREATE TABLE "interactions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "organization_id" UUID,
    "agent_id" UUID,
    "channel" "channel" NOT NULL,
    "direction" "direction" NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_seconds" INTEGER,
    "source" TEXT NOT NULL DEFAULT 'api',
    "external_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interaction_participants" (
    "workspace_id" UUID NOT NULL,
    "interaction_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "participant_role" NOT NULL,
    "name" TEXT,
    "address" TEXT,

    CONSTRAINT "interaction_participants_pkey" PRIMARY KEY ("workspace_id","interaction_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "customers_workspace_id_id_key" ON "customers"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_workspace_id_external_id_key" ON "customers"("workspace_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_workspace_id_id_key" ON "organizations"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_workspace_id_external_id_key" ON "organizations"("workspace_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE INDEX "sessions_workspace_id_user_id_idx" ON "sessions"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_workspace_id_id_key" ON "sessions"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "interactions_workspace_id_id_key" ON "interactions"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "interactions_workspace_id_external_id_key" ON "interactions"("workspace_id", "external_id");

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_owner_id_fkey" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organizations"("workspace_id", "id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_workspace_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "parent_id") REFERENCES "organizations"("workspace_id", "id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE CASCADE;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organizations"("workspace_id", "id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE RESTRICT;

-- AddForeignKey
ALTER TABLE "interaction_participants" ADD CONSTRAINT "interaction_participants_workspace_id_interaction_id_fkey" FOREIGN KEY ("workspace_id", "interaction_id") REFERENCES "interactions"("workspace_id", "id") ON DELETE CASCADE;

-- Folding ---------------------------------------------------------------------------------------

-- For comparing and finding names: no accents, no case, and i, ı, I and İ are one letter.
-- `unaccent` alone is only STABLE, since a dictionary can be changed; ours is not.
CREATE FUNCTION fold_text(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  SET search_path = public, pg_catalog
  RETURN lower(
    unaccent('unaccent'::regdictionary, translate(normalize(value, NFKC), 'İı', 'ii'))
    COLLATE "und-x-icu"
  );

-- For comparing e-mail addresses: case only. Accents tell two mailboxes apart.
CREATE FUNCTION fold_email(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN lower(translate(normalize(value, NFKC), 'İ', 'i') COLLATE "und-x-icu");

-- `array_to_string` is only STABLE, because of element types that are not text.
CREATE FUNCTION array_to_text(parts text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN array_to_string(parts, ' ');

-- Words to search in: folded, punctuation as spaces, and a space in front, so that ' ann' is a word's beginning.
CREATE FUNCTION search_words(VARIADIC parts text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = public, pg_catalog
  RETURN ' ' || translate(fold_text(array_to_text(parts)), '@._-+/(),;:&''"', '               ');

ALTER TABLE "customers"
  ADD COLUMN "sort_name" text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text("name")) STORED,
  ADD COLUMN "search_text" text NOT NULL GENERATED ALWAYS AS (
    search_words("name", "given_name", "family_name", "email", array_to_text("other_emails"), "phone", "external_id")
  ) STORED;
ALTER TABLE "customers"
  ADD COLUMN "search_vector" tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('simple', search_words("name", "given_name", "family_name", "email", array_to_text("other_emails"), "phone", "external_id"))
  ) STORED;

ALTER TABLE "organizations"
  ADD COLUMN "sort_name" text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text("name")) STORED,
  ADD COLUMN "search_text" text NOT NULL GENERATED ALWAYS AS (
    search_words("name", "domain", "industry", "external_id")
  ) STORED,
  ADD COLUMN "search_vector" tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('simple', search_words("name", "domain", "industry", "external_id"))
  ) STORED;

-- One unarchived customer per address -----------------------------------------------------------

CREATE TABLE "customer_emails" (
  "workspace_id" uuid NOT NULL,
  "email" text NOT NULL,
  "customer_id" uuid NOT NULL,
  CONSTRAINT "customer_emails_pkey" PRIMARY KEY ("workspace_id", "email"),
  CONSTRAINT "customer_emails_customer_fkey" FOREIGN KEY ("workspace_id", "customer_id")
    REFERENCES "customers" ("workspace_id", "id") ON DELETE CASCADE
);
CREATE INDEX "customer_emails_customer_idx" ON "customer_emails" ("workspace_id", "customer_id");

CREATE FUNCTION keep_customer_emails() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_catalog
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM customer_emails WHERE workspace_id = NEW.workspace_id AND customer_id = NEW.id;
  END IF;
  IF NEW.archived_at IS NULL THEN
    INSERT INTO customer_emails (workspace_id, email, customer_id)
    SELECT DISTINCT NEW.workspace_id, fold_email(address), NEW.id
    FROM unnest(NEW.email || NEW.other_emails) AS address
    WHERE address IS NOT NULL
    ORDER BY 2;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER customer_emails_on_insert AFTER INSERT ON "customers" FOR EACH ROW
  WHEN (NEW.email IS NOT NULL OR NEW.other_emails <> '{}')
  EXECUTE FUNCTION keep_customer_emails();
CREATE TRIGGER customer_emails_on_update AFTER UPDATE OF email, other_emails, archived_at ON "customers" FOR EACH ROW
  WHEN ((OLD.email, OLD.other_emails, OLD.archived_at) IS DISTINCT FROM (NEW.email, NEW.other_emails, NEW.archived_at))
  EXECUTE FUNCTION keep_customer_emails();

-- What no writer may store ----------------------------------------------------------------------

ALTER TABLE "workspaces"
  ADD CONSTRAINT "workspaces_name_check" CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "users"
  ADD CONSTRAINT "users_name_check" CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT "users_email_check" CHECK (email = fold_email(email) AND length(email) BETWEEN 3 AND 320);
ALTER TABLE "customers"
  ADD CONSTRAINT "customers_name_check" CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT "customers_phone_check" CHECK (phone ~ '^\+[1-9][0-9]{1,14}$'),
  ADD CONSTRAINT "customers_other_emails_check" CHECK (array_position(other_emails, NULL) IS NULL),
  ADD CONSTRAINT "customers_other_phones_check" CHECK (array_position(other_phones, NULL) IS NULL),
  ADD CONSTRAINT "customers_external_id_check" CHECK (length(external_id) BETWEEN 1 AND 200);
ALTER TABLE "organizations"
  ADD CONSTRAINT "organizations_name_check" CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT "organizations_size_check" CHECK (size >= 0),
  ADD CONSTRAINT "organizations_country_check" CHECK (country ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT "organizations_parent_check" CHECK (parent_id <> id),
  ADD CONSTRAINT "organizations_external_id_check" CHECK (length(external_id) BETWEEN 1 AND 200);
ALTER TABLE "interactions"
  ADD CONSTRAINT "interactions_duration_check" CHECK (duration_seconds >= 0),
  ADD CONSTRAINT "interactions_external_id_check" CHECK (length(external_id) BETWEEN 1 AND 200);

-- An index for every filter and order that the API offers ----------------------------------------

CREATE INDEX "customers_name_idx" ON "customers" ("workspace_id", "sort_name", "id");
CREATE INDEX "customers_created_idx" ON "customers" ("workspace_id", "created_at", "id");
CREATE INDEX "customers_updated_idx" ON "customers" ("workspace_id", "updated_at", "id");
CREATE INDEX "customers_last_interaction_idx" ON "customers"
  ("workspace_id", (coalesce("last_interaction_at", '-infinity')), "id");
CREATE INDEX "customers_stage_idx" ON "customers" ("workspace_id", "lifecycle_stage", "sort_name", "id");
CREATE INDEX "customers_owner_idx" ON "customers" ("workspace_id", "owner_id", "sort_name", "id");
CREATE INDEX "customers_organization_idx" ON "customers" ("workspace_id", "organization_id", "sort_name", "id");
CREATE INDEX "customers_archived_idx" ON "customers" ("workspace_id", "archived_at") WHERE "archived_at" IS NOT NULL;
CREATE INDEX "customers_phone_idx" ON "customers" ("workspace_id", "phone");
CREATE INDEX "customers_tags_idx" ON "customers" USING gin ("workspace_id", "tags");
CREATE INDEX "customers_search_vector_idx" ON "customers" USING gin ("workspace_id", "search_vector");
CREATE INDEX "customers_search_text_idx" ON "customers" USING gin ("workspace_id", "search_text" gin_trgm_ops);

CREATE INDEX "organizations_name_idx" ON "organizations" ("workspace_id", "sort_name", "id");
CREATE INDEX "organizations_created_idx" ON "organizations" ("workspace_id", "created_at", "id");
CREATE INDEX "organizations_updated_idx" ON "organizations" ("workspace_id", "updated_at", "id");
CREATE INDEX "organizations_size_idx" ON "organizations" ("workspace_id", (coalesce("size", -1)), "id");
CREATE INDEX "organizations_industry_idx" ON "organizations" ("workspace_id", "industry", "sort_name", "id");
CREATE INDEX "organizations_country_idx" ON "organizations" ("workspace_id", "country", "sort_name", "id");
CREATE INDEX "organizations_parent_idx" ON "organizations" ("workspace_id", "parent_id", "sort_name", "id");
CREATE INDEX "organizations_domain_idx" ON "organizations" ("workspace_id", "domain");
CREATE INDEX "organizations_archived_idx" ON "organizations" ("workspace_id", "archived_at") WHERE "archived_at" IS NOT NULL;
CREATE INDEX "organizations_tags_idx" ON "organizations" USING gin ("workspace_id", "tags");
CREATE INDEX "organizations_search_vector_idx" ON "organizations" USING gin ("workspace_id", "search_vector");
CREATE INDEX "organizations_search_text_idx" ON "organizations" USING gin ("workspace_id", "search_text" gin_trgm_ops);

CREATE INDEX "interactions_occurred_idx" ON "interactions" ("workspace_id", "occurred_at", "id");
CREATE INDEX "interactions_created_idx" ON "interactions" ("workspace_id", "created_at", "id");
CREATE INDEX "interactions_customer_idx" ON "interactions" ("workspace_id", "customer_id", "occurred_at", "id");
CREATE INDEX "interactions_organization_idx" ON "interactions" ("workspace_id", "organization_id", "occurred_at", "id");
CREATE INDEX "interactions_agent_idx" ON "interactions" ("workspace_id", "agent_id", "occurred_at", "id");
CREATE INDEX "interactions_channel_idx" ON "interactions" ("workspace_id", "channel", "occurred_at", "id");
CREATE INDEX "interactions_direction_idx" ON "interactions" ("workspace_id", "direction", "occurred_at", "id");
CREATE INDEX "interactions_source_idx" ON "interactions" ("workspace_id", "source", "occurred_at", "id");

CREATE INDEX "sessions_open_idx" ON "sessions" ("workspace_id", "user_id", "last_used_at") WHERE "ended_at" IS NULL;

-- The event log ---------------------------------------------------------------------------------

-- One reader, one order: ids are taken one at a time, so that two events of one row stand as the row took them.
ALTER TABLE "outbox" ALTER COLUMN "id" DROP DEFAULT;
DROP SEQUENCE "outbox_id_seq";
ALTER TABLE "outbox" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY (CACHE 1);
-- Filled and emptied all day long: look for dead rows early.
ALTER TABLE "outbox" SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000
);

CREATE INDEX "event_log_workspace_idx" ON "event_log" ("workspace_id", "seq");
CREATE INDEX "event_log_customer_idx" ON "event_log" ("workspace_id", "customer_id", "seq");

-- Makes the partition that holds `seq` and the one after it. A million events each. Attached, not
-- created in place, because that takes a lock which readers do not notice.
CREATE FUNCTION ensure_event_log_partitions(seq bigint) RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_catalog
AS $$
DECLARE
  size constant bigint := 1000000;
  first bigint;
  part text;
BEGIN
  FOR step IN 0..1 LOOP
    first := (seq / size + step) * size;
    part := 'event_log_' || to_char(first, 'FM000000000000000000');
    CONTINUE WHEN to_regclass(part) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING ALL)', part);
    EXECUTE format('ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, first, first + size);
  END LOOP;
END $$;
SELECT ensure_event_log_partitions(0);

INSERT INTO "feed_head" ("id", "seq", "floor", "epoch", "cursor_key", "system_identifier", "timeline")
VALUES (1, 0, 1, gen_random_uuid(), uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), '', 0);
ALTER TABLE "feed_head"
  ADD CONSTRAINT "feed_head_one_row_check" CHECK (id = 1),
  ADD CONSTRAINT "feed_head_order_check" CHECK (floor BETWEEN 1 AND seq + 1);

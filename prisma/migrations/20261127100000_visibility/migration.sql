-- Who sees which customers, and which of their fields: teams, a scope per role and per user, masks.

CREATE TYPE "customer_scope" AS ENUM ('ALL', 'TEAM', 'OWN');

CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "teams_workspace_id_id_key" ON "teams"("workspace_id", "id");
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

CREATE TABLE "role_policies" (
    "workspace_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "customer_scope" "customer_scope" NOT NULL DEFAULT 'ALL',
    "masks" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_policies_pkey" PRIMARY KEY ("workspace_id","role")
);
ALTER TABLE "role_policies" ADD CONSTRAINT "role_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT;

ALTER TABLE "memberships"
  ADD COLUMN "team_id" UUID,
  ADD COLUMN "customer_scope" "customer_scope",
  ADD COLUMN "suspended_at" TIMESTAMPTZ(3);
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE RESTRICT;

ALTER TABLE "customers" ADD COLUMN "team_id" UUID;
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE RESTRICT;

ALTER TABLE "outbox"
  ADD COLUMN "team_id" UUID,
  ADD COLUMN "changes_access" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "event_log"
  ADD COLUMN "team_id" UUID,
  ADD COLUMN "changes_access" BOOLEAN NOT NULL DEFAULT false;

-- What no writer may store ----------------------------------------------------------------------

ALTER TABLE "teams"
  ADD CONSTRAINT "teams_name_check" CHECK (length(name) BETWEEN 1 AND 200);
-- Whoever could change a policy must not be able to lock everybody out by it.
ALTER TABLE "role_policies"
  ADD CONSTRAINT "role_policies_role_check" CHECK (role NOT IN ('OWNER', 'ADMIN')),
  ADD CONSTRAINT "role_policies_masks_check" CHECK (array_position(masks, NULL) IS NULL);

-- An index for every filter and order that the API offers ----------------------------------------

CREATE UNIQUE INDEX "teams_name_key" ON "teams" ("workspace_id", (fold_text("name"))) WHERE "archived_at" IS NULL;
CREATE INDEX "teams_created_idx" ON "teams" ("workspace_id", "created_at", "id");
CREATE INDEX "memberships_team_idx" ON "memberships" ("workspace_id", "team_id", "created_at", "user_id");
CREATE INDEX "customers_team_idx" ON "customers" ("workspace_id", "team_id", "sort_name", "id");

-- Rare events, and looked for whenever a stream begins.
CREATE INDEX "event_log_access_idx" ON "event_log" ("workspace_id", "seq") WHERE "changes_access";

-- Offers to join a workspace; of the secret in their links only the hash is kept.

CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "team_id" UUID,
    "secret_hash" BYTEA NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_secret_hash_key" ON "invitations"("secret_hash");
CREATE UNIQUE INDEX "invitations_workspace_id_id_key" ON "invitations"("workspace_id", "id");
ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT,
  ADD CONSTRAINT "invitations_workspace_id_team_id_fkey" FOREIGN KEY ("workspace_id", "team_id") REFERENCES "teams"("workspace_id", "id") ON DELETE RESTRICT,
  ADD CONSTRAINT "invitations_workspace_id_invited_by_id_fkey" FOREIGN KEY ("workspace_id", "invited_by_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE RESTRICT;

-- What no writer may store ----------------------------------------------------------------------

ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_email_check" CHECK (length(email) BETWEEN 3 AND 320),
  ADD CONSTRAINT "invitations_end_check" CHECK (accepted_at IS NULL OR revoked_at IS NULL);

-- One open invitation to an address: inviting again withdraws the one before.
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations" ("workspace_id", "email") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

-- An index for every filter and order that the API offers ----------------------------------------

CREATE INDEX "invitations_created_idx" ON "invitations" ("workspace_id", "created_at", "id");
CREATE INDEX "invitations_team_idx" ON "invitations" ("workspace_id", "team_id");
CREATE INDEX "teams_name_idx" ON "teams" ("workspace_id", (fold_text("name")), "id");
CREATE INDEX "teams_archived_idx" ON "teams" ("workspace_id", "archived_at") WHERE "archived_at" IS NOT NULL;
CREATE INDEX "memberships_suspended_idx" ON "memberships" ("workspace_id", "suspended_at") WHERE "suspended_at" IS NOT NULL;

-- Users can be ordered by when they joined, and filtered by role.
CREATE INDEX "memberships_created_idx" ON "memberships" ("workspace_id", "created_at", "user_id");
CREATE INDEX "memberships_role_idx" ON "memberships" ("workspace_id", "role", "created_at", "user_id");

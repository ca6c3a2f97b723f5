-- What a user follows, and how far it has read: one feed for everybody from the start, more by choice.

CREATE TABLE "saved_feeds" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "read_seq" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_feeds_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_feeds_workspace_id_id_key" ON "saved_feeds"("workspace_id", "id");
ALTER TABLE "saved_feeds" ADD CONSTRAINT "saved_feeds_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE CASCADE;

CREATE UNIQUE INDEX "saved_feeds_name_key" ON "saved_feeds" ("workspace_id", "user_id", (fold_text("name")));
CREATE UNIQUE INDEX "saved_feeds_default_key" ON "saved_feeds" ("workspace_id", "user_id") WHERE "is_default";
ALTER TABLE "saved_feeds" ADD CONSTRAINT "saved_feeds_name_check" CHECK (length(name) BETWEEN 1 AND 100);

-- Whoever joins begins to read where the log stands then, whichever way the membership is made.
CREATE FUNCTION keep_default_saved_feed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_catalog
AS $$
BEGIN
  INSERT INTO saved_feeds (id, workspace_id, user_id, name, filter, is_default, read_seq, created_at, updated_at)
  SELECT gen_random_uuid(), NEW.workspace_id, NEW.user_id, 'Everything',
    '{"subjectTypes": ["Customer", "Organization", "Interaction"]}', true, seq, NEW.created_at, NEW.created_at
  FROM feed_head;
  RETURN NULL;
END $$;
CREATE TRIGGER saved_feeds_on_membership AFTER INSERT ON "memberships" FOR EACH ROW
  EXECUTE FUNCTION keep_default_saved_feed();

INSERT INTO saved_feeds (id, workspace_id, user_id, name, filter, is_default, read_seq)
SELECT gen_random_uuid(), workspace_id, user_id, 'Everything',
  '{"subjectTypes": ["Customer", "Organization", "Interaction"]}', true, (SELECT seq FROM feed_head)
FROM memberships;

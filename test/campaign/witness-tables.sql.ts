/**
 * What makes the database of a campaign tell the truth about itself, and its timing hostile.
 *
 * Each committed change of a row is noted by the row's own trigger, and each event is told, in its
 * payload, of which transaction and which version of the row it is. A commit takes its time now and
 * then after the outbox has its ids, so ids are given in another order than changes are committed
 * in. A sequencer can be held up in the middle of a batch, so that it can be found and killed there.
 */
export const WITNESS_TABLES = `
CREATE TABLE campaign_changes (
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  workspace_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  version int NOT NULL,
  mark text
);
CREATE INDEX ON campaign_changes (workspace_id);

CREATE FUNCTION campaign_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.version = OLD.version THEN RETURN NULL; END IF;
  INSERT INTO campaign_changes (workspace_id, subject_id, version, mark) VALUES (
    (held->>'workspace_id')::uuid, (held->>'id')::uuid,
    (held->>'version')::int + CASE WHEN TG_OP = 'DELETE' THEN 1 ELSE 0 END,
    CASE WHEN TG_OP = 'DELETE' THEN 'deleted ' || (held->>'id') ELSE held->>TG_ARGV[0] END);
  RETURN NULL;
END $$;
CREATE TRIGGER campaign_note AFTER INSERT OR UPDATE OR DELETE ON customers
  FOR EACH ROW EXECUTE FUNCTION campaign_note('job_title');
CREATE TRIGGER campaign_note AFTER INSERT OR UPDATE OR DELETE ON organizations
  FOR EACH ROW EXECUTE FUNCTION campaign_note('name');
CREATE TRIGGER campaign_note AFTER INSERT OR UPDATE OR DELETE ON interactions
  FOR EACH ROW EXECUTE FUNCTION campaign_note('subject');

CREATE FUNCTION campaign_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE facts jsonb;
BEGIN
  IF NEW.subject_type = 'Customer' THEN
    SELECT jsonb_build_object('version', version, 'mark', job_title) INTO facts
    FROM customers WHERE id = NEW.subject_id;
  ELSIF NEW.subject_type = 'Organization' THEN
    SELECT jsonb_build_object('version', version, 'mark', name) INTO facts
    FROM organizations WHERE id = NEW.subject_id;
  ELSIF NEW.subject_type = 'Interaction' THEN
    SELECT jsonb_build_object('version', version, 'mark', subject) INTO facts
    FROM interactions WHERE id = NEW.subject_id;
  ELSE
    RETURN NEW;
  END IF;
  NEW.payload := NEW.payload || jsonb_build_object('tx', pg_current_xact_id()::text)
    || coalesce(facts, jsonb_build_object('mark', 'deleted ' || NEW.subject_id));
  RETURN NEW;
END $$;
CREATE TRIGGER campaign_date BEFORE INSERT ON outbox
  FOR EACH ROW EXECUTE FUNCTION campaign_date();

CREATE FUNCTION campaign_dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF random() < 0.3 THEN PERFORM pg_sleep(random() * 0.02); END IF;
  IF current_setting('campaign.gives_up', true) = 'yes' THEN RAISE 'The writer gave up.'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER campaign_dawdle AFTER INSERT ON outbox
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION campaign_dawdle();

CREATE TABLE campaign_hold (seconds float NOT NULL);
INSERT INTO campaign_hold VALUES (0);
CREATE FUNCTION campaign_hold_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_sleep(seconds) FROM campaign_hold WHERE seconds > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER campaign_hold_up AFTER INSERT ON event_log
  FOR EACH STATEMENT EXECUTE FUNCTION campaign_hold_up();

CREATE TABLE campaign_elsewhere (number int);
`;

-- Numbering in one round trip: a transaction of several statements from a process costs as many.

-- Moves at most `batch` events from the outbox into the log, numbered behind the head, and answers with
-- them and the epoch of their numbers. Moves none where another transaction has the head. Volatile, so that each statement in it looks
-- anew under READ COMMITTED: the outbox is looked at only once the head is locked, and holds what was
-- committed by then.
CREATE FUNCTION number_outbox(batch int) RETURNS TABLE (event event_log, epoch uuid) LANGUAGE plpgsql VOLATILE
  SET search_path = public, pg_catalog
AS $$
#variable_conflict use_column
DECLARE
  partition_size constant bigint := 1000000;
  head bigint;
  head_epoch uuid;
  moved bigint;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE 'Events are numbered under READ COMMITTED alone.';
  END IF;
  SELECT h.seq, h.epoch INTO head, head_epoch FROM feed_head h FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH taken AS (
      DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT batch)
      RETURNING *
    ), logged AS (
      INSERT INTO event_log (seq, workspace_id, name, subject_type, subject_id, is_gone, customer_id,
        organization_id, owner_id, team_id, agent_id, channel, direction, before, changed_fields,
        changes_access, payload, actor_kind, actor_id, occurred_at, recorded_at)
      SELECT head + row_number() OVER (ORDER BY id), workspace_id, name, subject_type, subject_id, is_gone,
        customer_id, organization_id, owner_id, team_id, agent_id, channel, direction, before,
        changed_fields, changes_access, payload, actor_kind, actor_id, occurred_at, recorded_at
      FROM taken
      RETURNING *
    ), advanced AS (
      UPDATE feed_head SET seq = feed_head.seq + counted.moved
      FROM (SELECT count(*) AS moved FROM logged) counted WHERE counted.moved > 0
    )
    SELECT ROW(logged.*)::event_log, head_epoch FROM logged ORDER BY logged.seq;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF head / partition_size <> (head + moved) / partition_size THEN
    PERFORM ensure_event_log_partitions(head + moved);
  END IF;
END $$;

import { Prisma } from '../platform/database.ts';
import type { CommandContext } from './change.ts';
import { hashInput, actorKey, KEY_LIFETIME_HOURS, type KeyedCommand } from './idempotency.ts';
import { type Emitted, pendingEvent } from './pending-event.ts';
import type { EventKind } from '../kernel/event.ts';

/**
 * The body of a CTE that has one row when the command may go on: always without an idempotency
 * key; with one, when `subjectExists` holds and the key is new, in which case it is remembered with
 * the id the command is going to make. No row: the ordinary form decides what the answer is.
 *
 * For a command written as one statement. It must be what the row lock is selected from.
 */
export function claimSql(
  { viewer, clock }: Pick<CommandContext, 'viewer' | 'clock'>,
  { operation, input }: KeyedCommand,
  id: string,
  subjectExists: Prisma.Sql,
): Prisma.Sql {
  const key = input.idempotencyKey;
  if (key === undefined) return Prisma.sql`SELECT 1 AS claimed`;
  const now = clock();
  const forgotten = new Date(now.getTime() - KEY_LIFETIME_HOURS * 3_600_000);
  return Prisma.sql`
    INSERT INTO idempotency_keys AS k
      (workspace_id, actor_id, operation, key, input_hash, result_ids, created_at)
    SELECT ${viewer.workspaceId}::uuid, ${actorKey(viewer)}::uuid, ${operation}, ${key},
      ${hashInput(input)}, ARRAY[${id}], ${now}::timestamptz
    WHERE ${subjectExists} AND set_config('lock_timeout', '5s', true) IS NOT NULL
    ON CONFLICT (workspace_id, actor_id, operation, key) DO UPDATE
      SET input_hash = excluded.input_hash, result_ids = excluded.result_ids, created_at = excluded.created_at
      WHERE k.created_at < ${forgotten}::timestamptz
    RETURNING 1 AS claimed`;
}

/**
 * The body of a CTE that puts one event into the outbox. `source` names the CTEs it selects from,
 * of which one has to hold the row's lock: an insert that did not read from it would take its
 * place in the order before it holds the row. Columns of `scope` may be SQL over them.
 */
export function outboxSql<P extends object>(
  ctx: Pick<CommandContext, 'viewer' | 'clock'>,
  kind: EventKind<P>,
  event: Omit<Emitted<P>, 'scope' | 'before'>,
  scope: { readonly [column: string]: Prisma.Sql },
  source: Prisma.Sql,
): Prisma.Sql {
  const row = pendingEvent(kind, event, ctx);
  const columns = Object.keys(scope);
  return Prisma.sql`
    INSERT INTO outbox (workspace_id, name, subject_type, subject_id, is_gone, changed_fields,
      changes_access, payload, actor_kind, actor_id, occurred_at, recorded_at, ${Prisma.raw(columns.join(', '))})
    SELECT ${row.workspaceId}::uuid, ${row.name}, ${row.subjectType}, ${row.subjectId}::uuid,
      ${row.isGone ?? false}, ${event.changedFields ?? []}::text[],
      ${row.changesAccess}, ${JSON.stringify(row.payload)}::jsonb,
      ${row.actorKind}::actor_kind, ${row.actorId ?? null}::uuid, ${row.occurredAt}::timestamptz,
      ${row.recordedAt}::timestamptz, ${Prisma.join(Object.values(scope))}
    FROM ${source}`;
}

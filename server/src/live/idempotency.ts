import { createHash } from 'node:crypto';
import { IdempotencyInProgress, IdempotencyMismatch, InvalidInput } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { sameBytes } from '../platform/secrets.ts';
import { databaseRefusal, sqlStates } from '../platform/sql-state.ts';
import type { CommandContext } from './change.ts';

/** A command's name and input, as its idempotency key is scoped and compared. */
export interface KeyedCommand {
  readonly operation: string;
  readonly input: { readonly idempotencyKey?: string | undefined };
}

/** How long a key is remembered. Older ones are deleted and mean nothing. */
export const KEY_LIFETIME_HOURS = 24;

const LONGEST_KEY = 200;

/** In the place of a user's id, where the installation itself acts. */
const SYSTEM_ACTOR = '00000000-0000-0000-0000-000000000000';

/**
 * Takes the command's key as the transaction's first statement. Null: nobody had it, or the
 * command came without one. Otherwise the ids that the first run made, null for rows without one.
 * Waits up to 5 s for a run that is under way.
 *
 * @throws {IdempotencyMismatch} the key was used with another input
 * @throws {IdempotencyInProgress} the other run did not end in time
 * @throws {InvalidInput} the key is empty or longer than 200 characters
 */
export async function claimKey(
  tx: Transaction,
  { viewer, clock }: Pick<CommandContext, 'viewer' | 'clock'>,
  { operation, input }: KeyedCommand,
): Promise<readonly (string | null)[] | null> {
  const key = input.idempotencyKey;
  if (key === undefined) return null;
  if (!isUsableKey(key)) {
    throw new InvalidInput('An idempotency key has 1 to 200 characters.', ['idempotencyKey']);
  }
  const inputHash = hashInput(input);
  const { workspaceId } = viewer;
  const actorId = actorKey(viewer);
  const now = clock();
  const forgotten = new Date(now.getTime() - KEY_LIFETIME_HOURS * 3_600_000);
  try {
    // The timeout holds for this statement only: a row lock that a command waits for later is another matter.
    const claimed = await tx.$executeRaw`
      WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '5s', true) AS set)
      INSERT INTO idempotency_keys AS k (workspace_id, actor_id, operation, key, input_hash, created_at)
      SELECT ${workspaceId}::uuid, ${actorId}::uuid, ${operation}, ${key}, ${inputHash}, ${now}
      FROM patience WHERE patience.set IS NOT NULL
      ON CONFLICT (workspace_id, actor_id, operation, key) DO UPDATE
        SET input_hash = excluded.input_hash, result_ids = '{}', created_at = excluded.created_at
        WHERE k.created_at < ${forgotten}`;
    await tx.$executeRaw`SET LOCAL lock_timeout = 0`;
    if (claimed === 1) return null;
  } catch (error) {
    if (databaseRefusal(error)?.sqlState !== sqlStates.lockNotAvailable) throw error;
    throw new IdempotencyInProgress('The first call with this key is still running. Ask again.');
  }
  const first = await tx.idempotencyKey.findUniqueOrThrow({
    where: {
      workspaceId_actorId_operation_key: { workspaceId, actorId, operation, key },
    },
  });
  if (!sameBytes(first.inputHash, inputHash)) {
    throw new IdempotencyMismatch('This idempotency key was used before with another input.');
  }
  return first.resultIds.map((id) => id || null);
}

/**
 * Stores what the command made, under its key. One that made nothing is forgotten: only success is
 * remembered, problems are looked at anew. Does nothing for a command without a key.
 */
export async function rememberResult(
  tx: Transaction,
  { viewer }: Pick<CommandContext, 'viewer'>,
  { operation, input }: KeyedCommand,
  ids: readonly (string | null)[],
): Promise<void> {
  const key = input.idempotencyKey;
  if (key === undefined) return;
  const { workspaceId } = viewer;
  const actorId = actorKey(viewer);
  const where = { workspaceId_actorId_operation_key: { workspaceId, actorId, operation, key } };
  if (ids.every((id) => id === null)) await tx.idempotencyKey.delete({ where });
  else await tx.idempotencyKey.update({ where, data: { resultIds: ids.map((id) => id ?? '') } });
}

/** Whether a key may be used: there is none, or it has 1 to 200 characters. */
export function isUsableKey(key: string | undefined): boolean {
  return key === undefined || (key.length > 0 && key.length <= LONGEST_KEY);
}

/** Whose a key is: the user's, or the installation's own. */
export function actorKey({ userId }: Pick<Viewer, 'userId'>): string {
  return userId || SYSTEM_ACTOR;
}

/** Deletes the keys that are remembered no longer. */
export async function forgetOldKeys(database: Database, now: Date): Promise<void> {
  const createdAt = { lt: new Date(now.getTime() - KEY_LIFETIME_HOURS * 3_600_000) };
  await database.idempotencyKey.deleteMany({ where: { createdAt } });
}

/** SHA-256 of the input without its key, whatever the order of its fields. Absent and undefined are the same. */
export function hashInput({
  idempotencyKey: _,
  ...input
}: KeyedCommand['input']): Uint8Array<ArrayBuffer> {
  const canonical = JSON.stringify(input, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return new Uint8Array(createHash('sha256').update(canonical).digest());
}

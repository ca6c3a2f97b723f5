import type { Channel, Direction } from '@rapport/prisma';
import { requireUnmasked } from '../../kernel/field-mask.ts';
import { newId } from '../../kernel/ids.ts';
import {
  ExternalIdTaken,
  Forbidden,
  InvalidInput,
  NotFound,
  Problem,
} from '../../kernel/problem.ts';
import { changeMany, type CommandContext } from '../../live/change.ts';
import type { Position } from '../../live/cursor.ts';
import type { Transaction } from '../../platform/database.ts';
import { databaseRefusal } from '../../platform/sql-state.ts';
import { textField } from '../customers/public.ts';
import { lockCustomers, membersAmong, takenExternalIds } from './batch-lookups.ts';
import { interactionLogged } from './events.ts';
import {
  interactionColumns,
  type InteractionFields,
  maskedInteractionFields,
  participantColumns,
} from './interaction-fields.ts';
import { UnseenInteractions } from './problems.ts';
import { unseenInteractions } from './unseen-interactions.ts';

/** One interaction to be written down. */
export interface LoggedInteraction extends InteractionFields {
  readonly customerId: string;
  readonly channel: Channel;
  /** Absent: INTERNAL for a NOTE, else OUTBOUND. */
  readonly direction?: Direction | null | undefined;
  readonly externalId?: string | null | undefined;
  /** What recorded it. Absent: the context's source. */
  readonly source?: string | null | undefined;
}

export interface LogInteractionsInput {
  readonly interactions: readonly LoggedInteraction[];
  readonly idempotencyKey?: string | undefined;
}

/** The most rows in one call. */
export const MAX_BATCH = 500;

const EXTERNAL_ID = 'interactions_workspace_id_external_id_key';

/**
 * Writes down what happened with customers: one transaction for all rows. A row with a problem
 * writes nothing and does not keep the others from being written. The answer has one entry per row,
 * in their order. Customers are locked in the order of their ids, so two batches cannot block each
 * other for good.
 *
 * A repeat with the same idempotency key answers the rows that were written, and looks again at
 * those that had a problem.
 *
 * `operation` and `seen` are `logInteraction`'s, for its one row.
 *
 * @emits interaction.logged for each row written, in the order of the rows
 * @throws {Forbidden} the viewer lacks `interactions:write`
 * @throws {InvalidInput} no row, or more than 500
 */
export async function logInteractions(
  ctx: CommandContext,
  input: LogInteractionsInput,
  operation = 'logInteractions',
  seen?: Position,
): Promise<readonly (string | Problem)[]> {
  if (!ctx.viewer.permissions.has('interactions:write'))
    throw new Forbidden('You may not log interactions.');
  const rows = input.interactions;
  if (rows.length < 1 || rows.length > MAX_BATCH) {
    throw new InvalidInput(
      `Log 1 to ${MAX_BATCH} interactions at once; these are ${rows.length}.`,
      ['interactions'],
    );
  }
  for (let attempt = 1; ; attempt++) {
    const problems = new Map<number, Problem>();
    try {
      const ids = await changeMany(ctx, { operation, input }, async (tx, emit, made) => {
        problems.clear();
        const accepted = await judgeRows(tx, ctx, rows, { made, problems, seen });
        await writeRows(tx, ctx, accepted);
        for (const { columns } of accepted) {
          const { id, customerId, organizationId, agentId, channel, direction, occurredAt } =
            columns;
          emit(interactionLogged, {
            subjectId: id,
            occurredAt,
            scope: {
              customerId,
              organizationId,
              ownerId: columns.ownerId,
              teamId: columns.teamId,
              agentId,
              channel,
              direction,
            },
            payload: {},
          });
        }
        const ids = rows.map((_, i) => made?.[i] ?? null);
        for (const { index, columns } of accepted) ids[index] = columns.id;
        return ids;
      });
      return ids.map((id, i) => id ?? problems.get(i)!);
    } catch (error) {
      // Somebody logged the same external id between our look and our insert: look again.
      if (attempt < 3 && databaseRefusal(error)?.constraint === EXTERNAL_ID) continue;
      throw error;
    }
  }
}

/** The direction of an interaction that does not say it: a note stays within the firm, all else went out. */
export function defaultDirection({ channel, direction }: LoggedInteraction): Direction {
  return direction ?? (channel === 'NOTE' ? 'INTERNAL' : 'OUTBOUND');
}

type Accepted = Awaited<ReturnType<typeof judgeRows>>[number];

interface Judging {
  /** What an earlier run with the same key wrote, by row. */
  readonly made: readonly (string | null)[] | null;
  /** Where the problems go. */
  readonly problems: Map<number, Problem>;
  readonly seen?: Position | undefined;
}

async function judgeRows(
  tx: Transaction,
  { viewer, clock, source }: CommandContext,
  rows: readonly LoggedInteraction[],
  { made, problems, seen }: Judging,
) {
  const { workspaceId } = viewer;
  const now = clock();
  const open = rows.flatMap((row, index) => (made?.[index] ? [] : [{ row, index }]));
  const customers = await lockCustomers(
    tx,
    viewer,
    open.map(({ row }) => row.customerId),
  );
  const held =
    seen && open[0] ? await unseenInteractions(tx, viewer, open[0].row.customerId, seen) : null;
  const agents = await membersAmong(
    tx,
    workspaceId,
    open.map(({ row }) => row.agentId),
    viewer.userId,
  );
  const taken = await takenExternalIds(
    tx,
    workspaceId,
    open.map(({ row }) => row.externalId),
  );

  return open.flatMap(({ row, index }) => {
    try {
      const customer = customers.get(row.customerId);
      if (!customer) throw new NotFound('There is no such customer.', ['customerId']);
      if (held) throw new UnseenInteractions(held);
      requireUnmasked(viewer.masks, row, maskedInteractionFields, true);
      const columns = interactionColumns(row, now);
      const agentId = row.agentId === undefined ? viewer.userId || null : row.agentId;
      if (agentId !== null && !agents.has(agentId))
        throw new NotFound('There is no such user.', ['agentId']);
      const externalId = textField(row.externalId, 'externalId', 200) ?? null;
      const holder = externalId === null ? undefined : taken.get(externalId);
      if (holder !== undefined) {
        throw new ExternalIdTaken('An interaction with this external id is logged already.', {
          typename: 'Interaction',
          id: holder,
        });
      }
      const id = newId(now.getTime());
      if (externalId !== null) taken.set(externalId, id);
      return [
        {
          index,
          participants: participantColumns(row.participants),
          columns: {
            ...columns,
            id,
            workspaceId,
            customerId: row.customerId,
            organizationId: customer.organization_id,
            ownerId: customer.owner_id,
            teamId: customer.team_id,
            agentId,
            channel: row.channel,
            direction: defaultDirection(row),
            occurredAt: row.occurredAt ?? now,
            source: textField(row.source, 'source', 50) ?? source,
            externalId,
            createdAt: now,
            updatedAt: now,
          },
        },
      ];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.set(index, error);
      return [];
    }
  });
}

async function writeRows(
  tx: Transaction,
  { viewer }: CommandContext,
  accepted: readonly Accepted[],
): Promise<void> {
  if (accepted.length === 0) return;
  const { workspaceId } = viewer;
  const latest = new Map<string, Date>();
  for (const {
    columns: { customerId, occurredAt },
  } of accepted) {
    const known = latest.get(customerId);
    if (!known || known < occurredAt) latest.set(customerId, occurredAt);
  }
  await tx.$executeRaw`
    UPDATE customers c SET last_interaction_at = greatest(c.last_interaction_at, latest.at)
    FROM unnest(${[...latest.keys()]}::uuid[], ${[...latest.values()]}::timestamptz[]) latest (id, at)
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = latest.id`;
  await tx.interaction.createMany({
    data: accepted.map(({ columns: { ownerId: _, teamId: __, ...row } }) => row),
  });
  const participants = accepted.flatMap(({ columns, participants }) =>
    participants.map((participant) => ({ ...participant, workspaceId, interactionId: columns.id })),
  );
  if (participants.length > 0) await tx.interactionParticipant.createMany({ data: participants });
}

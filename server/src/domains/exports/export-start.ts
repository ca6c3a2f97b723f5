import type { ExportFormat } from '@rapport/prisma';
import type { GraphQLSchema } from 'graphql';
import { type Identified, newId } from '../../kernel/ids.ts';
import { Forbidden } from '../../kernel/problem.ts';
import { visibilityClass } from '../../kernel/viewer.ts';
import { change, type CommandContext } from '../../live/change.ts';
import type { Prisma, Transaction } from '../../platform/database.ts';
import { exportStarted } from './events.ts';
import { columnsOf } from './export-columns.ts';
import {
  EXPORT_LIFETIME_HOURS,
  MAX_KEPT_OF_USER,
  MAX_UNFINISHED_OF_USER,
  MAX_UNFINISHED_OF_WORKSPACE,
} from './export-limits.ts';
import { type ExportableName, exportableList } from './exportable-lists.ts';
import { TooManyExports } from './problems.ts';

export interface ExportStartInput {
  readonly connection: ExportableName;
  /** As the list takes it. Empty: all rows. */
  readonly filter: object;
  readonly format: ExportFormat;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Asks for a list as a file. Notes where the log stands before anything is read: what the file shows,
 * and the events behind that place, are together the present. The pages are written by `takeTurn`.
 *
 * @emits export.started
 * @throws {Forbidden} the viewer may not see the list
 * @throws {TooManyExports} the user or the workspace has enough of them
 * @throws {Refusal} the filter is too complex, or asks for what is hidden
 */
export async function exportStart(
  ctx: CommandContext,
  schema: GraphQLSchema,
  input: ExportStartInput,
): Promise<Identified> {
  const { viewer, clock } = ctx;
  const { workspaceId, userId } = viewer;
  const list = exportableList(input.connection);
  if (!viewer.permissions.has(list.permission))
    throw new Forbidden(`Your role may not see ${list.noun}.`);
  list.filter.toSql(input.filter, viewer.masks);
  return change(ctx, { operation: 'exportStart', input }, async (tx, emit) => {
    // One start at a time in a workspace, so that two side by side do not both see room for one more.
    await tx.$executeRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
    await requireRoom(tx, workspaceId, userId);
    const { seq, epoch } = await tx.feedHead.findFirstOrThrow();
    const now = clock();
    const id = newId(now.getTime());
    await tx.export.create({
      data: {
        id,
        workspaceId,
        userId,
        connection: input.connection,
        format: input.format,
        filter: JSON.parse(JSON.stringify(input.filter)) as Prisma.InputJsonObject,
        columns: columnsOf(schema, list.type),
        visibility: visibilityClass(viewer),
        cursorSeq: seq,
        cursorEpoch: epoch,
        createdAt: now,
        expiresAt: new Date(now.getTime() + EXPORT_LIFETIME_HOURS * 3_600_000),
      },
    });
    emit(exportStarted, { subjectId: id, payload: { userId } });
    return { id };
  });
}

async function requireRoom(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  const [found] = await tx.$queryRaw<{ all: number; own: number; kept: number }[]>`
    SELECT count(*) FILTER (WHERE status IN ('QUEUED', 'RUNNING'))::int AS all,
      count(*) FILTER (WHERE status IN ('QUEUED', 'RUNNING') AND user_id = ${userId}::uuid)::int AS own,
      count(*) FILTER (WHERE status = 'DONE' AND user_id = ${userId}::uuid)::int AS kept
    FROM exports WHERE workspace_id = ${workspaceId}::uuid`;
  const { all, own, kept } = found!;
  if (own >= MAX_UNFINISHED_OF_USER) {
    throw new TooManyExports(
      `You have ${MAX_UNFINISHED_OF_USER} exports under way. Wait for one, or cancel one.`,
    );
  }
  if (all >= MAX_UNFINISHED_OF_WORKSPACE) {
    throw new TooManyExports('Your workspace has enough exports under way. Try again in a while.');
  }
  if (kept >= MAX_KEPT_OF_USER) {
    throw new TooManyExports(
      `You keep ${MAX_KEPT_OF_USER} exports already. Cancel one, which throws its file away.`,
    );
  }
}

import type { Services } from '../../graphql/context.ts';
import type { Engine } from '../../graphql/engine.ts';
import { type Viewer, visibilityClass } from '../../kernel/viewer.ts';
import type { CommandContext } from '../../live/change.ts';
import { isDatabaseAway } from '../../platform/sql-state.ts';
import { findMember, systemViewer } from '../identity/public.ts';
import { claimExport, type ClaimedExport, releaseExport } from './claim-export.ts';
import { MAX_ATTEMPTS } from './export-limits.ts';
import { readExportPage } from './read-export-page.ts';
import { failExport, writeExportPage } from './write-export-page.ts';

/** What writing exports needs. */
export interface Exporting {
  readonly services: Pick<Services, 'database' | 'clock' | 'log' | 'wakeSequencer' | 'apiStats'>;
  readonly engine: Engine;
  /** Rows of a page. Absent: as many as is good. */
  readonly pageRows?: number;
}

/**
 * Writes one page of the export that has waited longest. False: none waits. Nothing is held from one
 * turn to the next but what the database has, so any process may take the next. An error leaves the
 * export as it was, to be tried again after a pause; after five in a row it is given up.
 */
export async function takeTurn(exporting: Exporting): Promise<boolean> {
  const { services } = exporting;
  const { database, log } = services;
  const claimed = await claimExport(database);
  if (!claimed) return false;
  const ctx = contextOf(services, claimed);
  try {
    // Those whose process died while they did it count too.
    if (claimed.attempts > MAX_ATTEMPTS) await failExport(ctx, claimed, 'INTERNAL');
    else {
      await writeNextPage(ctx, exporting, claimed);
      services.apiStats.exportPages++;
    }
  } catch (error) {
    services.apiStats.exportPagesFailed++;
    const level = isDatabaseAway(error) ? 'warn' : 'error';
    log[level](
      { err: error, export: claimed.id },
      'A page of an export failed; it is tried again.',
    );
    // Where this cannot be written either, the lease runs out by itself.
    await releaseExport(database, claimed).catch(() => {});
  }
  return true;
}

async function writeNextPage(
  ctx: CommandContext,
  { engine, pageRows }: Exporting,
  claimed: ClaimedExport,
): Promise<void> {
  const viewer = await viewerOf(ctx, claimed);
  if (!viewer) return failExport(ctx, claimed, 'ACCESS_CHANGED');
  const page = await readExportPage({ database: ctx.database, engine, pageRows }, claimed, viewer);
  return writeExportPage(ctx, claimed, page);
}

/** Who asked for it, looked up anew. Null: is away, or does not see what it saw when it asked. */
async function viewerOf(
  { database }: CommandContext,
  { workspaceId, userId, visibility }: ClaimedExport,
): Promise<Viewer | null> {
  const member = await findMember(database, workspaceId, userId);
  if (!member || member.isSuspended || visibilityClass(member) !== visibility) return null;
  return { ...member, sessionId: null, expiresAt: null };
}

function contextOf(services: Exporting['services'], { workspaceId }: ClaimedExport) {
  const { database, clock, wakeSequencer } = services;
  return { database, clock, wakeSequencer, source: 'export', viewer: systemViewer(workspaceId) };
}

import { randomUUID } from 'node:crypto';
import { systemClock } from '../../server/src/kernel/clock.ts';
import { type Cursors, cursors } from '../../server/src/live/cursor.ts';
import type { CommandContext } from '../../server/src/live/change.ts';
import { readHead } from '../../server/src/live/feed-head.ts';
import { type OpenDatabase, openDatabase } from '../../server/src/platform/database.ts';
import { aCustomer } from '../../server/testing/factories/customers.ts';
import { viewerOf } from '../../server/testing/viewer.ts';
import { anotherWorkspace } from '../support/workspace.ts';
import type { Cluster } from './cluster.ts';
import type { Notebook } from './notebook.ts';
import { ROWS } from './schedule.ts';

/** What outlives a round on the side of the campaign: its own way to the database. */
export interface Theatre {
  readonly cluster: Cluster;
  readonly opened: OpenDatabase;
  readonly cursors: Cursors;
}

/** Where one round is played: a workspace of its own on the cluster. */
export interface Stage {
  readonly cluster: Cluster;
  readonly workspaceId: string;
  readonly userId: string;
  readonly token: string;
  /** Keys of the customers about whom all writers write. */
  readonly customers: readonly string[];
  /** What commands given from outside the nodes need. They wake nobody. */
  readonly ctx: CommandContext;
  /** A customer's version just now. Undefined: the database is away. */
  versionOf(customerId: string): Promise<number | undefined>;
  /** The number that a cursor stands for. */
  numberOf(cursor: string): number;
}

export async function openTheatre(cluster: Cluster): Promise<Theatre> {
  const opened = openDatabase(cluster.databaseUrl);
  const { cursorKey } = await readHead(opened.logPool);
  return { cluster, opened, cursors: cursors(cursorKey) };
}

/** Makes the workspace, with customers that are marked like everything that happens to them. */
export async function setStage(theatre: Theatre, notebook: Notebook): Promise<Stage> {
  const { cluster, opened } = theatre;
  const { database } = opened;
  const means = { database, clock: systemClock, wakeSequencer() {} };
  const workspace = await anotherWorkspace(means, randomUUID());
  const token = await workspace.token();
  const { userId } = await database.membership.findFirstOrThrow({
    where: { workspaceId: workspace.id },
  });
  const ctx = { ...means, source: 'campaign', viewer: viewerOf(workspace.id, userId, 'OWNER') };
  const customers: string[] = [];
  for (let row = 0; row < ROWS; row++) {
    const attempt = notebook.begin('create', `row-${row}`);
    customers.push(await aCustomer(ctx, { name: `Row ${row}`, jobTitle: `row-${row}` }));
    attempt.end('acknowledged');
  }
  return {
    cluster,
    workspaceId: workspace.id,
    userId,
    token,
    customers,
    ctx,
    async versionOf(id) {
      const found = database.customer.findUnique({ where: { id }, select: { version: true } });
      return (await found.catch(() => null))?.version;
    },
    numberOf(cursor) {
      const position = theatre.cursors.read(workspace.id, cursor);
      if (!position) throw new Error(`${cursor} is no cursor of the workspace`);
      return Number(position.seq);
    },
  };
}

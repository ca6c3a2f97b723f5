import type { Context } from '../../graphql/context.ts';
import { andScopeSql } from '../../graphql/visibility.ts';
import { whileWanted } from '../../platform/cancellable.ts';
import { Prisma } from '../../platform/database.ts';
import { customerRows } from '../customers/public.ts';
import { toldSql } from '../feed/public.ts';
import { headOf } from './saved-feed-reads.ts';
import { byOthersSql, type CountedFeed } from './unread.ts';

/** What happened to one customer while the viewer was away. */
export interface CustomerDigest {
  readonly customerId: string;
  /** Events by others. */
  readonly eventCount: number;
  readonly lastAt: Date;
  /** Since when the customer has waited for an answer. Null: does not wait. */
  readonly waitingSince: Date | null;
  readonly isMine: boolean;
  /** The latest interactions that were logged and are still there, newest first; at most 3. */
  readonly interactionIds: readonly string[];
  /** Names of the customer's fields that changed. */
  readonly changedFields: readonly string[];
}

export interface WhileAwayShape {
  readonly feed: CountedFeed;
  readonly epoch: string;
  /** From behind this position … */
  readonly from: bigint;
  /** … up to this one. */
  readonly through: bigint;
  /** False: what lies before the oldest kept event is forgotten. */
  readonly isComplete: boolean;
}

interface DigestRow {
  readonly customer_id: string;
  readonly event_count: number;
  readonly last_at: Date;
  readonly waiting_since: Date | null;
  readonly is_mine: boolean;
  readonly interaction_ids: string[] | null;
  readonly changed_fields: string[] | null;
}

const SHOWN_INTERACTIONS = 3;

/** Whether an inbound interaction waits for somebody: who spoke with an agent has been heard. */
const asksForAnswer = Prisma.sql`(t.channel IN ('EMAIL', 'CHAT', 'SMS', 'SOCIAL', 'TICKET')
  OR (t.channel IN ('CALL', 'MEETING') AND t.agent_id IS NULL))`;

/** The stretch of the log that a feed's reader has not read. */
export async function readWhileAway(ctx: Context, feed: CountedFeed): Promise<WhileAwayShape> {
  const { epoch, seq, floor } = await headOf(ctx);
  const from = feed.readSeq < seq ? feed.readSeq : seq;
  return { feed, epoch, from, through: seq, isComplete: from >= floor - 1n };
}

/**
 * The customers of the stretch: those who wait for an answer first, one's own before others', the
 * longest waiting before the shorter; then the rest, one's own first, the latest news before the
 * older. A customer waits when the last words of the stretch were theirs: an e-mail, a message or a
 * ticket, or a call that nobody took; a visit or an order asks for no answer. Customers out of the
 * viewer's sight are left out.
 */
export async function readDigests(
  { asking, database, viewer }: Context,
  { feed, from, through }: WhileAwayShape,
  first: number,
): Promise<CustomerDigest[]> {
  const rows = await whileWanted(
    asking.signal,
    () => database.$queryRaw<DigestRow[]>`
    WITH told AS (
      SELECT e.customer_id, count(*)::int AS event_count, max(e.seq) AS last_seq, max(e.recorded_at) AS last_at
      FROM event_log e
      WHERE e.seq > ${from} AND e.seq <= ${through} AND e.customer_id IS NOT NULL
        AND ${toldSql(feed.filter, viewer)} AND ${byOthersSql(viewer)}
      GROUP BY e.customer_id
    ),
    talk AS (${talkSql(viewer, from, through)}),
    turns AS (
      SELECT customer_id, max(seq) FILTER (WHERE direction = 'OUTBOUND') AS answered
      FROM talk GROUP BY customer_id
    ),
    waits AS (
      SELECT t.customer_id, min(t.occurred_at) AS since
      FROM talk t JOIN turns USING (customer_id)
      WHERE t.seq > coalesce(turns.answered, 0) AND t.direction = 'INBOUND' AND ${asksForAnswer}
      GROUP BY t.customer_id
    ),
    page AS (
      SELECT told.*, waits.since AS waiting_since,
        coalesce(c.owner_id = ${viewer.userId}::uuid, false) AS is_mine
      FROM told
      JOIN customers c ON c.workspace_id = ${viewer.workspaceId}::uuid AND c.id = told.customer_id
        ${andScopeSql(customerRows, viewer.scope, 'c')}
      LEFT JOIN waits ON waits.customer_id = told.customer_id
      ORDER BY (waits.since IS NULL), is_mine DESC, waits.since, told.last_seq DESC, told.customer_id
      LIMIT ${first}
    )
    SELECT page.customer_id, page.event_count, page.last_at, page.waiting_since, page.is_mine,
      latest.ids AS interaction_ids, changed.fields AS changed_fields
    FROM page
    LEFT JOIN LATERAL (
      SELECT array_agg(l.subject_id::text ORDER BY l.seq DESC) AS ids FROM (
        SELECT t.subject_id, t.seq FROM talk t WHERE t.customer_id = page.customer_id
        ORDER BY t.seq DESC LIMIT ${SHOWN_INTERACTIONS}
      ) l
    ) latest ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT field) AS fields
      FROM event_log e CROSS JOIN LATERAL unnest(e.changed_fields) field
      WHERE e.workspace_id = ${viewer.workspaceId}::uuid AND e.customer_id = page.customer_id
        AND e.seq > ${from} AND e.seq <= ${through} AND e.subject_type = 'Customer'
        AND ${byOthersSql(viewer)}
    ) changed ON true
    ORDER BY (page.waiting_since IS NULL), page.is_mine DESC, page.waiting_since, page.last_seq DESC, page.customer_id`,
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    eventCount: row.event_count,
    lastAt: row.last_at,
    waitingSince: row.waiting_since,
    isMine: row.is_mine,
    interactionIds: row.interaction_ids ?? [],
    changedFields: row.changed_fields ?? [],
  }));
}

/**
 * The interactions logged in the stretch with customers that were told of, as they were last
 * corrected; those deleted since are left out. Answers count whether or not the feed's own filter
 * tells of them.
 */
function talkSql(viewer: Context['viewer'], from: bigint, through: bigint): Prisma.Sql {
  return Prisma.sql`
    SELECT e.customer_id, e.subject_id, min(e.seq) AS seq, min(e.occurred_at) AS occurred_at,
      (array_agg(e.direction ORDER BY e.seq DESC))[1] AS direction,
      (array_agg(e.channel ORDER BY e.seq DESC))[1] AS channel,
      (array_agg(e.agent_id ORDER BY e.seq DESC))[1] AS agent_id
    FROM told JOIN event_log e ON e.workspace_id = ${viewer.workspaceId}::uuid AND e.customer_id = told.customer_id
    WHERE e.seq > ${from} AND e.seq <= ${through} AND e.subject_type = 'Interaction'
    GROUP BY e.customer_id, e.subject_id
    HAVING bool_or(e.name = 'interaction.logged') AND NOT bool_or(e.is_gone)`;
}

const counts = new WeakMap<WhileAwayShape, ReturnType<typeof count>>();

/** How many customers the stretch tells of, and how many events by others there are in all. Counted once. */
export function countDigests(ctx: Context, stretch: WhileAwayShape): ReturnType<typeof count> {
  let counted = counts.get(stretch);
  if (!counted) counts.set(stretch, (counted = count(ctx, stretch)));
  return counted;
}

async function count(
  { asking, database, viewer }: Context,
  { feed, from, through }: WhileAwayShape,
): Promise<{ readonly customers: number; readonly events: number }> {
  const [row] = await whileWanted(
    asking.signal,
    () => database.$queryRaw<{ customers: number; events: number }[]>`
    SELECT count(*)::int AS events, (
      SELECT count(*)::int FROM customers c
      WHERE c.workspace_id = ${viewer.workspaceId}::uuid AND c.id = ANY (array_agg(DISTINCT e.customer_id))
        ${andScopeSql(customerRows, viewer.scope, 'c')}
    ) AS customers FROM event_log e
    WHERE e.seq > ${from} AND e.seq <= ${through}
      AND ${toldSql(feed.filter, viewer)} AND ${byOthersSql(viewer)}`,
  );
  return row!;
}

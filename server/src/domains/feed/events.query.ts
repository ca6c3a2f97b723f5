import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../graphql/list-arguments.ts';
import { reads } from '../../graphql/reads/declared.ts';
import { Refusal } from '../../graphql/refusal.ts';
import { lastChangeOfAccess, readLog } from '../../live/event-log.ts';
import { judging, type FeedFilter } from './feed-filter.ts';
import { ActivityFeedFilter, readFeedFilter } from './feed-filter.type.ts';
import { type EventItem, FeedEvent, FeedGap, type GapItem } from './feed-item.type.ts';
import { readCursor } from './feed-stream.ts';

interface EventPageShape {
  readonly items: readonly EventItem[];
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly gap: GapItem | null;
}

const EventPage = builder.objectRef<EventPageShape>('EventPage').implement({
  description: 'A stretch of the log.',
  fields: (t) => ({
    items: t.field({
      type: [FeedEvent],
      description: 'Oldest first.',
      resolve: ({ items }) => [...items],
    }),
    endCursor: t.field({
      type: 'Cursor',
      description:
        'How far the log was looked through, also where nothing was found. Go on from here.',
      resolve: ({ endCursor }) => endCursor,
    }),
    hasMore: t.boolean({
      description:
        'Whether the log goes on. A page may be empty and have more: one call looks through at most 10,000 entries.',
      resolve: ({ hasMore }) => hasMore,
    }),
    gap: t.field({
      type: FeedGap,
      nullable: true,
      description:
        'Why not everything after your cursor can be told; then there are no items. Null: nothing is missing.',
      resolve: ({ gap }) => gap,
    }),
  }),
});

/** Entries of a workspace that one call looks through. */
const SCAN_LIMIT = 10_000;
const SCAN_SIZE = 1_000;

builder.queryFields((t) => ({
  events: t.field({
    type: EventPage,
    description:
      'The log as a query: what the feeds would have sent, with the same filter, the same cursors and the same visibility.',
    args: {
      after: t.arg({
        type: 'Cursor',
        description: 'From behind this place. Absent: from the oldest event kept.',
      }),
      first: t.arg.int({
        description: `How many at most, 1–${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} by default. More is refused.`,
      }),
      filter: t.arg({ type: ActivityFeedFilter, description: 'Which events. Absent: all.' }),
    },
    resolve: (_root, { after, first, filter }, ctx) => {
      const size = first ?? DEFAULT_PAGE_SIZE;
      if (size < 1 || size > MAX_PAGE_SIZE) {
        throw new Refusal(
          'PAGE_SIZE',
          `Ask for 1 to ${MAX_PAGE_SIZE} events at once; this asks for ${size}.`,
        );
      }
      return readEvents(ctx, after ?? null, size, readFeedFilter(filter));
    },
  }),
  feedHead: t.field({
    type: 'Cursor',
    description:
      'A position not later than anything this same document reads, wherever in it you ask. Load a page with it, then follow from it: overlap is possible, a hole is not.',
    ...reads({ kind: 'HEAD' }),
    resolve: (_root, _args, { feedHead }) => feedHead!,
  }),
}));

async function readEvents(
  ctx: Context,
  after: string | null,
  size: number,
  filter: FeedFilter,
): Promise<EventPageShape> {
  const { logPool, viewer } = ctx;
  const { workspaceId } = viewer;
  const judge = judging(filter, viewer);
  const start = after === null ? null : readCursor(ctx, after);
  const items: EventItem[] = [];
  // Both may be of before a change of access: what the caller shows, and who it is taken for.
  let known = ctx.asking.since ?? null;
  if (start && (known === null || start.seq < known)) known = start.seq;
  let scanned = start?.seq ?? null;
  let looked = 0;

  for (;;) {
    const page = await readLog(logPool, {
      after: scanned ?? 0n,
      limit: Math.min(SCAN_SIZE, SCAN_LIMIT - looked),
      workspaceId,
    });
    const write = (seq: bigint) => ctx.cursors.write(workspaceId, { epoch: page.epoch, seq });
    const lost = (reason: GapItem['reason'], resumeFrom: bigint): EventPageShape => ({
      items: [],
      endCursor: write(resumeFrom),
      hasMore: resumeFrom < page.head,
      gap: { type: 'gap', reason, resumeFrom: write(resumeFrom) },
    });
    if (start && (start.epoch !== page.epoch || start.seq > page.head))
      return lost('EPOCH_CHANGED', page.head);
    if (scanned !== null && scanned < page.floor - 1n)
      return lost('CURSOR_EXPIRED', page.floor - 1n);

    known ??= page.head;
    // Looked for behind every read: nothing that was read may be of after the change.
    const changedAt = await lastChangeOfAccess(logPool, workspaceId, viewer, known);
    if (changedAt !== null) return lost('ACCESS_CHANGED', changedAt);

    let told = items.at(-1)?.event.seq ?? scanned ?? page.floor - 1n;
    for (const event of page.events) {
      scanned = event.seq;
      looked++;
      const kind = judge(event);
      if (kind === null) continue;
      items.push({
        type: 'event',
        kind,
        event,
        cursor: write(event.seq),
        previousCursor: write(told),
      });
      told = event.seq;
      if (items.length === size)
        return { items, endCursor: write(scanned), hasMore: scanned < page.head, gap: null };
    }
    if (page.events.length < SCAN_SIZE && looked < SCAN_LIMIT) {
      return { items, endCursor: write(page.head), hasMore: false, gap: null };
    }
    if (looked >= SCAN_LIMIT)
      return { items, endCursor: write(scanned!), hasMore: scanned! < page.head, gap: null };
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readGlobalId } from '../../server/src/graphql/global-id.ts';
import { aCustomer } from '../../server/testing/factories/customers.ts';
import { anInteraction } from '../../server/testing/factories/interactions.ts';
import { viewerOf } from '../../server/testing/viewer.ts';
import { type OperationsSocket, openOperationsSocket } from '../support/operations-socket.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { shared } from '../support/workload.ts';

const RACES = 10_000;
/** A socket may send 1,000 messages at once. */
const SOCKETS = 40;
const AT_ONCE = 100;
const WRITERS = 2;
const WRITE_PAUSE_MS = 15;
/** The first comes from the log or the tail, the next from the group that was joined meanwhile. */
const AWAITED_EVENTS = 2;
const LIMIT_MS = 600_000;

/** As many come in from one page, which somebody loads while others write. */
const SHARING_A_PAGE = 10;

const PAGE_SIZE = 20;
const PAGE = `{ feedHead interactions(first: ${PAGE_SIZE}) { nodes { id } } }`;
const FEED = `subscription ($after: Cursor) { feed: interactionFeed(after: $after) {
  __typename
  ... on FeedPosition { cursor previousCursor }
  ... on FeedEvent { subjectId }
} }`;

interface Page {
  readonly feedHead: string;
  readonly interactions: { readonly nodes: readonly { readonly id: string }[] };
}

interface Item {
  readonly __typename: string;
  readonly cursor: string;
  readonly previousCursor: string;
  readonly subjectId?: string;
}

/** One who came in while others wrote. */
interface Race {
  readonly from: string;
  /** What its page showed; null: it had none. */
  readonly shown: readonly string[] | null;
  readonly items: readonly Item[];
}

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

test(
  `${RACES} who subscribe while others write miss nothing and hear nothing twice`,
  { timeout: LIMIT_MS },
  async () => {
    const token = await server.workspace.token();
    const sockets = await Promise.all(
      Array.from({ length: SOCKETS }, () => openOperationsSocket(server.url, token)),
    );
    const races: Race[] = [];
    const writing = keepWriting();
    let page: Promise<Page> | undefined;

    await shared(RACES, AT_ONCE, async (number) => {
      const socket = sockets[number % SOCKETS]!;
      if (number % (2 * SHARING_A_PAGE) === 0) page = socket.ask<Page>(PAGE);
      races.push(await comeIn(socket, number % 2 === 0 ? await page! : null));
    });
    await writing.stop();
    sockets.forEach((socket) => socket.close());

    const log = await server.services.database.eventLog.findMany({
      where: { workspaceId: server.workspace.id },
      orderBy: { seq: 'asc' },
      select: { seq: true, name: true, subjectId: true },
    });
    const logged = log.filter(({ name }) => name === 'interaction.logged');
    const places = new Map(logged.map(({ seq }, index) => [seq, index]));
    const seqs = new Map(logged.map(({ seq, subjectId }) => [subjectId, seq]));
    const wrong = races.filter((race) => !isFlawless(race, logged, places, seqs));
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(races).toHaveLength(RACES);
    expect(logged.length).toBeGreaterThan(AWAITED_EVENTS);
  },
);

function keepWriting(): { stop(): Promise<unknown> } {
  const { services, workspace } = server;
  let isOver = false;
  const writing = (async () => {
    const { userId } = await services.database.membership.findFirstOrThrow({
      where: { workspaceId: workspace.id },
    });
    const ctx = { ...services, source: 'test', viewer: viewerOf(workspace.id, userId, 'OWNER') };
    const customerId = await aCustomer(ctx);
    const write = async () => {
      while (!isOver) {
        await anInteraction(ctx, { customerId });
        await pause(WRITE_PAUSE_MS);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
  })();
  return {
    stop() {
      isOver = true;
      return writing;
    },
  };
}

/** Subscribes, from a page or from now, and goes when it has heard enough. */
async function comeIn(socket: OperationsSocket, page: Page | null): Promise<Race> {
  const after = page?.feedHead ?? null;
  const items: Item[] = [];
  await new Promise<void>((resolve, reject) => {
    const stop = socket.subscribe<{ feed: Item }>(
      FEED,
      { after },
      ({ feed }) => {
        items.push(feed);
        if (eventsIn(items).length < AWAITED_EVENTS) return;
        stop();
        resolve();
      },
      (reason) => reject(new Error(reason)),
    );
  });
  return {
    from: after ?? items[0]!.previousCursor,
    shown: page && page.interactions.nodes.map(({ id }) => id),
    items,
  };
}

function eventsIn(items: readonly Item[]): readonly Item[] {
  return items.filter(({ __typename }) => __typename === 'FeedEvent');
}

/** The chain is whole, the events are the very next ones in the log, and what stands before them is on the page. */
function isFlawless(
  { from, shown, items }: Race,
  logged: readonly { seq: bigint; subjectId: string }[],
  places: ReadonlyMap<bigint, number>,
  seqs: ReadonlyMap<string, bigint>,
): boolean {
  const seqOf = (cursor: string) => server.services.cursors.read(server.workspace.id, cursor)!.seq;
  const isChained = items.every(
    ({ previousCursor }, index) => previousCursor === (items[index - 1]?.cursor ?? from),
  );
  const events = eventsIn(items);
  const first = places.get(seqOf(events[0]!.cursor))!;
  const isNext = events.every(({ cursor, subjectId }, index) => {
    const entry = logged[first + index];
    return entry?.seq === seqOf(cursor) && entry.subjectId === readGlobalId(subjectId!)?.id;
  });
  const before = logged[first - 1];
  const isFirst = seqOf(from) < logged[first]!.seq && (!before || before.seq <= seqOf(from));
  // A page that took long shows nothing but what is younger: then there is no hole either.
  const shownSeqs = shown?.map((id) => seqs.get(readGlobalId(id)!.id)!);
  const isOnPage =
    !shownSeqs ||
    !before ||
    (shownSeqs.length === PAGE_SIZE && shownSeqs.every((seq) => seq > before.seq)) ||
    shownSeqs.includes(before.seq);
  return isChained && isNext && isFirst && isOnPage;
}

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Feed, openFeed } from '../support/feed-client.ts';
import { type EventPage, eventsDocument, isEvent } from '../support/feed-document.ts';
import type { Member } from '../support/members.ts';
import { readEvents } from '../support/read-events.ts';
import { ask, load, type View, views } from '../support/scoped-views.ts';
import { beginScopedWorld, deed, type ScopedWorld } from '../support/scoped-world.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { settleLog } from '../support/settle-log.ts';

let server: TestServer;

beforeAll(async () => {
  server = await bootServer();
});
afterAll(() => server.stop());

/** Resolves when its connection is gone, so that the server may stop. */
async function leave(feed: Feed): Promise<void> {
  feed.close();
  await feed.ended;
}

/** One who follows a view as docs/protocol.md says, and keeps what it shows. */
async function openFollower(world: ScopedWorld, as: Member, view: View) {
  const everSeen = new Set<string>();
  const sent: string[] = [];
  const told: { readonly cursor: string; readonly kind: string; readonly subjectId: string }[] = [];
  let customers = new Set<string>();
  let interactions = new Map<string, string>();
  let after = '';
  let feed!: Feed;
  let applied = 0;

  const look = async () => {
    const { customers: all, interactions: history } = await load(as, {
      customers: {},
      interactions: {},
    });
    for (const id of [...all, ...history.keys()]) everSeen.add(id);
  };
  const begin = async () => {
    const shown = await load(as, view);
    customers = new Set(shown.customers);
    interactions = new Map(shown.interactions);
    after = shown.feedHead;
    told.length = 0;
    applied = 0;
    feed = openFeed({ ...as, field: view.field, filter: view.filter, after });
    await feed.until('the first item', (items) => items.length > 0);
    await look();
  };
  const apply = async () => {
    for (; applied < feed.all.length; applied++) {
      const item = feed.all[applied]!;
      if (!isEvent(item)) continue;
      const { cursor, kind, subjectId, subjectType } = item;
      told.push({ cursor, kind, subjectId });
      if (['Customer', 'Interaction'].includes(subjectType)) sent.push(subjectId);
      if (subjectType === 'Interaction') {
        if (kind === 'LEAVE' || !view.interactions) interactions.delete(subjectId);
        else {
          const found = await load(as, {
            customers: null,
            interactions: { id: { eq: subjectId } },
          });
          for (const [id, customerId] of found.interactions) interactions.set(id, customerId);
        }
      }
      if (subjectType !== 'Customer') continue;
      if (kind === 'LEAVE') {
        customers.delete(subjectId);
        // Out of the filter of customers or out of sight: what is out of sight takes its history along.
        const isSeen =
          (await load(as, { customers: { id: { eq: subjectId } }, interactions: null })).customers
            .size > 0;
        if (!isSeen)
          for (const [id, customerId] of interactions)
            if (customerId === subjectId) interactions.delete(id);
      } else {
        if (view.customers) customers.add(subjectId);
        if (!view.interactions) continue;
        const ofIt = { and: [view.interactions, { customerId: { eq: subjectId } }] };
        for (const [id, customerId] of (await load(as, { customers: null, interactions: ofIt }))
          .interactions)
          interactions.set(id, customerId);
      }
    }
  };
  /** The access changed: the stream ends at that place, for whoever comes late as well, and is begun anew. */
  const endedThere = async (reason: string) => {
    expect(reason).toBe('ACCESS_CHANGED');
    await feed.until('the gap', (items) => items.at(-1)?.__typename === 'FeedGap');
    const gap = feed.all.at(-1)!;
    expect(gap).toMatchObject({ __typename: 'FeedGap', reason: 'ACCESS_CHANGED' });
    // Whatever was told stands before the place at which the access changed.
    const places = (await readEvents({ ...world.owner, after })).map(({ cursor }) => cursor);
    const end = places.indexOf((gap as { resumeFrom: string }).resumeFrom);
    expect(end).toBeGreaterThanOrEqual(0);
    const behind = new Set(places.slice(end + 1));
    expect(feed.all.filter(isEvent).filter(({ cursor }) => behind.has(cursor))).toEqual([]);
    const late = openFeed({ ...as, field: view.field, filter: view.filter, after });
    await late.until('the gap again', (items) => items.at(-1)?.__typename === 'FeedGap');
    expect(late.all.filter(isEvent)).toEqual([]);
    await leave(feed);
    await leave(late);
    await begin();
  };
  const logFilter = {
    ...view.filter,
    ...(view.field === 'interactionFeed' ? { subjectTypes: ['Interaction'] } : {}),
  };

  await begin();
  return {
    close: () => leave(feed),
    /** Takes in what has been told since, and compares it with what a query shows. Everything has happened by now. */
    async compare() {
      const { events } = await ask<{ events: EventPage }>(as, eventsDocument, {
        after,
        filter: logFilter,
        first: 100,
      });
      if (events.gap) return endedThere(events.gap.reason);
      await feed.until(
        'the events',
        (items) => items.filter(isEvent).length >= events.items.length,
      );
      await look();
      await apply();
      const fresh = await load(as, view);
      expect(sent.filter((id) => !everSeen.has(id))).toEqual([]);
      expect({ ...view, shown: [...customers].toSorted() }).toEqual({
        ...view,
        shown: [...fresh.customers].toSorted(),
      });
      expect({ ...view, shown: [...interactions.keys()].toSorted() }).toEqual({
        ...view,
        shown: [...fresh.interactions.keys()].toSorted(),
      });
      const logged = events.items.map(({ cursor, kind, subjectId }) => ({
        cursor,
        kind,
        subjectId,
      }));
      expect(told).toEqual(logged);
    },
    /** What one is told who comes later, from the same place. */
    async compareLate() {
      const late = openFeed({ ...as, field: view.field, filter: view.filter, after });
      await late.until('the events', (items) => items.filter(isEvent).length >= told.length);
      const events = late.all.filter(isEvent);
      expect(events.map(({ cursor, kind, subjectId }) => ({ cursor, kind, subjectId }))).toEqual(
        told,
      );
      await leave(late);
    },
  };
}

const seats = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...Object.keys(views)), fc.nat(9)), {
  minLength: 3,
  maxLength: 4,
});

test(
  'what is pushed is what a query would show, at every position, to everybody, whatever happens',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        seats,
        fc.array(deed, { minLength: 3, maxLength: 9 }),
        async (chosen, deeds) => {
          const world = await beginScopedWorld(server);
          const start = (await load(world.owner, { customers: null, interactions: null })).feedHead;
          await settleLog(world.owner, start);
          const followers = await Promise.all(
            chosen.map(([who, view, n]) =>
              openFollower(world, world.members[who]!, views[view]!(world, n)),
            ),
          );
          try {
            for (const act of deeds) {
              await act(world);
              await settleLog(world.owner, start);
              await Promise.all(followers.map((one) => one.compare()));
            }
            await Promise.all(followers.map((one) => one.compareLate()));
            expect(world.customers.length).toBeGreaterThan(0);
          } finally {
            await Promise.all(followers.map((one) => one.close()));
          }
        },
      ),
      { numRuns: Number(process.env.VISIBILITY_RUNS ?? 12), endOnFailure: true },
    );
  },
);

import { afterAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../testing/refusal-of.ts';
import { openTestWorkspaces } from '../../../testing/workspaces.ts';
import { newId } from '../../kernel/ids.ts';
import { changeSavedFeed } from './change-saved-feed.ts';
import { markFeedRead } from './mark-feed-read.ts';
import { removeSavedFeed } from './remove-saved-feed.ts';
import { saveFeed } from './save-feed.ts';
import { MAX_SAVED_FEEDS } from './saved-feed-row.ts';

const world = await openTestWorkspaces();
const { ours, theirs, database } = world;
afterAll(world.close);

const rowOf = (id: string) => database.savedFeed.findUniqueOrThrow({ where: { id } });
const feedsOf = (userId: string) =>
  database.savedFeed.findMany({ where: { workspaceId: ours.id, userId } });
const calls = { channels: ['CALL'] };

describe('saving a feed', () => {
  test('everybody has one from the start, read up to then', async () => {
    const [feed, ...others] = await feedsOf(ours.members.VIEWER);

    expect(feed).toMatchObject({ isDefault: true, readSeq: 0n });
    expect(others).toEqual([]);
  });

  test('it is kept for the one who saved it, and told once', async () => {
    const { id } = await saveFeed(ours, { name: ' Calls ', filter: calls });

    expect(await rowOf(id)).toMatchObject({
      name: 'Calls',
      filter: calls,
      userId: ours.members.AGENT,
      isDefault: false,
    });
    expect(await ours.namesAbout(id)).toEqual(['saved-feed.created']);
  });

  test('a repeat with the same key keeps one', async () => {
    const input = { name: 'Once', filter: {}, idempotencyKey: 'save once' };

    const first = await saveFeed(ours, input);

    expect(await saveFeed(ours, input)).toEqual(first);
    expect(await ours.namesAbout(first.id)).toEqual(['saved-feed.created']);
  });

  test('a name that one uses already is refused, whatever its case; a colleague may use it', async () => {
    await saveFeed(ours, { name: 'Şikâyetler', filter: {} });

    const refusal = await refusalOf(saveFeed(ours, { name: 'sikayetler', filter: {} }));
    const colleagues = await saveFeed(ours.as('MANAGER'), { name: 'Şikâyetler', filter: {} });

    expect(refusal).toMatchObject({ code: 'SAVED_FEED_EXISTS', path: ['name'] });
    expect(await rowOf(colleagues.id)).toMatchObject({ userId: ours.members.MANAGER });
  });

  test.for(['', '  ', 'x'.repeat(101)])('the name %j is refused', async (name) => {
    const refusal = await refusalOf(saveFeed(ours, { name, filter: {} }));

    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['name'] });
  });

  test('one keeps at most fifty, also when they are saved side by side', async () => {
    const ctx = ours.as('OWNER');
    const saving = Array.from({ length: MAX_SAVED_FEEDS + 4 }, (_, n) =>
      saveFeed(ctx, { name: `Feed ${n}`, filter: {} }).catch(() => null),
    );

    await Promise.all(saving);

    expect(await feedsOf(ours.members.OWNER)).toHaveLength(MAX_SAVED_FEEDS);
  });
});

describe('changing and removing a feed', () => {
  test('name and filter change, and what was read stays', async () => {
    const { id } = await saveFeed(ours, { name: 'To change', filter: calls });
    await markFeedRead(ours, { id, seq: 7n });

    await changeSavedFeed(ours, { id, name: 'Changed', filter: {} });
    await changeSavedFeed(ours, { id, name: 'Changed', filter: {} });

    expect(await rowOf(id)).toMatchObject({ name: 'Changed', filter: {}, readSeq: 7n, version: 2 });
    expect(await ours.namesAbout(id)).toEqual([
      'saved-feed.created',
      'saved-feed.read',
      'saved-feed.changed',
    ]);
  });

  test('an older version is refused', async () => {
    const { id } = await saveFeed(ours, { name: 'Stale', filter: {} });
    await changeSavedFeed(ours, { id, name: 'Newer' });

    const refusal = await refusalOf(changeSavedFeed(ours, { id, name: 'Older', seenVersion: 1 }));

    expect(refusal).toMatchObject({ code: 'VERSION_CONFLICT', current: { id } });
  });

  test('removed, it is gone; the one that everybody has stays', async () => {
    const { id } = await saveFeed(ours, { name: 'To remove', filter: {} });
    const everybodys = (await feedsOf(ours.members.AGENT)).find(({ isDefault }) => isDefault)!;

    const removed = await removeSavedFeed(ours, { id });
    const refusal = await refusalOf(removeSavedFeed(ours, { id: everybodys.id }));

    expect(removed).toEqual({ id: ours.members.AGENT });
    expect(await database.savedFeed.findUnique({ where: { id } })).toBeNull();
    expect(await ours.namesAbout(id)).toEqual(['saved-feed.created', 'saved-feed.removed']);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test.for([
    ['a colleague', () => ours.as('MANAGER')],
    ['somebody of another workspace', () => theirs.as('OWNER')],
  ] as const)('%s finds none', async ([, who]) => {
    const { id } = await saveFeed(ours, { name: `Private ${newId()}`, filter: {} });
    const ctx = who();

    const refusals = [
      await refusalOf(changeSavedFeed(ctx, { id, name: 'Theirs' })),
      await refusalOf(removeSavedFeed(ctx, { id })),
      await refusalOf(markFeedRead(ctx, { id, seq: 1n })),
      await refusalOf(markFeedRead(ctx, { id: newId(), seq: 1n })),
    ];

    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'NOT_FOUND'));
  });
});

describe('reading a feed', () => {
  test('of two windows the one that has read further wins; going back has to be asked for', async () => {
    const { id } = await saveFeed(ours, { name: 'Read in two windows', filter: {} });

    await markFeedRead(ours, { id, seq: 9n });
    await markFeedRead(ours, { id, seq: 4n });
    const further = await rowOf(id);
    await markFeedRead(ours, { id, seq: 4n, mayGoBack: true });

    expect(further.readSeq).toBe(9n);
    expect(await rowOf(id)).toMatchObject({ readSeq: 4n, version: 1 });
    expect(await ours.namesAbout(id)).toEqual([
      'saved-feed.created',
      'saved-feed.read',
      'saved-feed.read',
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Feed, openFeed, openSseFeed } from '../support/feed-client.ts';
import { type FeedField, isEvent } from '../support/feed-document.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { readEvents } from '../support/read-events.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { createCustomer, createOrganization, logInteraction, run } from '../support/workload.ts';

interface Member {
  readonly url: string;
  readonly token: string;
  readonly userId: string;
}

let server: TestServer;
let owner: Member;
let agent: Member;
let viewer: Member;
let stranger: Member;
/** Everything in the workspace, from the beginning of this file. */
let everything: Feed;
const open: Feed[] = [];

beforeAll(async () => {
  server = await bootServer();
  const { workspace } = server;
  const theirs = await server.addWorkspace('theirs');
  [owner, agent, viewer, stranger] = await Promise.all([
    member(await workspace.token('OWNER')),
    member(await workspace.token('AGENT')),
    member(await workspace.token('VIEWER')),
    member(await theirs.token('OWNER')),
  ]);
  everything = await listen(owner, 'activityFeed');
});
afterAll(async () => {
  for (const feed of open) feed.close();
  await server.stop();
});

async function member(token: string): Promise<Member> {
  const { url } = server;
  const { data } = await graphqlRequest<{ viewer: { user: { id: string } } }>(
    url,
    '{ viewer { user { id } } }',
    {},
    token,
  );
  return { url, token, userId: data.viewer.user.id };
}

async function feedHead({ url, token }: Member): Promise<string> {
  const { data } = await graphqlRequest<{ feedHead: string }>(url, '{ feedHead }', {}, token);
  return data.feedHead;
}

/** Opens a feed and waits until the server has answered. */
async function listen(
  as: Member,
  field: FeedField,
  filter = {},
  how: typeof openFeed | typeof openSseFeed = openFeed,
  after: string | null = null,
): Promise<Feed> {
  const feed = how({ ...as, field, filter, after });
  open.push(feed);
  await feed.until('the first item', (items) => items.length > 0);
  return feed;
}

const eventsOf = (feed: Feed) => feed.all.filter(isEvent);
const told = (feed: Feed) => eventsOf(feed).map(({ kind, name }) => `${kind} ${name}`);

/** Waits until this is in the log, so that whoever listens from now on is not told of it. */
function isPast(subjectId: string): Promise<void> {
  return everything.until('an earlier event', () =>
    eventsOf(everything).some((event) => event.subjectId === subjectId),
  );
}

/** Waits until a feed has been told of something that happens now, after everything before it. */
async function upToNow(feed: Feed, as: Member, customerId: string): Promise<void> {
  const id = await logInteraction(as, { customerId, subject: 'the last of them' });
  await feed.until('the last event', () => eventsOf(feed).some((event) => event.subjectId === id));
}

describe('a record that leaves the filter', () => {
  test('is told as LEAVE, without the record, to those who could see it, and to nobody else', async () => {
    const mine = await createCustomer(owner, { name: 'Mia', ownerId: owner.userId });
    const yours = await createCustomer(owner, { name: 'Jun', ownerId: agent.userId });
    await isPast(yours);
    const ofOwner = await listen(owner, 'activityFeed', { ownerIds: [owner.userId] });
    const ofAgent = await listen(owner, 'activityFeed', { ownerIds: [agent.userId] });
    const ofViewer = await listen(owner, 'activityFeed', { ownerIds: [viewer.userId] });

    await run(owner, 'updateCustomer', 'Customer', { id: mine, ownerId: agent.userId });
    await upToNow(ofAgent, owner, yours);
    await run(owner, 'updateCustomer', 'Customer', { id: mine, ownerId: viewer.userId });
    await upToNow(ofViewer, owner, mine);

    expect(eventsOf(ofOwner)).toMatchObject([
      { kind: 'LEAVE', name: 'customer.updated', subjectId: mine, subject: null },
    ]);
    expect(told(ofAgent)).toEqual([
      'CHANGE customer.updated',
      'CHANGE interaction.logged',
      'LEAVE customer.updated',
    ]);
    expect(told(ofViewer)).toEqual(['CHANGE customer.updated', 'CHANGE interaction.logged']);
  });

  test('also when its organisation changes', async () => {
    const [north, south] = [
      await createOrganization(owner, { name: 'North' }),
      await createOrganization(owner, { name: 'South' }),
    ];
    const id = await createCustomer(owner, { name: 'Ada', organizationId: north });
    await isPast(id);
    const ofNorth = await listen(owner, 'activityFeed', { organizationIds: [north] });
    const ofSouth = await listen(owner, 'activityFeed', { organizationIds: [south] });

    await run(owner, 'updateCustomer', 'Customer', { id, organizationId: south });
    await run(owner, 'updateCustomer', 'Customer', { id, jobTitle: 'Buyer' });
    await run(owner, 'updateCustomer', 'Customer', { id, organizationId: null });
    await ofSouth.until('three events', () => eventsOf(ofSouth).length === 3);

    expect(told(ofNorth)).toEqual(['LEAVE customer.updated']);
    expect(told(ofSouth)).toEqual([
      'CHANGE customer.updated',
      'CHANGE customer.updated',
      'LEAVE customer.updated',
    ]);
  });

  test('also when an interaction is corrected, and when it is deleted', async () => {
    const customerId = await createCustomer(owner, { name: 'Eve' });
    const filter = (channel: string) => ({ channels: [channel], customerIds: [customerId] });
    const calls = await listen(owner, 'interactionFeed', filter('CALL'));
    const chats = await listen(owner, 'interactionFeed', filter('CHAT'));
    const notes = await listen(owner, 'interactionFeed', filter('NOTE'));

    const id = await logInteraction(owner, { customerId, channel: 'CALL' });
    await run(owner, 'correctInteraction', 'Interaction', { id, subject: 'About the order' });
    await run(owner, 'correctInteraction', 'Interaction', { id, channel: 'CHAT' });
    await run(owner, 'deleteInteraction', 'Customer', { id });
    await chats.until('two events', () => eventsOf(chats).length === 2);
    const last = await logInteraction(owner, { customerId, channel: 'NOTE' });
    await notes.until('one event', () => eventsOf(notes).length === 1);

    expect(told(calls)).toEqual([
      'CHANGE interaction.logged',
      'CHANGE interaction.corrected',
      'LEAVE interaction.corrected',
    ]);
    expect(eventsOf(chats)).toMatchObject([
      { kind: 'CHANGE', name: 'interaction.corrected', subjectId: id },
      { kind: 'LEAVE', name: 'interaction.deleted', subjectId: id, subject: null },
    ]);
    expect(eventsOf(notes)).toMatchObject([{ subjectId: last, subject: { id: last } }]);
  });
});

describe('every surface', () => {
  test('tells the same: sockets, server-sent events and the query, whatever the filter', async () => {
    const after = await feedHead(owner);
    const [east, west] = [
      await createOrganization(owner, { name: 'East' }),
      await createOrganization(owner, { name: 'West' }),
    ];
    const [ann, bob] = [
      await createCustomer(owner, { name: 'Ann', ownerId: owner.userId, organizationId: east }),
      await createCustomer(owner, { name: 'Bob', ownerId: agent.userId }),
    ];
    const logged: string[] = [];
    for (const [customerId, channel, direction] of [
      [ann, 'CALL', 'INBOUND'],
      [bob, 'EMAIL', 'OUTBOUND'],
      [ann, 'EMAIL', 'INBOUND'],
      [bob, 'CALL', 'OUTBOUND'],
    ]) {
      logged.push(await logInteraction(agent, { customerId, channel, direction }));
    }
    await run(owner, 'updateCustomer', 'Customer', { id: ann, ownerId: agent.userId });
    await run(owner, 'updateCustomer', 'Customer', { id: bob, organizationId: west });
    await run(owner, 'correctInteraction', 'Interaction', { id: logged[0], channel: 'CHAT' });
    await run(owner, 'correctInteraction', 'Interaction', { id: logged[1], agentId: owner.userId });
    await run(owner, 'deleteInteraction', 'Customer', { id: logged[2] });
    await run(owner, 'archiveCustomer', 'Customer', { id: bob });
    const filters: Record<string, readonly string[]>[] = [
      {},
      { channels: ['CALL'] },
      { channels: [] },
      { directions: ['INBOUND'], channels: ['EMAIL', 'CALL'] },
      { customerIds: [ann] },
      { organizationIds: [east] },
      { organizationIds: [east, west] },
      { ownerIds: [owner.userId] },
      { ownerIds: [agent.userId], directions: ['OUTBOUND'] },
      { agentIds: [agent.userId] },
    ];

    for (const filter of filters) {
      const logs = {
        activityFeed: await readEvents({ ...owner, after, filter }),
        interactionFeed: await readEvents({
          ...owner,
          after,
          filter: { ...filter, subjectTypes: ['Interaction'] },
        }),
      };
      for (const field of ['activityFeed', 'interactionFeed'] as const) {
        for (const how of [openFeed, openSseFeed]) {
          const feed = await listen(owner, field, filter, how, after);
          await feed.until('the whole log', () => eventsOf(feed).length >= logs[field].length);
          expect({ filter, told: eventsOf(feed) }).toEqual({ filter, told: logs[field] });
          feed.close();
        }
      }
    }
    const counts = await Promise.all(
      filters.map(async (filter) => (await readEvents({ ...owner, after, filter })).length),
    );
    expect(counts).toEqual([14, 3, 0, 4, 6, 7, 10, 4, 3, 7]);
  });

  test('shows sessions only to those who may see them', async () => {
    const after = await feedHead(owner);
    const ofOwner = await listen(owner, 'activityFeed', {}, openFeed, after);
    const ofViewer = await listen(viewer, 'activityFeed', {}, openFeed, after);

    await server.workspace.token('AGENT');
    const id = await createCustomer(owner);
    await ofOwner.until('the customer', () => eventsOf(ofOwner).length === 2);
    await ofViewer.until('the customer', () => eventsOf(ofViewer).length === 1);

    expect(told(ofOwner)).toEqual(['CHANGE session.started', 'CHANGE customer.created']);
    expect(eventsOf(ofViewer)).toMatchObject([{ name: 'customer.created', subjectId: id }]);
    expect(await readEvents({ ...viewer, after })).toEqual(eventsOf(ofViewer));
  });

  test('shows nothing of another workspace', async () => {
    const after = await feedHead(stranger);
    const id = await createCustomer(owner, { name: 'Ours alone' });
    const feeds = [
      await listen(stranger, 'activityFeed', {}, openFeed, after),
      await listen(stranger, 'activityFeed', { customerIds: [id] }, openFeed, after),
      await listen(stranger, 'interactionFeed', { customerIds: [id] }, openSseFeed, after),
    ];

    await upToNow(await listen(owner, 'interactionFeed'), owner, id);
    const theirs = await createCustomer(stranger, { name: 'Theirs' });
    await feeds[0]!.until('their own', (items) => items.length > 1);

    expect(eventsOf(feeds[0]!).map((event) => event.subjectId)).toEqual([theirs]);
    expect(feeds.slice(1).flatMap(eventsOf)).toEqual([]);
    expect((await readEvents({ ...stranger, after })).map((event) => event.subjectId)).toEqual([
      theirs,
    ]);
  });

  test('refuses a cursor that is none, of another workspace, or changed, and says the same', async () => {
    const mine = await feedHead(owner);
    const turned = mine.replace(/^./u, (letter) => (letter === 'A' ? 'B' : 'A'));
    const refusals: string[] = [];

    for (const after of ['', 'nonsense', mine.slice(1), turned, await feedHead(stranger)]) {
      const reading = readEvents({ ...owner, after });
      refusals.push(await reading.then(JSON.stringify, (error: Error) => codeIn(error.message)));
      for (const field of ['activityFeed', 'interactionFeed'] as const) {
        for (const how of [openFeed, openSseFeed]) {
          const feed = how({ ...owner, field, after });
          const { errors } = await feed.ended;
          refusals.push(codeIn(JSON.stringify(errors)));
          expect(feed.all).toEqual([]);
        }
      }
    }

    expect(refusals).toEqual(Array.from({ length: 25 }, () => 'INVALID_CURSOR'));
  });
});

function codeIn(text: string): string {
  return /"code":"(\w+)"/u.exec(text)?.[1] ?? 'none';
}

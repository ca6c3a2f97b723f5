import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openTestLog, reached, type TestLog } from '../../testing/test-log.ts';
import { defineEvent, type EventKind } from '../kernel/event.ts';
import { newId } from '../kernel/ids.ts';
import type { RowScope } from '../kernel/row-scope.ts';
import { type Broadcast, openBroadcast } from '../platform/broadcast.ts';
import { change } from './change.ts';
import type { Emitted } from './pending-event.ts';
import { openPresence, type Presence } from './presence.ts';
import { type Activity, presenceLimits, type Visitor } from './presence-map.ts';
import { startTail, type Tail } from './tail.ts';

let testLog: TestLog;
let tail: Tail;
let broadcast: Broadcast;
let nodes: [Presence, Presence];

beforeAll(async () => {
  testLog = await openTestLog();
});
afterAll(() => testLog.close());
beforeEach(async () => {
  tail = await startTail(testLog.pool, testLog.log);
  broadcast = openBroadcast(testLog.log);
  nodes = [openPresence({ broadcast, tail }), openPresence({ broadcast, tail })];
});
afterEach(async () => {
  for (const node of nodes) node.stop();
  await broadcast.stop();
  await tail.stop();
});

const moved = kind('Customer', 'customer.moved-in-test');
const sessionEnded = kind('UserSession', 'session.ended');
const demoted = kind('User', 'user.demoted-in-test', { changesAccessOf: 'SUBJECT' });

function kind(
  subjectType: 'Customer' | 'User' | 'UserSession',
  name: string,
  more: Pick<EventKind<object>, 'changesAccessOf'> = {},
) {
  const payload = z.object({});
  return defineEvent({ name, subjectType, permission: 'users:read', payload, ...more });
}

/** Writes an event into the log, and waits until this process has read it. */
async function happens(of: EventKind<object>, event: Omit<Emitted<object>, 'payload'>) {
  await change(testLog.ctx, { operation: 'test', input: {} }, async (_tx, emit) => {
    emit(of, { ...event, payload: {} });
    return { id: event.subjectId };
  });
  await testLog.sequence();
  const log = await testLog.read();
  tail.poke();
  await reached(tail, log.at(-1)!.seq);
}

/** A client of a user of its own at a customer of its own, unless told otherwise. */
function aClient(of: Partial<Visitor> = {}): Omit<Visitor, 'since' | 'activity'> {
  return {
    workspaceId: testLog.workspaceId,
    customerId: newId(),
    userId: newId(),
    role: 'AGENT',
    scope: { kind: 'ALL' },
    sessionId: newId(),
    clientId: 'a window',
    ...of,
  };
}

const announce = (client: ReturnType<typeof aClient>, activity: Activity, at = tail.position) =>
  nodes[0].announce({ ...client, activity }, at);
const seen = (node: Presence, place: ReturnType<typeof aClient>) =>
  node.peopleAt(place).map(({ userId, activity }) => [userId, activity]);
/** Every node comes to show exactly these. */
const shows = (place: ReturnType<typeof aClient>, people: readonly unknown[]) =>
  vi.waitFor(() => {
    for (const node of nodes) expect(seen(node, place)).toEqual(people);
  });

describe('who is at a customer', () => {
  test('is seen on every node, with what they do, the most active first', async () => {
    const mia = aClient();
    const noah = aClient({ customerId: mia.customerId });
    const lena = aClient({ customerId: mia.customerId });

    announce(mia, 'IDLE');
    announce(noah, 'VIEWING');
    announce(lena, 'WRITING');

    await shows(mia, [
      [lena.userId, 'WRITING'],
      [noah.userId, 'VIEWING'],
      [mia.userId, 'IDLE'],
    ]);
    expect(nodes.map(({ size }) => size)).toEqual([3, 3]);
  });

  test('fades when nothing more is heard of them, and stays while it is', async () => {
    const ttlMs = 400;
    for (const node of nodes) node.stop();
    nodes = [openPresence({ broadcast, tail }, ttlMs), openPresence({ broadcast, tail }, ttlMs)];
    const mia = aClient();
    const noah = aClient({ customerId: mia.customerId });
    announce(mia, 'WRITING');
    announce(noah, 'VIEWING');
    await shows(mia, [
      [mia.userId, 'WRITING'],
      [noah.userId, 'VIEWING'],
    ]);

    const renewing = setInterval(() => announce(noah, 'VIEWING'), ttlMs / 8);
    await shows(mia, [[noah.userId, 'VIEWING']]);
    clearInterval(renewing);

    await shows(mia, []);
    expect(nodes.map(({ size }) => size)).toEqual([0, 0]);
  });

  test('leaves at once', async () => {
    const mia = aClient();
    announce(mia, 'VIEWING');
    await shows(mia, [[mia.userId, 'VIEWING']]);

    nodes[1].leave(mia);

    await shows(mia, []);
    expect(nodes.map(({ size }) => size)).toEqual([0, 0]);
  });

  test('is one person in two windows, with the strongest of what they do', async () => {
    const window = aClient();
    const another = { ...window, clientId: 'another window' };

    announce(window, 'WRITING');
    announce(another, 'IDLE');
    await shows(window, [[window.userId, 'WRITING']]);
    nodes[0].leave(window);

    await shows(window, [[window.userId, 'IDLE']]);
    expect(nodes[1].find(window)).toBeUndefined();
  });

  test('has been at it since they began, not since they last said so', async () => {
    const mia = aClient();
    const since = () => nodes[1].peopleAt(mia)[0]?.since.getTime();
    announce(mia, 'VIEWING');
    await shows(mia, [[mia.userId, 'VIEWING']]);
    const first = since()!;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(first));

    announce(mia, 'VIEWING');
    announce(mia, 'WRITING');
    announce(mia, 'WRITING');
    await shows(mia, [[mia.userId, 'WRITING']]);

    expect(nodes[0].find(mia)?.since).toBe(since());
    expect(since()).toBeGreaterThan(first);
  });

  test('is told of when it changes, and not when it is only renewed', async () => {
    const mia = aClient();
    let changes = 0;
    const stop = nodes[1].watch(mia, () => changes++);

    for (let i = 0; i < 5; i++) announce(mia, 'VIEWING');
    announce(mia, 'WRITING');
    await shows(mia, [[mia.userId, 'WRITING']]);
    stop();
    nodes[0].leave(mia);
    await shows(mia, []);

    expect(changes).toBe(2);
  });

  test('is nobody else’s business: other customers and workspaces do not hear of it', async () => {
    const mia = aClient();
    announce(mia, 'VIEWING');
    await shows(mia, [[mia.userId, 'VIEWING']]);

    expect(seen(nodes[0], aClient())).toEqual([]);
    expect(seen(nodes[0], { ...mia, workspaceId: newId() })).toEqual([]);
  });
});

describe('whose access ends is seen no longer', () => {
  const teamId = newId();
  const scope: RowScope = { kind: 'TEAM', teamId };
  const nobody = {
    organizationId: null,
    ownerId: null,
    agentId: null,
    channel: null,
    direction: null,
  };

  test.each([
    ['the session ended', (c: Visitor) => happens(sessionEnded, { subjectId: c.sessionId })],
    ['the user’s access changed', (c: Visitor) => happens(demoted, { subjectId: c.userId })],
    [
      'the customer left the scope',
      ({ customerId }: Visitor) =>
        happens(moved, {
          subjectId: customerId,
          scope: { ...nobody, customerId, teamId: newId() },
          before: { teamId },
        }),
    ],
  ])('%s', async (_, happening) => {
    const mia = { ...aClient({ scope }), activity: 'VIEWING', since: 0 } as const;
    const other = aClient({ customerId: mia.customerId });
    const judgedAt = tail.position;
    announce(other, 'IDLE', judgedAt);
    announce(mia, 'VIEWING', judgedAt);
    await shows(mia, [
      [mia.userId, 'VIEWING'],
      [other.userId, 'IDLE'],
    ]);

    await happening(mia);
    const rightAfter = nodes.map((node) => node.find(mia));
    // On its way since before it happened: it does not bring them back.
    announce(mia, 'WRITING', judgedAt);
    announce(other, 'VIEWING', judgedAt);

    await shows(mia, [[other.userId, 'VIEWING']]);
    expect(rightAfter).toEqual([undefined, undefined]);
  });
});

describe('a flood', () => {
  test('of clients at one customer is bounded', async () => {
    const { customerId } = aClient();
    for (let i = 0; i < presenceLimits.clientsPerCustomer + 10; i++) {
      announce(aClient({ customerId }), 'VIEWING');
    }
    await vi.waitFor(() => expect(nodes[0].size).toBe(presenceLimits.clientsPerCustomer));

    expect(nodes[0].peopleAt(aClient({ customerId }))).toHaveLength(presenceLimits.people);
  });

  test('of clients of one session is bounded, and does not keep others out', async () => {
    const flood = aClient();
    for (let i = 0; i < presenceLimits.clientsPerSession + 10; i++) {
      announce({ ...flood, customerId: newId(), clientId: `${i}` }, 'VIEWING');
    }
    const mia = aClient();
    announce(mia, 'VIEWING');
    await shows(mia, [[mia.userId, 'VIEWING']]);

    expect(nodes[0].size).toBe(presenceLimits.clientsPerSession + 1);
  });
});

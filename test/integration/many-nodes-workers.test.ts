import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FeedEvent } from '../support/feed-document.ts';
import {
  createInstallation,
  type Installation,
  untilAcknowledged,
} from '../support/installation.ts';
import type { RapportProcess } from '../support/rapport-process.ts';
import { readEvents } from '../support/read-events.ts';
import { openResumingFeed, type ResumingFeed } from '../support/resuming-feed.ts';
import { createCustomer, logInteraction, shared } from '../support/workload.ts';

const WORKERS = 3;
const SUBSCRIBERS = 6;
const CONNECTIONS = 6;
const INTERACTIONS = 240;
const LIMIT_MS = 120_000;

let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation();
});
afterEach(() => installation.remove());

/** Each worker's value of a metric, as one scrape of the one port tells it. */
async function ofEachWorker(url: string, metric: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^(\w+)\{(.*)\} (\S+)$/u.exec(line) ?? [];
    const worker = /worker="(\d+)"/u.exec(labels)?.[1];
    if (name !== metric || worker === undefined) continue;
    values.set(worker, (values.get(worker) ?? 0) + Number(value));
  }
  return values;
}

function workersOf({ process: primary }: RapportProcess): number[] {
  const found = execFileSync('pgrep', ['-P', String(primary.pid)], { encoding: 'utf8' });
  return found.trim().split('\n').map(Number);
}

const placeOf = ({ cursor, subjectId }: FeedEvent) => `${cursor} ${subjectId}`;

test(
  'what is written through any of three workers reaches subscribers on each, though workers are killed',
  { timeout: LIMIT_MS },
  async () => {
    const { token } = installation;
    const server = await installation.serve({ WORKERS: String(WORKERS) });
    const caller = { url: server.url, token };
    const customerId = await createCustomer(caller);
    const feeds: ResumingFeed[] = [];
    const socketsOf = () => ofEachWorker(server.url, 'rapport_sockets');
    // Connections go round the workers, and requests take a turn too.
    while (feeds.length < SUBSCRIBERS || [...(await socketsOf()).values()].includes(0)) {
      const feed = openResumingFeed({ address: () => server.url, token, field: 'interactionFeed' });
      feeds.push(feed);
      await feed.opened;
    }
    expect([...(await socketsOf()).keys()].toSorted()).toEqual(['1', '2', '3']);
    const acknowledged: string[] = [];
    const killed = new Set<number>();

    await shared(INTERACTIONS, CONNECTIONS, async (number) => {
      const input = { customerId, subject: `Call ${number}`, idempotencyKey: `call-${number}` };
      acknowledged.push(await untilAcknowledged(() => logInteraction(caller, input)));
      if (acknowledged.length % 80 === 0 && acknowledged.length < INTERACTIONS) {
        const [victim] = workersOf(server).filter((pid) => !killed.has(pid));
        killed.add(victim!);
        process.kill(victim!, 'SIGKILL');
      }
    });
    for (const feed of feeds) {
      await feed.until('all interactions', (events) => events.length >= INTERACTIONS, 30_000);
      await feed.stop();
    }

    const log = await readEvents({ ...caller, filter: { names: ['interaction.logged'] } });
    expect(log.map((event) => event.subjectId).toSorted()).toEqual(acknowledged.toSorted());
    for (const feed of feeds) {
      expect(feed.all.map(placeOf)).toEqual(log.map(placeOf));
      expect(feed.brokenLinks).toEqual([]);
    }
    expect(killed.size).toBe(2);
    expect(feeds.reduce((sum, { openings }) => sum + openings, 0)).toBeGreaterThan(feeds.length);
    await expect.poll(() => workersOf(server).length, { timeout: 15_000 }).toBe(WORKERS);
    expect(workersOf(server).some((pid) => killed.has(pid))).toBe(false);
    expect(await installation.unmatched()).toEqual({
      rowsWithoutEvent: 0,
      eventsWithoutRow: 0,
      waiting: 0,
    });
  },
);

test('asked to stop, the primary lets all workers take their leave and leaves none behind', async () => {
  const { token } = installation;
  const server = await installation.serve({ WORKERS: String(WORKERS), DRAIN_SECONDS: '1' });
  const workers = workersOf(server);
  const feeds = Array.from({ length: SUBSCRIBERS }, () =>
    openResumingFeed({ address: () => server.url, token, field: 'interactionFeed' }),
  );
  await Promise.all(feeds.map(({ opened }) => opened));

  expect(await server.end('SIGTERM')).toBe(0);

  for (const feed of feeds) expect(feed.brokenLinks).toEqual([]);
  for (const pid of workers) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await Promise.all(feeds.map((feed) => feed.stop()));
});

test('two with workers run side by side on ports of their own', async () => {
  const [one, other] = await Promise.all([
    installation.serve({ WORKERS: '2' }),
    installation.serve({ WORKERS: '2' }),
  ]);

  expect(one.url).not.toBe(other.url);
  for (const { url } of [one, other]) {
    for (let request = 0; request < 4; request++) {
      const response = await fetch(`${url}/readyz`, { headers: { connection: 'close' } });
      expect(response.status).toBe(200);
    }
  }
});

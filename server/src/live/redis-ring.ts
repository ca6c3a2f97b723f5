import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Log, tellOutages } from '../platform/log.ts';
import { connectRedis } from '../platform/redis.ts';
import { decodeEvent, encodeEvent, EVENT_FORMAT } from './event-codec.ts';
import { readHead } from './feed-head.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { SequencedBatch } from './sequencer.ts';
import { POLL_MS, type Tail } from './tail.ts';

/** The end of the log in a Redis stream, for many nodes: each event is sent to each of them, and PostgreSQL is not asked. */
export interface RedisRing {
  /** Offers a committed batch to all nodes. False: they may not have got it, and have to be told to read the log. */
  publish(batch: SequencedBatch): Promise<boolean>;
  /** Whether events arrive by Redis at this moment. If not, this node reads PostgreSQL. */
  readonly isUp: boolean;
  stop(): Promise<void>;
}

export interface RedisRingOptions {
  readonly url: string;
  readonly pool: Pool;
  readonly tail: Tail;
  readonly log: Log;
}

/** Events kept in the stream, about. */
const KEPT = 10_000;
/** A stream of an epoch that is over goes by itself. */
const EXPIRES_SECONDS = 86_400;
const READ_SIZE = 1_000;
const BLOCK_MS = 1_000;
/** How long the other nodes may wait for Redis before they are told to read the log. */
const PUBLISH_LIMIT_MS = 200;
const RETRY_MS = 250;
/** How often PostgreSQL is looked at all the same while events arrive by Redis. */
const CALM_POLL_MS = 1_000;

const streamOf = (epoch: string) => `rapport:log:${EVENT_FORMAT}:${epoch}`;

/**
 * Opens both ends of the stream. An entry's id is the event's `seq`, so an event stands in it once,
 * however often it is sent, and a reader asks for what follows its own position.
 *
 * Nothing here is needed: what Redis lacks, `tail` reads from PostgreSQL, at once after a hole and at
 * the next look after silence. So Redis may be stopped, emptied or hang at any time.
 *
 * @see docs/decisions/0016-redis-streams-carry-the-recent-log.md
 */
export function openRedisRing({ url, pool, tail, log }: RedisRingOptions): RedisRing {
  const writer = connectRedis(url, 'feed-write', log);
  const reader = connectRedis(url, 'feed-read', log);
  const outage = tellOutages(log, 'Following the feed in Redis');
  const stopping = new AbortController();
  const publishing = new Set<Promise<unknown>>();
  let isUp = false;
  let isSlow = false;

  const setUp = (now: boolean) => {
    if (isUp === now) return;
    isUp = now;
    tail.lookEvery(now ? CALM_POLL_MS : POLL_MS);
    tail.poke();
  };

  const send = async ({ events, epoch }: SequencedBatch): Promise<boolean> => {
    const key = streamOf(epoch);
    const commands = writer.pipeline();
    for (const event of events) {
      commands.xadd(key, 'MAXLEN', '~', KEPT, `${event.seq}-0`, 'event', encodeEvent(event));
    }
    commands.expire(key, EXPIRES_SECONDS);
    const results = await commands.exec();
    isSlow = false;
    return results !== null && results.every(([error]) => error === null);
  };

  const publish = async (batch: SequencedBatch): Promise<boolean> => {
    if (writer.status !== 'ready') return false;
    const sent = send(batch).catch(() => false);
    if (isSlow) return false;
    const inTime = await Promise.race([sent, wait(PUBLISH_LIMIT_MS, 'late', { ref: false })]);
    if (inTime === 'late') isSlow = true;
    return inTime === true;
  };

  /**
   * Entries beyond the head are of a database that was since taken back to an earlier state, in the
   * same epoch. The head is read after the stream, so a sound stream never lies beyond it.
   */
  const discardForeign = async (key: string): Promise<void> => {
    const [top] = await reader.xrevrange(key, '+', '-', 'COUNT', 1);
    if (!top || seqOf(top[0]) <= (await readHead(pool)).seq) return;
    log.warn({ stream: key }, 'Redis held events that PostgreSQL does not have; they are dropped.');
    await reader.del(key);
  };

  const run = async () => {
    let trusted = '';
    let received = 0n;
    reader.on('close', () => (trusted = ''));
    while (!stopping.signal.aborted) {
      try {
        const { epoch } = tail;
        const key = streamOf(epoch);
        if (trusted !== key) {
          await discardForeign(key);
          trusted = key;
          received = 0n;
          outage.end();
          setUp(true);
        }
        const after = received > tail.position ? received : tail.position;
        const found = await reader.xread(
          ...(['COUNT', READ_SIZE, 'BLOCK', BLOCK_MS, 'STREAMS', key, `${after}-0`] as const),
        );
        const entries = found?.[0]?.[1] ?? [];
        for (const events of withoutHoles(entries)) tail.offer(events, epoch);
        const last = entries.at(-1);
        if (last) received = seqOf(last[0]);
      } catch (error) {
        if (stopping.signal.aborted) return;
        trusted = '';
        outage.begin(error);
        setUp(false);
        await wait(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const running = run();

  return {
    publish(batch) {
      const published = publish(batch);
      publishing.add(published);
      void published.then(() => publishing.delete(published));
      return published;
    },
    get isUp() {
      return isUp;
    },
    async stop() {
      await Promise.all(publishing);
      stopping.abort();
      reader.disconnect();
      writer.disconnect();
      await running;
    },
  };
}

type Entry = [id: string, fields: string[]];

function seqOf(id: string): bigint {
  return BigInt(id.split('-', 1)[0]!);
}

/** Cuts what was read into runs of events that follow each other. */
function withoutHoles(entries: readonly Entry[]): LoggedEvent[][] {
  const runs: LoggedEvent[][] = [];
  for (const [id, [, text]] of entries) {
    const event = decodeEvent(seqOf(id), text!);
    const run = runs.at(-1);
    if (run && run.at(-1)!.seq + 1n === event.seq) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { waitUntil } from '../../server/src/platform/wait-until.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { startRedis } from '../support/redis.ts';
import { type CampaignNode, openNode } from './node.ts';
import type { redisFaults } from './schedule.ts';
import { WITNESS_TABLES } from './witness-tables.sql.ts';

/** Several server processes on one PostgreSQL of their own, to be damaged and to heal. */
export interface Cluster {
  readonly databaseUrl: string;
  readonly nodes: readonly CampaignNode[];
  /** For looking at the database from outside. */
  readonly pool: Pool;
  /** Where the so-manieth node serves; the next that runs, if it does not. */
  address(turn: number): string;
  readonly hasRedis: boolean;
  restartPostgres(): Promise<void>;
  /** Empties it; ends it and starts it empty after a while; or lets it hang for a while. */
  disturbRedis(how: (typeof redisFaults)[number]): Promise<void>;
  /** The node whose sequencer is in the middle of a batch, held there; the first, if none comes. */
  whileSequencing(work: (node: CampaignNode) => void | Promise<void>): Promise<void>;
  /** Waits until everything runs, and nothing that was begun is under way; or long enough for that. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const SETTLE_LIMIT_MS = 20_000;
const SEQUENCER_LIMIT_MS = 3_000;
const REDIS_AWAY_MS = 1_000;
const HELD_SECONDS = 0.4;
/** Nothing may be under way this often, one look after the other. */
const QUIET_LOOKS = 4;

const UNDER_WAY = `
  SELECT 1 FROM outbox
  UNION ALL
  SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'node-%' AND backend_xid IS NOT NULL
  LIMIT 1`;

export async function openCluster(
  count: number,
  { hasRedis = false }: { readonly hasRedis?: boolean } = {},
): Promise<Cluster> {
  const postgres = await startOwnPostgres();
  const pool = new Pool({ connectionString: postgres.url, application_name: 'campaign' });
  pool.on('error', () => undefined);
  await pool.query(WITNESS_TABLES);
  const redis = hasRedis ? await startRedis() : undefined;
  const settings = {
    SESSION_SECRET: 'a secret of the campaign, long enough',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, index) => openNode(`node-${index}`, settings, postgres.url)),
  );
  let changing: Promise<unknown> = Promise.resolve();

  const sequencingNode = async () => {
    const { rows } = await pool.query<{ application_name: string }>(`
      SELECT application_name FROM pg_stat_activity
      WHERE application_name LIKE 'node-%' AND wait_event = 'PgSleep' AND query LIKE '%event_log%'`);
    return nodes.find(({ name }) => name === rows[0]?.application_name);
  };

  return {
    databaseUrl: postgres.url,
    nodes,
    pool,
    address(turn) {
      const inTurn = nodes.map((_, step) => nodes[(turn + step) % count]!.url);
      return inTurn.find((url) => url !== null) ?? 'http://127.0.0.1:1';
    },
    restartPostgres() {
      changing = postgres.restartImmediately();
      return changing as Promise<void>;
    },
    hasRedis,
    async disturbRedis(how) {
      await changing;
      if (!redis) return;
      if (how === 'flush-redis') return flush(redis.url);
      if (how === 'freeze-redis') redis.freeze();
      else await redis.kill();
      changing = pause(REDIS_AWAY_MS).then(() =>
        how === 'freeze-redis' ? redis.thaw() : redis.start(),
      );
    },
    async whileSequencing(work) {
      await pool.query('UPDATE campaign_hold SET seconds = $1', [HELD_SECONDS]);
      try {
        await work((await waitUntil(sequencingNode, SEQUENCER_LIMIT_MS)) ?? nodes[0]!);
      } finally {
        await pool.query('UPDATE campaign_hold SET seconds = 0');
      }
    },
    async settle() {
      await changing;
      await Promise.all(nodes.map((node) => node.settled()));
      let quiet = 0;
      const isQuiet = async () => {
        const { rowCount } = await pool.query(UNDER_WAY);
        quiet = rowCount === 0 ? quiet + 1 : 0;
        return quiet >= QUIET_LOOKS || undefined;
      };
      await waitUntil(isQuiet, SETTLE_LIMIT_MS);
    },
    async close() {
      await Promise.all(nodes.map((node) => node.close()));
      await pool.end();
      await redis?.stop();
      await postgres.stop();
    },
  };
}

/** Says so in Redis' own words, which need no library. */
async function flush(url: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('FLUSHALL\r\n');
  await once(socket, 'data');
  socket.destroy();
}

import type { Pool } from 'pg';
import { sendProbe } from '../domains/feed/public.ts';
import type { Services } from '../graphql/context.ts';
import type { ReadStats } from '../graphql/reads/reads.ts';
import { type LogState, readLogState } from '../live/log-state.ts';
import { selfTesting } from '../live/self-test.ts';
import { readiness, type Readiness } from '../platform/health.ts';
import { type Metrics, openMetrics } from '../platform/metrics.ts';
import { readings } from './readings.ts';

/** How one process is seen from outside. */
export interface Watch {
  readonly metrics: Metrics;
  /** Whether it can do its work; `deep` sends an event through the whole path as well. */
  readiness(deep: boolean): Promise<Readiness>;
}

export interface WatchOptions {
  readonly services: Services;
  readonly sockets: () => number;
  readonly reads: ReadStats;
  /** Whether the process is going to stop. */
  readonly isStopping: () => boolean;
  /** What does not work and is done without, by name. */
  readonly degraded: () => Readonly<Record<string, string>>;
  /** Its number among the workers of one primary. Absent: it is alone. */
  readonly worker: number | undefined;
  readonly sequenced: { readonly batches: number; readonly events: number };
}

/** Opens what `/metrics` and `/readyz` answer with. */
export function openWatch(options: WatchOptions): Watch {
  const { services, sockets, reads, isStopping, sequenced } = options;
  const { logPool: pool, tail, feedStats: feed, apiStats: api } = services;
  let log: LogState | null = null;
  const selfTest = selfTesting({
    pool,
    tail,
    send: (subjectId) => sendProbe(services, subjectId),
  });
  return {
    metrics: openMetrics(
      readings({ tail, feed, api, reads, sequenced, sockets, log: () => log }),
      async () => {
        log = await stateOf(pool, tail.position);
      },
      options.worker,
    ),
    async readiness(deep) {
      const state = await readiness(pool, isStopping(), deep ? selfTest : undefined);
      return { ...state, degraded: options.degraded() };
    },
  };
}

/** The process' own numbers are told also while the database is away. */
async function stateOf(pool: Pool, position: bigint): Promise<LogState | null> {
  try {
    return await readLogState(pool, position);
  } catch {
    return null;
  }
}

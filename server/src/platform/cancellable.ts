import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { type Departure, departureOf } from './departure.ts';
import { sqlStates } from './sql-state.ts';

/** A pool whose statements can be cancelled in the database while they run. */
export interface CancellablePool extends pg.Pool {
  /** By which it is told: a connection apart, since that of the statement is busy. */
  readonly canceller: pg.Pool;
}

const CANCELLER_IDLE_MS = 5_000;

const wantedUntil = new AsyncLocalStorage<AbortSignal>();

/**
 * Opens a pool. Its own `query` cancels what runs in `whileWanted`; statements of transactions, which
 * take a connection of the pool for themselves, are let be. The connection that cancels is opened when
 * it is needed, and closed with the pool or when it has rested for 5 s.
 */
export function openCancellablePool(config: pg.PoolConfig): CancellablePool {
  const pool = new pg.Pool(config);
  const canceller = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: CANCELLER_IDLE_MS });
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const end: () => Promise<void> = pool.end.bind(pool);
  const cancellable: CancellablePool = Object.assign(pool, { canceller });
  return Object.assign(cancellable, {
    query(...args: unknown[]): unknown {
      const signal = wantedUntil.getStore();
      const isPromised = typeof args.at(-1) !== 'function';
      return signal && isPromised ? run(cancellable, args, signal) : query(...args);
    },
    async end() {
      await Promise.all([end(), canceller.end()]);
    },
  });
}

/**
 * Runs work, such as reads through Prisma, whose statements on cancellable pools are cancelled when the
 * signal aborts; they fail with SQLSTATE 57014. Without a signal it just runs.
 *
 * Not for Prisma's `findUnique`: it joins the look-ups of all who ask in one tick, so that one who
 * leaves would take the answer from the others.
 */
export async function whileWanted<T>(
  signal: AbortSignal | undefined,
  work: () => PromiseLike<T>,
): Promise<T> {
  // Prisma's promises begin when they are awaited, which has to be inside.
  return signal ? wantedUntil.run(signal, async () => await work()) : await work();
}

/**
 * Takes a connection for what is wanted until somebody has gone.
 *
 * @throws {pg.DatabaseError} 57014: it is not wanted any more
 */
export async function connectWanted(
  pool: CancellablePool,
  departure: Departure | undefined,
): Promise<pg.PoolClient> {
  if (departure?.isGone) throw unwanted();
  const client = await pool.connect();
  if (!departure?.isGone) return client;
  client.release();
  throw unwanted();
}

/**
 * Cancels what runs on a connection of the pool when somebody goes. Whoever holds the connection calls
 * `over` when its statement has ended, and gives the connection back when that is done: one that comes
 * late must not meet the next statement of this connection.
 */
export function cancelWhenGone(
  pool: CancellablePool,
  client: pg.PoolClient,
  departure: Departure,
): { over(): Promise<unknown> | null } {
  const cancelling: Promise<unknown>[] = [];
  const forget = departure.whenGone(() => {
    const { processID } = client as unknown as { readonly processID: number };
    const told = pool.canceller.query('SELECT pg_cancel_backend($1)', [processID]);
    // Where it cannot be told, the statement's own time limit ends it.
    cancelling.push(told.catch(() => undefined));
  });
  return {
    over() {
      forget();
      return cancelling.length === 0 ? null : Promise.all(cancelling);
    },
  };
}

async function run(
  pool: CancellablePool,
  args: readonly unknown[],
  signal: AbortSignal,
): Promise<unknown> {
  const departure = departureOf(signal);
  const client = await connectWanted(pool, departure);
  const cancellation = cancelWhenGone(pool, client, departure);
  let failure: Error | undefined;
  try {
    return await (client.query as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  } catch (error) {
    if (!isCancelled(error)) failure = error as Error;
    throw error;
  } finally {
    await cancellation.over();
    client.release(failure);
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === sqlStates.queryCanceled;
}

/** As PostgreSQL would say it. */
function unwanted(): pg.DatabaseError {
  const error = new pg.DatabaseError('Nobody waits for this statement any more.', 0, 'error');
  return Object.assign(error, { code: sqlStates.queryCanceled, severity: 'ERROR' });
}

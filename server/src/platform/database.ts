import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '@rapport/prisma';
import pg from 'pg';
import { type CancellablePool, openCancellablePool } from './cancellable.ts';
import { prepareOver } from './prepared.ts';

/** Prisma over a pool of its own. Sessions run in UTC with a statement timeout. */
export type Database = PrismaClient;

/** The same inside a transaction. */
export type Transaction = Prisma.TransactionClient;

export { Prisma };

export interface OpenDatabase {
  readonly database: Database;
  /** Prisma's own connections, for statements that are prepared by name. */
  readonly readPool: CancellablePool;
  /** For what Prisma is not made for: the event log, the sequencer. A pool apart, so neither starves the other. */
  readonly logPool: pg.Pool;
  /** For counting attempts, which may come in floods: few, and apart as well. */
  readonly attemptPool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Connections for queries and commands. Default 10. */
  readonly poolSize?: number;
  /** Called with every SQL statement of queries and commands; for tests and `rapport explain`. */
  readonly onStatement?: (statement: { query: string; params: string }) => void;
}

const STATEMENT_TIMEOUT_MS = 15_000;
const LOG_POOL_SIZE = 4;
/** Longer than any transaction of ours may rest. */
const IDLE_TRANSACTION_MS = 25_000;
/** A process that hangs, or whose machine is gone, with the head of the log locked, holds everybody up for so long. */
const IDLE_LOG_TRANSACTION_MS = 3_000;
const ATTEMPT_POOL_SIZE = 2;

// adapter-pg throws a session's offset away, so any other zone than UTC would shift every time read.
// Our statements are short: to compile one just in time costs more than to run it. And they join few rows by
// their keys: a merge reads the other table up to the last of them, once for each page below a row.
/** What every session of ours is set to. */
export const SESSION_OPTIONS = `-c TimeZone=UTC -c jit=off -c enable_mergejoin=off -c statement_timeout=${STATEMENT_TIMEOUT_MS}`;
const idleIn = (ms: number) => ` -c idle_in_transaction_session_timeout=${ms}`;

/** Opens the database. Connects lazily: the first statement finds out whether it is there. */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const connection = {
    connectionString: url,
    options: SESSION_OPTIONS + idleIn(IDLE_TRANSACTION_MS),
    application_name: 'rapport',
  };
  const queryPool = openCancellablePool({ ...connection, max: options.poolSize ?? 10 });
  const logPool = new pg.Pool({
    ...connection,
    options: SESSION_OPTIONS + idleIn(IDLE_LOG_TRANSACTION_MS),
    max: LOG_POOL_SIZE,
  });
  const attemptPool = new pg.Pool({ ...connection, max: ATTEMPT_POOL_SIZE });
  for (const pool of [queryPool, queryPool.canceller, logPool, attemptPool]) {
    // A connection that the server closes is no reason to end: whoever holds it learns of it from its
    // next statement, and the pool opens another. The pool itself listens only while it is not lent out.
    pool.on('error', ignoreLostConnection);
    pool.on('connect', (client) => client.on('error', ignoreLostConnection));
  }

  const database = new PrismaClient({
    adapter: new PrismaPg(queryPool),
    log: options.onStatement ? [{ emit: 'event', level: 'query' }] : [],
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
  if (options.onStatement) database.$on('query' as never, options.onStatement);
  prepareOver(database, { pool: queryPool, onStatement: options.onStatement });

  return {
    database,
    readPool: queryPool,
    logPool,
    attemptPool,
    async close() {
      await database.$disconnect();
      await Promise.all([
        queryPool.ended ? undefined : queryPool.end(),
        logPool.end(),
        attemptPool.end(),
      ]);
    },
  };
}

function ignoreLostConnection(): void {}

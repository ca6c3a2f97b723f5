import type { Clock } from '../kernel/clock.ts';
import type { Identified } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Database, Prisma, Transaction } from '../platform/database.ts';
import { databaseRefusal, sqlStates } from '../platform/sql-state.ts';
import { claimKey, type KeyedCommand, rememberResult } from './idempotency.ts';
import { type Emit, pendingEvent } from './pending-event.ts';

/** What a command needs to run. */
export interface CommandContext {
  readonly database: Database;
  readonly viewer: Viewer;
  readonly clock: Clock;
  /** What `Interaction.source` says of things recorded in passing: `api`, `demo`, an integration. */
  readonly source: string;
  /** Says that the outbox has something. Called after the commit; may be called for nothing. */
  wakeSequencer(): void;
  /** For a form of one statement alone; nothing else is given such a context. */
  readonly hot?: HotMeans;
  /** Collects the keys of what commands wrote with this context; what a repeat finds done is not among them. */
  readonly written?: Set<string>;
}

/** What a form of one statement is asked to do besides. */
export interface HotMeans {
  /** What has to hold in the statement that writes. */
  readonly provided: Prisma.Sql;
  /** The answer to the caller, as an expression over the tables: the JSON text of the object made. Null: it is read later. */
  answerSql(id: string): Prisma.Sql | null;
  /** Takes the expression's value. */
  answered(json: string): void;
}

const MAX_ATTEMPTS = 6;
const RETRIED: ReadonlySet<string> = new Set([sqlStates.deadlock, sqlStates.serializationFailure]);

/**
 * Runs one command in one transaction with its events and its idempotency key, or none of them.
 *
 * The key's row is the first statement; a repeat answers what the first run made, without `work`.
 * The events go into the outbox last, after the command's own row locks: two changes of one row
 * then stand in the order in which the row took them. The sequencer numbers them once they are
 * visible; a number taken in here would be taken before commit, and a reader could pass it by.
 *
 * `work` may run several times (deadlocks are retried), so it touches nothing but `tx` and `emit`.
 *
 * @throws {IdempotencyMismatch} the key was used with another input
 * @throws {IdempotencyInProgress} the same key is still running after 5 s
 * @see docs/decisions/0004-event-numbering.md
 */
export async function change(
  ctx: CommandContext,
  command: KeyedCommand,
  work: (tx: Transaction, emit: Emit) => Promise<Identified>,
): Promise<Identified> {
  const [id] = await changeMany(ctx, command, async (tx, emit, made) => {
    const before = made?.[0];
    return [before ?? (await work(tx, emit)).id];
  });
  return { id: id! };
}

/**
 * The same for a batch: one transaction, one key, several objects. `work` gets the ids that an
 * earlier run with this key made (null where a row had a problem, or null as a whole on a first
 * run) and answers with an id, or null, per row.
 */
export async function changeMany(
  ctx: CommandContext,
  command: KeyedCommand,
  work: (
    tx: Transaction,
    emit: Emit,
    made: readonly (string | null)[] | null,
  ) => Promise<readonly (string | null)[]>,
): Promise<readonly (string | null)[]> {
  const { ids, known } = await retryingDeadlocks(() =>
    ctx.database.$transaction(async (tx) => {
      const made = await claimKey(tx, ctx, command);
      const events: ReturnType<typeof pendingEvent>[] = [];
      const results = await work(
        tx,
        (kind, event) => events.push(pendingEvent(kind, event, ctx)),
        made,
      );
      if (events.length > 0) await tx.outbox.createMany({ data: events });
      if (!made || events.length > 0) await rememberResult(tx, ctx, command, results);
      return { ids: results, known: new Set(made) };
    }),
  );
  for (const id of ids) if (id !== null && !known.has(id)) ctx.written?.add(id);
  ctx.wakeSequencer();
  return ids;
}

async function retryingDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const refusal = databaseRefusal(error);
      if (attempt === MAX_ATTEMPTS || !refusal || !RETRIED.has(refusal.sqlState)) throw error;
      const pauseMs = Math.random() * 10 * 2 ** attempt;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

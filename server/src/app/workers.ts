import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { environmentWith } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { StartProblem } from '../platform/start-problem.ts';
import { relayBetweenWorkers } from '../platform/worker-carrier.ts';
import { answerMetricsOfAll } from '../platform/worker-metrics.ts';
import type { Tools } from './main.ts';
import { addressOf } from './web-server.ts';

export interface WorkerOptions {
  readonly count: number;
  readonly databaseUrl: string;
  /** Where the demo company works; the first worker keeps it busy. */
  readonly demoWorkspaceId?: string | undefined;
}

const ENTRY = join(import.meta.dirname, 'worker.ts');
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** One that lived so long did not end because it could not begin. */
const SETTLED_MS = 10_000;

/**
 * Starts so many workers behind one port, and goes on starting those that end until the shutdown,
 * which they drain for side by side. Each is a node like any other; what one node has to do for all
 * (housekeeping, the demo's pulse), the first does. Answers the address once all of them serve.
 *
 * @throws {StartProblem} one of them ended before it could serve
 */
export async function startWorkers(
  { config, shutdown }: Tools,
  { count, databaseUrl, demoWorkspaceId }: WorkerOptions,
): Promise<string> {
  const log = openLog(config.logLevel);
  const env = environmentWith({ DATABASE_URL: databaseUrl, DATA_DIR: config.dataDir });
  const pauses = new Map<number, number>();
  const running = new Set<Worker>();
  relayBetweenWorkers();
  answerMetricsOfAll();

  const fork = (number: number): Worker => {
    const args = [String(number), ...(demoWorkspaceId === undefined ? [] : [demoWorkspaceId])];
    cluster.setupPrimary({ exec: ENTRY, args });
    const startedAt = Date.now();
    const worker = cluster.fork(env);
    running.add(worker);
    worker.on('error', (error) =>
      log.warn({ err: error, worker: number }, 'A worker is not heard.'),
    );
    worker.once('exit', (code: number | null, signal: string | null) => {
      running.delete(worker);
      if (shutdown.signal.aborted) return;
      const last = Date.now() - startedAt > SETTLED_MS ? 0 : (pauses.get(number) ?? 0);
      const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, 2 * last));
      pauses.set(number, pauseMs);
      log.error({ worker: number, code, signal, pauseMs }, 'A worker ended; it is started again.');
      setTimeout(() => {
        if (!shutdown.signal.aborted) fork(number);
      }, pauseMs).unref();
    });
    return worker;
  };

  shutdown.onStop(async () => {
    await Promise.all(
      [...running].map(async (worker) => {
        const gone = once(worker, 'exit');
        worker.process.kill('SIGTERM');
        await gone;
      }),
    );
  });
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const [{ port }] = (await Promise.all(numbers.map((number) => untilServing(fork(number))))) as [
    AddressInfo,
  ];
  return addressOf(config.host, port);
}

async function untilServing(worker: Worker): Promise<AddressInfo> {
  const listening = once(worker, 'listening') as Promise<[AddressInfo]>;
  const ended = once(worker, 'exit').then(() => {
    throw new StartProblem('A worker ended before it could serve; see above.');
  });
  const [address] = await Promise.race([listening, ended]);
  ended.catch(() => undefined);
  return address;
}

import { setTimeout as pause } from 'node:timers/promises';
import { type RapportProcess, startRapport } from '../support/rapport-process.ts';

/** One server process of the cluster, which is started again whenever it has ended. */
export interface CampaignNode {
  readonly name: string;
  /** Where it serves. Null: nowhere just now. */
  readonly url: string | null;
  /** Ends it with the signal. Another takes its place, and is there when `settled` resolves. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Stops it where it stands, as a machine that hangs, for so long. */
  freeze(forMs: number): void;
  /** Resolves once it runs, and is not frozen. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** What it and those before it have written. */
  readonly lines: readonly string[];
}

const RETRY_MS = 100;
const MOST_STARTS = 100;

/** Starts one. Its sessions in the database bear its name. */
export async function openNode(
  name: string,
  settings: Readonly<Record<string, string>>,
  databaseUrl: string,
): Promise<CampaignNode> {
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  const earlier: string[] = [];
  let current: RapportProcess | null = null;
  let isClosed = false;

  const launch = async () => {
    for (let starts = 1; !isClosed; starts++) {
      try {
        current = await startRapport({ ...settings, DATABASE_URL: url.href }, 'serve');
        return;
      } catch (error) {
        // PostgreSQL may be away just now.
        if (starts === MOST_STARTS) throw error;
        await pause(RETRY_MS);
      }
    }
  };
  await launch();
  let changing: Promise<unknown> = Promise.resolve();
  let thawing: Promise<unknown> = Promise.resolve();

  return {
    name,
    get url() {
      return current?.url ?? null;
    },
    get lines() {
      return [...earlier, ...(current?.lines ?? [])];
    },
    end(signal) {
      const ending = current;
      if (!ending) return Promise.resolve();
      current = null;
      const ended = ending.end(signal);
      changing = ended.then((code) => {
        earlier.push(...ending.lines, `${name} ended by ${signal} with ${code}`);
        return launch();
      });
      changing.catch(() => undefined);
      return ended.then(() => undefined);
    },
    freeze(forMs) {
      const frozen = current?.process;
      if (!frozen) return;
      frozen.kill('SIGSTOP');
      thawing = pause(forMs).then(() => frozen.kill('SIGCONT'));
    },
    async settled() {
      await thawing;
      await changing;
    },
    async close() {
      isClosed = true;
      await thawing;
      await changing;
      await current?.end('SIGKILL');
    },
  };
}

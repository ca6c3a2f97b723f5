import { setTimeout as pause } from 'node:timers/promises';
import { logInteraction } from '../support/workload.ts';
import { globalId } from '../../server/src/graphql/global-id.ts';
import type { Stage } from '../bench/feed/stage.ts';
import type { Sent } from './audience.ts';

/** Writes at a fixed rate, whatever the answers take, over all nodes in turn. */
export interface Pace {
  /** Writes for so long. Answers what was written since the last call. */
  write(seconds: number): Promise<readonly Sent[]>;
  /** Changes that were not acknowledged. */
  readonly failed: number;
}

export function openPace(urls: readonly string[], stage: Stage, perSecond: number): Pace {
  const now = () => performance.timeOrigin + performance.now();
  let number = 0;
  let failed = 0;
  const token = stage.tokens[0]!;

  const one = async (): Promise<Sent | null> => {
    const own = number++;
    const customer = stage.customerIds[own % stage.customerIds.length]!;
    const input = { customerId: globalId('Customer', customer), subject: `Soak ${own}` };
    const askedAt = now();
    try {
      await logInteraction({ url: urls[own % urls.length]!, token }, input);
      return { number: own, askedAt, acknowledgedAt: now() };
    } catch {
      failed++;
      return null;
    }
  };

  return {
    get failed() {
      return failed;
    },
    async write(seconds) {
      const running: Promise<Sent | null>[] = [];
      const begin = performance.now();
      const count = Math.round(seconds * perSecond);
      while (running.length < count) {
        const dueMs = (running.length / perSecond) * 1000 - (performance.now() - begin);
        if (dueMs > 0) await pause(dueMs);
        running.push(one());
      }
      const all = await Promise.all(running);
      return all.filter((sent) => sent !== null);
    },
  };
}

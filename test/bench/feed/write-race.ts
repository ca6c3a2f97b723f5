// Writers as fast as they can, with the sequencer running: with events, and without.
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { startSequencer } from '../../../server/src/live/sequencer.ts';
import { openDatabase } from '../../../server/src/platform/database.ts';
import { openLog } from '../../../server/src/platform/log.ts';
import { answerCalls } from '../answer-calls.ts';
import { eventLogger } from './log-event.ts';
import type { Stage } from './stage.ts';
import { rowWriter } from './write-rows.ts';

export interface Race {
  readonly stage: Stage;
  readonly writers: number;
  readonly seconds: number;
  readonly hasEvents: boolean;
}

const WARM_UP_SECONDS = 0.3;
const POLL_MS = 5;

const calls = {
  /** Answers writes per second. Those with events count until the last event has its number. */
  async race({ stage, writers, seconds, hasEvents }: Race): Promise<number> {
    const opened = openDatabase(stage.databaseUrl, { poolSize: writers });
    const { database, logPool } = opened;
    const sequencer = startSequencer({
      pool: logPool,
      log: openLog('silent'),
      onSequenced: () => undefined,
    });
    const means = { database, clock: systemClock, wakeSequencer: () => sequencer.wake() };
    const write = hasEvents ? eventLogger(means, stage) : rowWriter(database, stage);
    const outboxIsEmpty = async () =>
      (await logPool.query('SELECT 1 FROM outbox LIMIT 1')).rowCount === 0;

    const writeFor = async (limitSeconds: number) => {
      const start = performance.now();
      const isOver = () => performance.now() - start > limitSeconds * 1000;
      let written = 0;
      const writeOn = async () => {
        while (!isOver()) await write(written++);
      };
      await Promise.all(Array.from({ length: writers }, writeOn));
      while (!(await outboxIsEmpty())) await wait(POLL_MS);
      return written / ((performance.now() - start) / 1000);
    };
    try {
      await writeFor(WARM_UP_SECONDS);
      return await writeFor(seconds);
    } finally {
      await sequencer.stop();
      await opened.close();
    }
  },
};
export type RaceCalls = typeof calls;

answerCalls(calls);

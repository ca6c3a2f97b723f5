// A second node that only writes, so that the feed server's processor time is the feed's alone.
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { type Sequencer, startSequencer } from '../../../server/src/live/sequencer.ts';
import { openDatabase } from '../../../server/src/platform/database.ts';
import { openLog } from '../../../server/src/platform/log.ts';
import { openBell } from '../../../server/src/platform/postgres-bell.ts';
import { answerCalls } from '../answer-calls.ts';
import { emitting } from './emitting.ts';
import { eventLogger } from './log-event.ts';
import type { Stage } from './stage.ts';

const CONNECTIONS = 16;

let log: ReturnType<typeof eventLogger>;

const calls = {
  start(stage: Stage) {
    const { database, logPool } = openDatabase(stage.databaseUrl, { poolSize: CONNECTIONS });
    const ownLog = openLog('silent');
    const bell = openBell(stage.databaseUrl, logPool, ownLog, () => undefined);
    const sequencer: Sequencer = startSequencer({
      pool: logPool,
      log: ownLog,
      onSequenced: () => bell.ring(),
    });
    const wakeSequencer = () => sequencer.wake();
    log = eventLogger({ database, clock: systemClock, wakeSequencer }, stage);
  },
  ...emitting((number) => log(number), { writes: true }),
};
export type WriterCalls = typeof calls;

answerCalls(calls);

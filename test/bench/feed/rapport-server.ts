// Rapport itself, as it is started, on a database of its own.
import { compose, type App } from '../../../server/src/app/compose.ts';
import { answerCalls } from '../answer-calls.ts';
import { emitting } from './emitting.ts';
import { eventLogger } from './log-event.ts';
import { measures } from '../measures.ts';
import type { Stage } from './stage.ts';

let app: App;
let log: ReturnType<typeof eventLogger>;

const calls = {
  ...measures,
  async start(stage: Stage) {
    app = await compose({
      databaseUrl: stage.databaseUrl,
      sessionSecret: 'a secret of the benchmark, long enough',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      isProduction: true,
      // All subscribers are one user on one machine here.
      limits: {
        socketsPerAddress: 100_000,
        socketsPerUser: 100_000,
        socketsPerSession: 100_000,
        connectsPerSecond: 100_000,
        feedsPerUser: 100_000,
      },
    });
    log = eventLogger(app.services, stage);
    const { port } = new URL(app.url);
    return `ws://127.0.0.1:${port}/graphql`;
  },
  ...emitting((number) => log(number), { writes: true }),
};
export type RapportCalls = typeof calls;

answerCalls(calls);

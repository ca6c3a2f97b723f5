// Rapport itself, as it is started.
import { compose } from '../../../server/src/app/compose.ts';
import { answerCalls } from '../answer-calls.ts';
import { measures } from '../measures.ts';
import type { Stage } from './stage.ts';

const calls = {
  ...measures,
  async start({ databaseUrl, compileReads = true }: Stage & { compileReads?: boolean }) {
    const app = await compose({
      databaseUrl,
      sessionSecret: 'a secret of the benchmark, long enough',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'warn',
      isProduction: true,
      compileReads,
    });
    return `${app.url}/graphql`;
  },
};

answerCalls(calls);

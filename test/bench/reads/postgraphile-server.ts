// PostGraphile 5 on the same tables, with the settings that its documentation advises for production.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { answerCalls } from '../answer-calls.ts';
import { measures } from '../measures.ts';
import type { Stage } from './stage.ts';

const calls = {
  ...measures,
  async start({ databaseUrl }: Stage) {
    const instance = postgraphile({
      extends: [PostGraphileAmberPreset],
      pgServices: [
        makePgService({
          connectionString: databaseUrl,
          schemas: ['public'],
          pubsub: false,
          poolConfig: { max: 10 },
        }),
      ],
      grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
      grafast: { explain: false },
    });
    const server = createServer();
    await instance.createServ(grafserv).addTo(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  },
};

answerCalls(calls);

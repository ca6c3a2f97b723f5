// The competitor: Yoga and graphql-ws put together as Yoga's documentation shows it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { openDatabase } from '../../../server/src/platform/database.ts';
import { answerCalls } from '../answer-calls.ts';
import { emitting } from './emitting.ts';
import { measures } from '../measures.ts';
import { recipeSchema } from './recipe-schema.ts';
import type { Stage } from './stage.ts';

type Run = ExecutionArgs & {
  readonly rootValue: Record<'execute' | 'subscribe', (args: ExecutionArgs) => never>;
};

let stage: Stage;
let recipe: ReturnType<typeof recipeSchema>;

const calls = {
  ...measures,
  async start(given: Stage) {
    stage = given;
    recipe = recipeSchema(openDatabase(stage.databaseUrl).database);
    const yoga = createYoga({ schema: recipe.schema, logging: false });
    const server = createServer((request, response) => void yoga(request, response));
    const sockets = new WebSocketServer({ server, path: yoga.graphqlEndpoint });
    useServer(
      {
        execute: (args) => (args as Run).rootValue.execute(args),
        subscribe: (args) => (args as Run).rootValue.subscribe(args),
        onSubscribe: async (ctx, _id, params) => {
          const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped(
            { ...ctx, req: ctx.extra.request, socket: ctx.extra.socket, params },
          );
          const args = {
            schema,
            operationName: params.operationName,
            document: parse(params.query),
            variableValues: params.variables,
            contextValue: await contextFactory(),
            rootValue: { execute, subscribe },
          };
          const errors = validate(args.schema, args.document);
          return errors.length > 0 ? errors : args;
        },
      },
      sockets,
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  },
  subscribed: () => recipe.subscribed(),
  ...emitting(announce, { writes: false }),
};
export type RecipeCalls = typeof calls;

function announce(number: number): void {
  const { interactionIds } = stage;
  recipe.pubSub.publish('interaction', {
    number,
    interactionId: interactionIds[number % interactionIds.length]!,
    channel: 'CALL',
    occurredAt: new Date().toISOString(),
  });
}

answerCalls(calls);

import { main } from './main.ts';
import { serveHere } from './serve.ts';

// What a primary (`workers.ts`) starts: the number of the worker, and the demo's workspace if there is one.
const [number, demoWorkspaceId] = process.argv.slice(2);

await main(async (tools) => {
  const { config, shutdown } = tools;
  if (number === undefined || config.databaseUrl === undefined) {
    throw new Error('A worker is started by its primary.');
  }
  const { databaseUrl } = config;
  await serveHere(tools, { databaseUrl, demoWorkspaceId, worker: Number(number) });
  await shutdown.requested;
});

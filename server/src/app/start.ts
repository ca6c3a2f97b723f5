import { checkPort } from '../platform/port-check.ts';
import { ensureClientBuilt } from './client-build.ts';
import type { Tools } from './main.ts';

/**
 * What `npm start` runs: everything from an empty folder to a server that answers. Each step is
 * skipped when an earlier start has done it.
 */
export async function start(tools: Tools): Promise<void> {
  const { config, shutdown, say } = tools;
  await checkPort(config.host, config.port);
  // Building the client and loading the server's code need no database: side by side with it.
  const [{ prepareDatabase }, { serve }] = await Promise.all([
    import('./prepare-database.ts'),
    import('./serve.ts'),
  ]);
  const [prepared] = await Promise.all([
    prepareDatabase(tools),
    ensureClientBuilt(shutdown.signal, say),
    config.workers === 1 && import('./compose.ts'),
  ]);
  const address = await serve(tools, {
    databaseUrl: prepared.url,
    demoWorkspaceId: prepared.demoWorkspaceId,
  });
  process.stdout.write(`Rapport is ready at ${address}\n${prepared.howToSignIn}\n`);
  await shutdown.requested;
  say('Stopping');
}

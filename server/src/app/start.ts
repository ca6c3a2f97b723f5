import { migrate } from '../platform/migrate.ts';
import { checkPort } from '../platform/port-check.ts';
import { ensureClientBuilt } from './client-build.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';

export const WORKSPACE_NAME = 'My company';

/**
 * What `npm start` runs: everything from an empty folder to a server that answers. Each step is
 * skipped when an earlier start has done it.
 */
export async function start(tools: Tools): Promise<void> {
  const { config, shutdown, say } = tools;
  await checkPort(config.host, config.port);
  // Building the client and loading the server's code take no database: side by side with it.
  const [url, { serve }, { openDatabase }, { firstAdmin }] = await Promise.all([
    databaseSource(config, shutdown, say),
    import('./serve.ts'),
    import('../platform/database.ts'),
    import('./first-admin.ts'),
    import('./compose.ts'),
    ensureClientBuilt(shutdown.signal, say),
  ]);
  await migrate(url, { onProgress: say });

  const { database, close } = openDatabase(url);
  const admin = await firstAdmin(database, config, WORKSPACE_NAME);
  await close();

  const address = await serve(tools, url);
  process.stdout.write(`Rapport is ready at ${address}\n${admin.howToSignIn}\n`);
  await shutdown.requested;
  say('Stopping');
}

import { Client } from 'pg';
import { pendingMigrations } from '../platform/migrations.ts';
import { checkPort } from '../platform/port-check.ts';
import { StartProblem } from '../platform/start-problem.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';
import { serve } from './serve.ts';

/** What `rapport serve` runs: changes nothing in the database, so it refuses one that is behind. */
export async function serveOnly(tools: Tools): Promise<void> {
  const { config, shutdown, say } = tools;
  await checkPort(config.host, config.port);
  const url = await databaseSource(config, shutdown, say);
  const client = new Client({ connectionString: url });
  await client.connect();
  const pending = await pendingMigrations(client);
  await client.end();
  if (pending.length > 0) {
    throw new StartProblem(
      `The database lacks ${pending.length} migrations (${pending.join(', ')}). ` +
        'Apply them with: rapport migrate deploy',
    );
  }
  process.stdout.write(`Rapport is ready at ${await serve(tools, { databaseUrl: url })}\n`);
  await shutdown.requested;
}

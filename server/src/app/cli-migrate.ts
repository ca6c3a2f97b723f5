import { Client } from 'pg';
import { migrate } from '../platform/migrate.ts';
import { migrationState } from '../platform/migrations.ts';
import { schemaDiff } from '../platform/schema-diff.ts';
import { StartProblem } from '../platform/start-problem.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';

export async function deploy({ config, shutdown, say }: Tools): Promise<void> {
  const url = await databaseSource(config, shutdown, say);
  const applied = await migrate(url);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length === 0) console.log('Nothing to apply: the database is up to date.');
}

export async function status({ config, shutdown, say }: Tools): Promise<void> {
  const client = new Client({ connectionString: await databaseSource(config, shutdown, say) });
  await client.connect();
  const { pending, edited } = await migrationState(client);
  await client.end();
  for (const name of edited) console.log(`Edited after it was applied: ${name}`);
  for (const name of pending) console.log(`Pending: ${name}`);
  if (pending.length > 0) throw new StartProblem('Apply them with: rapport migrate deploy');
  console.log('The database is up to date.');
}

export async function diff({ config, shutdown, say }: Tools, revision: string): Promise<void> {
  console.log(await schemaDiff(await databaseSource(config, shutdown, say), revision));
}

import { newEpoch } from '../live/feed-head.ts';
import { openDatabase } from '../platform/database.ts';
import { databaseSource } from './database-source.ts';
import type { Tools } from './main.ts';

export async function startNewEpoch({ config, shutdown, say }: Tools): Promise<void> {
  const { logPool, close } = openDatabase(await databaseSource(config, shutdown, say));
  shutdown.onStop(close);
  await newEpoch(logPool);
  console.log('A new epoch has begun: whoever follows a feed loads afresh.');
}

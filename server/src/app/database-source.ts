import type { Config } from '../platform/config.ts';
import { checkDatabase } from '../platform/database-requirements.ts';
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts';
import type { Shutdown } from '../platform/shutdown.ts';

/** The connection string to use: the given database, looked over first, or the embedded one. */
export async function databaseSource(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  shutdown: Shutdown,
  say: (line: string) => void,
): Promise<string> {
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl);
    return config.databaseUrl;
  }
  const starting = startEmbeddedPostgres({ dataDir: config.dataDir, onProgress: say });
  // Registered before it is there, so that a Ctrl-C during its start stops it too.
  shutdown.onStop(async () => {
    const postgres = await starting.catch(() => undefined);
    await postgres?.stop();
  });
  return (await starting).url;
}

import { existsSync } from 'node:fs';
import { portProblem } from '../platform/port-check.ts';
import { rememberedSessionSecret } from '../platform/session-secret.ts';
import { CLIENT_DIR } from './client-build.ts';
import type { Tools } from './main.ts';
import type { DemoStory } from './prepare-database.ts';

/** Opens everything on a migrated database and listens. Answers the address to open. */
export async function serve(
  { config, shutdown }: Tools,
  databaseUrl: string,
  demo?: DemoStory,
): Promise<string> {
  const { compose } = await import('./compose.ts');
  try {
    const server = await compose({
      databaseUrl,
      sessionSecret: config.sessionSecret ?? rememberedSessionSecret(config.dataDir),
      host: config.host,
      port: config.port,
      logLevel: config.logLevel,
      isProduction: config.isProduction,
      ...(existsSync(CLIENT_DIR) ? { clientDir: CLIENT_DIR } : {}),
    });
    shutdown.onStop(() => server.stop());
    return server.url;
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
    if (code && 'code' in error) throw portProblem(config.host, config.port, String(error.code));
    throw error;
  }
}

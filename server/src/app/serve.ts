import { existsSync } from 'node:fs';
import { portProblem } from '../platform/port-check.ts';
import type { Shutdown } from '../platform/shutdown.ts';
import { rememberedSessionSecret } from '../platform/session-secret.ts';
import { CLIENT_DIR } from './client-build.ts';
import type { App } from './compose.ts';
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
      retentionDays: config.retentionDays,
      drainMs: config.drainMs,
      limits: config.limits,
      ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
      ...(existsSync(CLIENT_DIR) ? { clientDir: CLIENT_DIR } : {}),
    });
    shutdown.onStop(() => server.stop());
    if (demo) await keepBusy(server.services, demo, shutdown);
    return server.url;
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
    if (code && 'code' in error) throw portProblem(config.host, config.port, String(error.code));
    throw error;
  }
}

/** Lets the demo company work until the shutdown, which waits for what is under way. */
async function keepBusy(
  services: App['services'],
  { workspaceId, story }: DemoStory,
  shutdown: Shutdown,
): Promise<void> {
  const { startPulse } = await import('./demo/pulse.ts');
  const { database, clock, log, wakeSequencer } = services;
  const pulse = startPulse(
    { database, clock, log, wakeSequencer, workspaceId },
    story,
    shutdown.signal,
  );
  shutdown.onStop(() => pulse);
}

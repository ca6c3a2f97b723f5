import { existsSync } from 'node:fs';
import { portProblem } from '../platform/port-check.ts';
import type { Shutdown } from '../platform/shutdown.ts';
import { rememberedSessionSecret } from '../platform/session-secret.ts';
import { CLIENT_DIR } from './client-build.ts';
import type { App } from './compose.ts';
import { keepStrayFailures } from './stray-failures.ts';
import type { Tools } from './main.ts';

export interface ServeOptions {
  readonly databaseUrl: string;
  /** Where the demo company works, when it is to be kept busy. */
  readonly demoWorkspaceId?: string | undefined;
}

/** Serves on a migrated database, in this process or in workers of its own. Answers the address to open. */
export async function serve(tools: Tools, options: ServeOptions): Promise<string> {
  const { workers } = tools.config;
  if (workers === 1) return serveHere(tools, options);
  const { startWorkers } = await import('./workers.ts');
  return startWorkers(tools, { count: workers, ...options });
}

/** Opens everything in this process and listens, as the worker of that number or alone. */
export async function serveHere(
  { config, shutdown }: Tools,
  { databaseUrl, demoWorkspaceId, worker }: ServeOptions & { readonly worker?: number },
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
      tellsPath: !config.isProduction,
      retentionDays: config.retentionDays,
      noticeMs: config.noticeMs,
      drainMs: config.drainMs,
      limits: config.limits,
      trustedProxies: config.trustedProxies,
      ...(worker === undefined
        ? {}
        : { worker, database: { poolSize: poolSizeOf(config.workers) } }),
      ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
      ...(existsSync(CLIENT_DIR) ? { clientDir: CLIENT_DIR } : {}),
    });
    shutdown.onStop(() => server.stop());
    keepStrayFailures(server.services.log);
    const isDemo = demoWorkspaceId !== undefined && (worker ?? 1) === 1;
    if (isDemo) await keepBusy(server.services, demoWorkspaceId, shutdown);
    return server.url;
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
    if (code && 'code' in error) throw portProblem(config.host, config.port, String(error.code));
    throw error;
  }
}

/** All workers together hold about twice the connections of one process, however many they are. */
function poolSizeOf(workers: number): number {
  return Math.max(SMALLEST_POOL, Math.ceil(CONNECTIONS_OF_ALL / workers));
}

const CONNECTIONS_OF_ALL = 20;
const SMALLEST_POOL = 4;

/** Lets the demo company work until the shutdown, which waits for what is under way. */
async function keepBusy(
  { database, clock, log, wakeSequencer }: App['services'],
  workspaceId: string,
  shutdown: Shutdown,
): Promise<void> {
  const [{ planDemo }, { startPulse }] = await Promise.all([
    import('./demo-company.ts'),
    import('./demo/pulse.ts'),
  ]);
  const pulse = startPulse(
    { database, clock, log, wakeSequencer, workspaceId },
    await planDemo(database, workspaceId),
    shutdown.signal,
  );
  shutdown.onStop(() => pulse);
}

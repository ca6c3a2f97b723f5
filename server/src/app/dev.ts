import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { environmentWith } from '../platform/config.ts';
import { checkPort } from '../platform/port-check.ts';
import type { Shutdown } from '../platform/shutdown.ts';
import type { Tools } from './main.ts';
import { prepareDatabase } from './prepare-database.ts';

const CLIENT = resolve(import.meta.dirname, '../../../client');

/**
 * What `pnpm dev` runs: the database stays up, the server restarts whenever its code changes, and
 * Vite serves the client with hot reload, passing API calls on to the server.
 */
export async function dev(tools: Tools): Promise<void> {
  const { config, shutdown, say } = tools;
  await checkPort(config.host, config.port);
  const { url, howToSignIn } = await prepareDatabase(tools);
  const cli = join(import.meta.dirname, 'cli.ts');
  run(['--watch', '--watch-preserve-output', cli, 'serve'], shutdown, {
    cwd: resolve(CLIENT, '..'),
    env: environmentWith({ DATABASE_URL: url, DATA_DIR: config.dataDir }),
  });
  const vite = createRequire(join(CLIENT, 'package.json')).resolve('vite/package.json');
  run([join(dirname(vite), 'bin/vite.js')], shutdown, {
    cwd: CLIENT,
    env: environmentWith({ API_URL: `http://localhost:${config.port}` }),
  });
  say(howToSignIn);
  await shutdown.requested;
}

function run(
  args: string[],
  shutdown: Shutdown,
  options: { cwd: string; env: NodeJS.ProcessEnv },
): void {
  const child = spawn(process.execPath, args, { ...options, stdio: 'inherit' });
  child.on('exit', shutdown.request);
  shutdown.onStop(() => ended(child));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { environmentWith } from '../platform/config.ts';
import { StartProblem } from '../platform/start-problem.ts';

const CLIENT = resolve(import.meta.dirname, '../../../client');
const NOT_SOURCES = new Set(['node_modules', 'dist']);

/** Where the built client lies. */
export const CLIENT_DIR = join(CLIENT, 'dist');

/**
 * Builds the client with Vite unless `client/dist` was built from these very sources. An
 * installation that has only the built client, such as a container's, uses it as it is.
 *
 * @throws {StartProblem} the build failed; with what Vite said
 */
export async function ensureClientBuilt(
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const marker = join(CLIENT_DIR, '.built-from');
  if (!existsSync(join(CLIENT, 'src'))) return;
  const wanted = hashOf(CLIENT);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;

  say('Building the client');
  const vite = join(
    dirname(createRequire(join(CLIENT, 'package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: CLIENT,
    // The same result whoever asks for it: a test run, too, has a NODE_ENV of its own.
    env: environmentWith({ NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  signal.addEventListener('abort', () => child.kill());
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return writeFileSync(marker, wanted);
  signal.throwIfAborted();
  throw new StartProblem(
    `The client could not be built:\n${Buffer.concat(said).toString().trim()}`,
  );
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).filter((name) => !NOT_SOURCES.has(name));
      for (const name of names.toSorted()) add(join(path, name));
    } else {
      hash.update(path.slice(folder.length)).update(readFileSync(path));
    }
  };
  add(folder);
  return hash.digest('hex');
}

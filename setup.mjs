// `npm start` and `npm test`: makes the clone ready to run, then runs it with the Node that it brings.
// Plain JavaScript with nothing installed, for any Node from 20 on and from any folder.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const PARENT_POLL_MS = 250;

const root = dirname(fileURLToPath(import.meta.url));
const node = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const runs = {
  prepare: undefined,
  start: ['server/src/app/cli.ts', 'start'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
};

const [task, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(runs, task ?? ''))
  stop('Say what to do: node setup.mjs start, test or prepare.');
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  stop(
    `Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE} or newer, then try again.`,
  );
}

once('node_modules/.installed-from', ['pnpm-lock.yaml', 'pnpm-workspace.yaml'], install);
once(
  'prisma/generated/.made-from',
  ['prisma/schema', 'prisma/generate.mjs', 'pnpm-lock.yaml'],
  generate('the data client', 'prisma/generate.mjs', '--quiet'),
);
once(
  'client/src/graph/generated/.made-from',
  ['server/schema.graphql', 'client/generate.mjs', 'pnpm-lock.yaml'],
  generate("the client's types", 'client/generate.mjs'),
);
if (runs[task]) run([...runs[task], ...rest]);

/** Does `work` unless the marker says that it was done for these very files. */
function once(marker, sources, work) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of sources) addToHash(hash, path);
  const wanted = hash.digest('hex');
  const path = join(root, marker);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return;
  work();
  writeFileSync(path, wanted);
}

function addToHash(hash, path) {
  const full = join(root, path);
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addToHash(hash, `${path}/${name}`);
  } else {
    hash.update(path).update(readFileSync(full));
  }
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log('Installing packages (once, and after each change of them)');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const options = ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  const { status, error } = spawnSync(npx, ['--yes', packageManager, ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // In production, too, the tools are needed: Node itself is one of them.
    env: { ...process.env, NODE_ENV: 'development' },
    shell: process.platform === 'win32',
  });
  if (error)
    stop(`npx could not be run (${error.message}). Install npm, which brings it, then try again.`);
  if (status !== 0) {
    stop(
      'The packages could not be installed; see above. The first start needs a network.',
      status,
    );
  }
  if (!existsSync(node)) {
    stop('The install left no Node in node_modules. Remove node_modules, then try again.');
  }
}

function generate(what, script, ...options) {
  return () => {
    console.log(`Generating ${what}`);
    const { status, stdout, stderr } = spawnSync(node, [join(root, script), ...options], {
      cwd: dirname(join(root, script)),
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) stop(`${stdout}${stderr}${script} failed; see above.`, status);
  };
}

/** Runs the task, hands signals down to it, and ends with its exit code. */
function run(args) {
  // The channel closes when this process ends, however it ends: then the task ends too.
  const child = spawn(node, args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) watchParents(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm passes SIGTERM on to its shell alone, and the shell dies without passing it on. */
function watchParents(onOrphaned) {
  const parents = parentsNow();
  const timer = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(timer);
    onOrphaned();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** The process above this one, and where the system tells it the one above that: the shell, and npm. */
function parentsNow() {
  const parent = process.ppid;
  try {
    const status = readFileSync(`/proc/${parent}/status`, 'utf8');
    return `${parent} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return `${parent}`;
  }
}

function stop(message, code = 1) {
  console.error(message);
  process.exit(code ?? 1);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';

/** A Redis of a test's own, on a free port, that keeps nothing on disk. */
export interface TestRedis {
  readonly url: string;
  /** Ends it as a crash does, and waits for the end. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Throws away all it holds. */
  flush(): Promise<void>;
  /** Lets it hang: it takes connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** @throws {Error} there is no `redis-server` to run */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await run(port);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start() {
      server = await run(port);
    },
    flush: async () => {
      const connection = new Redis(port);
      await connection.flushall();
      connection.disconnect();
    },
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    stop: kill,
  };
}

async function run(port: number): Promise<ChildProcess> {
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error('redis-server has to be installed for this test.', { cause: error })),
    );
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}.`)));
    createInterface(server.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
  // A run that is cut short leaves none behind.
  const discard = () => server.kill('SIGKILL');
  process.once('exit', discard);
  server.once('exit', () => process.off('exit', discard));
  await ready;
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

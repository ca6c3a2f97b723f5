// A process that starts the embedded PostgreSQL in the folder given, tells of it in one line of JSON,
// and gives it up at SIGTERM. For tests of several processes on one folder, and of killed ones.
import { once } from 'node:events';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const stop = once(process, 'SIGTERM');
const keepAlive = setInterval(() => undefined, 60_000);
const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
process.stdout.write(`${JSON.stringify({ ...postgres, pid: process.pid })}\n`);
await stop;
await postgres.stop();
clearInterval(keepAlive);

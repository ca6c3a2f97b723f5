import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { openDatabase } from './database.ts';

test('a connection that breaks while it is lent out does not end the process', async () => {
  const { url, drop } = await createTestDatabase();
  const { logPool, close } = openDatabase(url);
  const lent = await logPool.connect();
  const { rows } = await lent.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const broken = new Promise((resolve) => lent.once('end', resolve));

  await logPool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
  await broken;

  await expect(lent.query('SELECT 1')).rejects.toThrow('not queryable');
  expect((await logPool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  lent.release(true);
  await close();
  await drop();
});

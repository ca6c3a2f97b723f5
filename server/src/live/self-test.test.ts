import { Client, Pool } from 'pg';
import { expect, test } from 'vitest';
import { openTestLog } from '../../testing/test-log.ts';
import { selfTesting } from './self-test.ts';
import { startTail } from './tail.ts';

test('an answer that was given stays as it is, whatever is noticed later', async () => {
  const testLog = await openTestLog();
  const tail = await startTail(testLog.pool, testLog.log);
  const outside = new Client({ connectionString: testLog.url });
  await outside.connect();
  // Of one connection, so that whoever waits behind the look at the outbox knows that it is over.
  const pool = new Pool({ connectionString: testLog.url, max: 1 });
  const selfTest = selfTesting({
    pool,
    tail,
    async send(subjectId) {
      await outside.query(
        `INSERT INTO outbox (workspace_id, name, subject_type, subject_id, changed_fields, payload,
          actor_kind, occurred_at, recorded_at)
        VALUES ($1, 'customer.noted', 'Customer', $2, '{}', '{"number": 1}', 'SYSTEM', now(), now())`,
        [testLog.workspaceId, subjectId],
      );
      await testLog.sequence();
      // Numbered and read, while the look at the outbox is held up.
      await outside.query('BEGIN');
      await outside.query('LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
      tail.poke();
    },
  });

  const answer = await selfTest();
  const given = structuredClone(answer);
  await outside.query('COMMIT');
  await pool.query('SELECT 1 FROM outbox');

  expect(given.outcome).toBe('ok');
  expect(answer).toEqual(given);
  expect(await selfTest()).toEqual(given);
  await Promise.all([pool.end(), outside.end(), tail.stop()]);
  await testLog.close();
});

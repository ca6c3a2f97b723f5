import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../testing/database.ts';
import { systemClock } from '../../kernel/clock.ts';
import { openDatabase } from '../../platform/database.ts';
import { ensureFirstWorkspace } from './ensure-first-workspace.ts';

test('processes that start at once make one workspace with one owner, and later ones find it', async () => {
  const { url, drop } = await createTestDatabase();
  const { database, close } = openDatabase(url);
  const start = (email: string) =>
    ensureFirstWorkspace(database, {
      name: 'First',
      email,
      ownerName: 'Owner',
      password: 'long enough',
      clock: systemClock,
    });

  const starts = await Promise.all(['a@x.example', 'b@x.example', 'c@x.example'].map(start));
  const later = await start('d@x.example');

  expect(starts.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set([...starts, later].map(({ workspaceId }) => workspaceId)).size).toBe(1);
  expect(new Set([...starts, later].map(({ email }) => email)).size).toBe(1);
  expect(later.isNew).toBe(false);
  expect(await database.workspace.count()).toBe(1);
  expect(await database.membership.findMany()).toMatchObject([{ role: 'OWNER' }]);
  await close();
  await drop();
});

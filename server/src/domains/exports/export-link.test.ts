import { expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { sealer } from '../../platform/secrets.ts';
import { exportLink, LINK_MINUTES, opensExport } from './export-link.ts';

const links = sealer(Buffer.alloc(32, 7), 'download link');
const now = new Date('2026-03-11T15:20:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const id = newId();
const key = new URL(exportLink(links, id, now), 'http://x').searchParams.get('key')!;

test('a link opens its own export for ten minutes', () => {
  expect(opensExport(links, key, id, now)).toBe(true);
  expect(opensExport(links, key, id, later(LINK_MINUTES - 0.01))).toBe(true);
  expect(opensExport(links, key, id, later(LINK_MINUTES))).toBe(false);
});

test('it opens no other, and neither does one that is changed, foreign or made up', () => {
  const others = sealer(Buffer.alloc(32, 8), 'download link');

  expect(opensExport(links, key, newId(), now)).toBe(false);
  expect(opensExport(others, key, id, now)).toBe(false);
  expect(opensExport(links, `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`, id, now)).toBe(
    false,
  );
  expect(opensExport(links, '', id, now)).toBe(false);
  expect(opensExport(links, 'x'.repeat(10_000), id, now)).toBe(false);
});

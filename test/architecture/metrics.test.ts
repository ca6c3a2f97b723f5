import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readings } from '../../server/src/app/readings.ts';
import { apiStats } from '../../server/src/graphql/api-stats.ts';
import { noReads } from '../../server/src/graphql/reads/reads.ts';
import { feedStats } from '../../server/src/live/feed-stats.ts';
import { REPOSITORY } from './source-files.ts';

const made = readings({
  tail: { position: 0n },
  feed: feedStats(),
  api: apiStats(),
  reads: noReads,
  sequenced: { batches: 0, events: 0 },
  sockets: () => 0,
  log: () => null,
});
const operations = readFileSync(join(REPOSITORY, 'docs/operations.md'), 'utf8');

test('docs/operations.md explains every metric, and none that there is not', () => {
  const rows = operations.split('\n').filter((line) => line.startsWith('| `rapport_'));
  const explained = rows.flatMap((row) => row.split('|')[1]!.match(/rapport_\w+/g));
  const names = ['rapport_http_request_seconds', ...made.map(({ name }) => name)];

  expect(explained).toHaveLength(names.length);
  expect(new Set(explained)).toEqual(new Set(names));
});

test('a counter, and nothing else, is called a total', () => {
  const wrong = made.filter(({ name, type }) => name.endsWith('_total') !== (type === 'counter'));

  expect(wrong.map(({ name }) => name)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ANNOUNCEMENTS_PER_SECOND } from '../../server/src/graphql/admission.ts';
import { MAX_COST } from '../../server/src/graphql/cost.ts';
import { MAX_DOCUMENT_LENGTH, MAX_TOKENS } from '../../server/src/graphql/document-cache.ts';
import { MAX_BODY_BYTES } from '../../server/src/graphql/http-request.ts';
import { limits } from '../../server/src/graphql/limits.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../server/src/graphql/list-arguments.ts';
import { MAX_MESSAGE_BYTES } from '../../server/src/graphql/websocket.ts';
import { presenceLimits } from '../../server/src/live/presence-map.ts';
import { defaultLimits } from '../../server/src/platform/limit-settings.ts';
import { REPOSITORY } from './source-files.ts';

const protocol = readFileSync(join(REPOSITORY, 'docs/protocol.md'), 'utf8');
const words = (count: number) => count.toLocaleString('en');

test.for([
  ['body of a request', `${MAX_BODY_BYTES / 1024} KB`],
  ['message on a socket', `${MAX_MESSAGE_BYTES / 1024} KB`],
  ['operations at once on a socket', words(defaultLimits.operationsPerSocket)],
  ['sockets from one address', words(defaultLimits.socketsPerAddress)],
  ['new sockets from one address', `${words(defaultLimits.connectsPerSecond)} a second`],
  ['sockets of one user', words(defaultLimits.socketsPerUser)],
  ['sockets of one session or token', words(defaultLimits.socketsPerSession)],
  ['subscriptions of one user', words(defaultLimits.feedsPerUser)],
  ['messages on a socket', `${words(defaultLimits.messagesPerSecond)} a second`],
  ['announcements of presence', `${ANNOUNCEMENTS_PER_SECOND} a second`],
  ['windows present', `${presenceLimits.clientsPerSession}; ${presenceLimits.clientsPerCustomer}`],
  ['document', `${words(MAX_DOCUMENT_LENGTH)} characters, ${words(MAX_TOKENS)} tokens`],
  ['depth of fields', words(limits.depth)],
  ['fields, fragments written out', words(limits.fields)],
  ['one field in one selection, by aliases', words(limits.repeats)],
  ['mutations in a document', words(limits.mutations)],
  ['objects it can answer with, by its page sizes', words(MAX_COST)],
  ['page (`first`, `last`)', `${MAX_PAGE_SIZE}; ${DEFAULT_PAGE_SIZE} by default`],
])('the published limit of "%s" is the one in force', ([what, limit]) => {
  const row = protocol.split('\n').find((line) => line.startsWith(`| ${what}`));

  expect(row).toContain(`| ${limit}`);
});

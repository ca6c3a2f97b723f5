import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printedSchema } from '../../server/src/app/schema.ts';
import { envExample } from '../../server/src/platform/env-example.ts';
import { REPOSITORY } from './source-files.ts';

const committed = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');

test('.env.example tells of every setting as the server reads it (else: pnpm generate)', () => {
  expect(committed('.env.example')).toBe(envExample());
});

test('server/schema.graphql is the schema as it is served (else: pnpm generate)', () => {
  expect(committed('server/schema.graphql')).toBe(printedSchema());
});

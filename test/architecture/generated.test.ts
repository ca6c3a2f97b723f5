import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { envExample } from '../../server/src/platform/env-example.ts';
import { REPOSITORY } from './source-files.ts';

test('.env.example tells of every setting as the server reads it (else: pnpm generate)', () => {
  expect(readFileSync(join(REPOSITORY, '.env.example'), 'utf8')).toBe(envExample());
});

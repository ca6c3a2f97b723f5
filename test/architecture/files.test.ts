import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from './source-files.ts';

const LIMIT_LINES = 300;
/** Tables of data, which are long by nature. */
const DATA = /^server\/src\/app\/demo\/(?:data|phrases)\//u;
/** Names that cannot refuse anything. */
const REFUSED_NAMES = /^(?:utils?|helpers?|types?|index|services?|managers?|common|misc)\./u;

const files = sourceFiles('{server,client,test}/**/*.{ts,tsx}', 'prisma/*.{ts,mjs}', '*.{ts,mjs}');

test(`no file is longer than ${LIMIT_LINES} lines: split it by its reasons to change`, () => {
  const long = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > LIMIT_LINES && !DATA.test(path))
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  expect(long).toEqual([]);
});

test('a file is named after its one main export, not utils, helpers, types, index, service or manager', () => {
  expect(
    files.map(({ path }) => path).filter((path) => REFUSED_NAMES.test(basename(path))),
  ).toEqual([]);
});

test('a relative import names the file with its extension', () => {
  const problems = files
    .filter(({ path }) => !path.endsWith('.mjs'))
    .flatMap(importsOf)
    .filter(({ isOurs, to }) => isOurs && !/\.(?:tsx?|mjs|json|css|svg)(?:\?[\w&]+)?$/u.test(to))
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(problems).toEqual([]);
});

test('nothing is only a list of re-exports, but for public.ts', () => {
  const barrels = files.filter(({ path, text }) => {
    if (basename(path) === 'public.ts') return false;
    const statements = text
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '')
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '');
    return (
      statements.length > 0 &&
      statements.every((statement) => /^export\s[^=]*\sfrom\s/u.test(statement))
    );
  });
  expect(barrels.map(({ path }) => path)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { type Import, importsOf, sourceFiles } from './source-files.ts';

/** A file may import its own level and any before it. */
const SERVER_LEVELS = ['kernel', 'platform', 'live', 'graphql', 'domains', 'app'];
const CLIENT_LEVELS = ['lib', 'ui', 'graph', 'live', 'features', 'app'];

/** Whom a domain may call, through `public.ts`. Anything not listed is refused. */
const DOMAIN_TABLE: Record<string, readonly string[]> = {
  identity: [],
  customers: ['identity'],
  feed: ['identity'],
  interactions: ['customers', 'feed'],
  'saved-feeds': ['identity', 'customers', 'feed'],
  presence: [],
  exports: ['identity'],
};

const server = sourceFiles('server/src/**/*.ts');
const client = sourceFiles('client/src/**/*.{ts,tsx}');
const isTest = (path: string) => /\.test\.tsx?$/u.test(path);

/** Every import between two files of one package's `src`. */
function importsWithin(root: string, files: typeof server): Import[] {
  return files.flatMap(importsOf).filter(({ isOurs, to }) => isOurs && to.startsWith(root));
}

function levelProblems(root: string, files: typeof server, levels: readonly string[]): string[] {
  const levelOf = (path: string) => levels.indexOf(path.slice(root.length).split('/')[0] ?? '');
  const homeless = files
    .filter(({ path }) => levelOf(path) === -1 && !path.endsWith('.d.ts'))
    .map(({ path }) => `${path} lies in none of ${levels.join(', ')}`);
  const upward = importsWithin(root, files)
    .filter(({ from, to }) => levelOf(to) > levelOf(from))
    .map(({ from, to }) => `${from} imports ${to}: the order is ${levels.join(' ← ')}`);
  return [...homeless, ...upward];
}

describe('the server', () => {
  test('a file imports its own level and those before it', () => {
    expect(levelProblems('server/src/', server, SERVER_LEVELS)).toEqual([]);
  });

  test('a domain calls only those of the table, and only through public.ts', () => {
    const root = 'server/src/domains/';
    const domainOf = (path: string) => path.slice(root.length).split('/')[0] ?? '';
    const problems = importsWithin(root, server)
      .filter(({ from, to }) => from.startsWith(root) && domainOf(from) !== domainOf(to))
      .flatMap(({ from, to }) => {
        const [caller, called] = [domainOf(from), domainOf(to)];
        const allowed = DOMAIN_TABLE[caller] ?? [];
        if (!allowed.includes(called)) {
          return [`${from} imports ${to}: ${caller} may call ${allowed.join(', ') || 'no domain'}`];
        }
        if (to === `${root}${called}/public.ts`) return [];
        return [`${from} imports ${to}: another domain is entered through its public.ts`];
      });
    expect(problems).toEqual([]);
  });

  test('every domain stands in the table, and the table has no circle', () => {
    const names = server
      .filter(({ path }) => path.startsWith('server/src/domains/'))
      .map(({ path }) => path.split('/')[3] ?? '');
    const missing = [...new Set(names)].filter((name) => !(name in DOMAIN_TABLE));
    const reaches = (from: string, to: string): boolean =>
      (DOMAIN_TABLE[from] ?? []).some((next) => next === to || reaches(next, to));

    expect(missing).toEqual([]);
    expect(Object.keys(DOMAIN_TABLE).filter((name) => reaches(name, name))).toEqual([]);
  });

  test('only tests import what is there for tests', () => {
    const problems = server
      .filter(({ path }) => !isTest(path))
      .flatMap(importsOf)
      .filter(({ to }) => to.startsWith('server/testing/') || to === 'vitest')
      .map(({ from, to }) => `${from} imports ${to}: src does not know its tests`);
    expect(problems).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    const problems = server
      .filter(({ path, text }) => text.includes('process.env') && !isTest(path))
      .map(({ path }) => path)
      .filter((path) => path !== 'server/src/platform/config.ts');
    expect(problems).toEqual([]);
  });

  test('no module opens a connection when it is imported', () => {
    const opening =
      /^(?:export )?const \w+ = (?:await )?(?:new (?:\w+\.)?(?:Client|Pool|PrismaClient|PrismaPg|WebSocketServer|WebSocket)\b|open[A-Z]\w*\()/mu;
    const problems = server
      .filter(({ path, text }) => opening.test(text) && !isTest(path))
      .map(({ path }) => `${path} opens something at module level: compose.ts wires, by hand`);
    expect(problems).toEqual([]);
  });
});

describe('the client', () => {
  test('a file imports its own level and those before it', () => {
    expect(levelProblems('client/src/', client, CLIENT_LEVELS)).toEqual([]);
  });

  test('features never import one another: a page in app composes them', () => {
    const root = 'client/src/features/';
    const featureOf = (path: string) => path.slice(root.length).split('/')[0];
    const problems = importsWithin(root, client)
      .filter(({ from, to }) => from.startsWith(root) && featureOf(from) !== featureOf(to))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(problems).toEqual([]);
  });
});

test('how to follow a feed can be copied out of the client: it imports nothing but itself', () => {
  const root = 'client/src/live/feed/';
  const core = client.filter(({ path }) => path.startsWith(root) && !isTest(path));
  const problems = core
    .flatMap(importsOf)
    .filter(({ to, isOurs }) => !isOurs || !to.startsWith(root))
    .map(({ from, to }) => `${from} imports ${to}: partners use this folder as it is`);
  expect(core.length).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

describe('packages', () => {
  test('nothing leaves its package by a relative path, but for tests', () => {
    const problems = [...server, ...client]
      .flatMap(importsOf)
      .filter(({ from, to, isOurs }) => isOurs && from.split('/')[0] !== to.split('/')[0])
      .filter(({ from }) => !isTest(from))
      .map(({ from, to }) => `${from} imports ${to}: packages meet through their exports`);
    expect(problems).toEqual([]);
  });
});

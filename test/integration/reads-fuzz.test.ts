import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { dice } from '../support/dice.ts';
import { readMetrics } from '../support/read-metrics.ts';
import { documentMaker, type ReadRequest } from '../support/reads/documents.ts';
import { harvest } from '../support/reads/harvest.ts';
import { addPeople, type People, throwMasks } from '../support/reads/hostile-people.ts';
import { fillWithHostility, type WorldSize } from '../support/reads/hostile-world.ts';
import { mutilated, mutilatedBody, mutilatedValue, oddHeaders } from '../support/reads/mutilate.ts';
import { bootServer, type TestServer } from '../support/server.ts';

/** A long run: `READS_CASES=50000 READS_SEED=7`. A failure names its seed. */
const CASES = Number(process.env['READS_CASES'] ?? 2_000);
const SEED = Number(process.env['READS_SEED'] ?? 20_262);
const AT_ONCE = 6;
const PATIENCE_MS = 30_000;
const TIMEOUT_MS = 60_000 + CASES * 60;
/** How many plans are kept at most, as docs/operations.md says. */
const MOST_PLANS = 1_000;

/** What would tell somebody outside how we are made. */
const TELLING =
  /\bselect |insert into|\bfrom "|relation "|column "|constraint|prisma|postgres|\bpg_|127\.0\.0\.1|node_modules|\/(?:work|home|usr)\/|\.ts\b|\bat \w+ \(|stack/i;
/** What graphql-js adds to a name that it does not know. */
const SUGGESTING = /Did you mean/;

/** Columns of text in which the other workspace says that it is the other. */
const CANARIES = [
  'workspaces.name',
  'teams.name',
  'saved_feeds.name',
  'organizations.name',
  'organizations.industry',
  'customers.name',
  'customers.job_title',
  'interactions.subject',
  'interactions.body',
  'interaction_participants.name',
] as const;

const chance = dice(SEED);
let server: TestServer;
let people: People;
let next: () => ReadRequest;
/** What only the other workspace has. */
let canaries: readonly string[];

beforeAll(async () => {
  server = await bootServer();
  const size = { organizations: 8, customers: 25, interactions: 60 };
  const [ours, theirs] = [await fill('ours', size), await fill('theirs', size)];
  for (const column of CANARIES) {
    const [table, name] = column.split('.') as [string, string];
    const key = table === 'workspaces' ? 'id' : 'workspace_id';
    await server.services.database.$executeRawUnsafe(
      `UPDATE ${table} SET ${name} = left('canary ' || ${name}, 100) WHERE ${key} = '${theirs.id}'`,
    );
  }
  people = ours.people;
  const foreign = await harvest(schema, theirs.people.owner);
  canaries = ['canary ', ...foreign.ids()];
  const found = await harvest(schema, people.owner);
  next = documentMaker(schema, found, foreign, chance.fork());
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => server.stop());

async function fill(name: string, size: WorldSize) {
  const { id } = await server.addWorkspace(name);
  const made = await addPeople(server, id, throwMasks(chance.fork())[0], chance.fork());
  await fillWithHostility(server, id, made, size, chance.fork());
  return { id, people: made };
}

interface Shot {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function shoot(): Shot {
  const request = next();
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${chance.pick(people.askers).token}`,
  };
  switch (chance.weighted({ document: 40, variables: 25, body: 15, headers: 10, plain: 10 })) {
    case 'document': {
      const query = mutilated(request.query, chance);
      return { headers, body: JSON.stringify({ ...request, query }) };
    }
    case 'variables': {
      const variables = mutilatedValue(request.variables, chance);
      return { headers, body: JSON.stringify({ ...request, variables }) };
    }
    case 'body':
      return { headers, body: mutilatedBody(request, chance) };
    case 'headers':
      return { headers: { ...headers, ...oddHeaders(chance) }, body: JSON.stringify(request) };
    case 'plain':
      return { headers, body: JSON.stringify(request) };
  }
}

/** What is wrong with the answer to it; nothing: null. */
async function wrongWith({ headers, body }: Shot): Promise<string | null> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  if (response.status >= 500) return `status ${response.status}`;
  if (/"code":"(?:INTERNAL|TIMEOUT|UNAVAILABLE)"/.test(text)) return 'a failure of ours';
  const leaked = canaries.find((canary) => text.includes(canary) && !body.includes(canary));
  if (leaked !== undefined) return `the other workspace's ${leaked}`;
  const said = errorsIn(text);
  const tells = SUGGESTING.test(said) || (TELLING.test(said) && !TELLING.test(body));
  return tells ? `it tells ${said}` : null;
}

/** What an answer's errors say, without their places in the document, which have lines and columns. */
function errorsIn(text: string): string {
  if (!text.includes('"errors"')) return '';
  try {
    const { errors = [] } = JSON.parse(text) as {
      errors?: { message: string; extensions: object }[];
    };
    return JSON.stringify(errors.map(({ message, extensions }) => ({ message, extensions })));
  } catch {
    return text;
  }
}

test(
  `nothing that is sent makes a failure, or tells what it must not (seed ${SEED})`,
  { timeout: TIMEOUT_MS },
  async () => {
    const logged = vi.spyOn(server.services.log, 'error').mockImplementation(() => {});
    let left = CASES;
    const work = async () => {
      while (left-- > 0) {
        const shot = shoot();
        const wrong = await wrongWith(shot);
        if (wrong !== null || logged.mock.calls.length > 0) {
          left = 0;
          const told = JSON.stringify(logged.mock.calls[0], (_key, value: unknown) =>
            value instanceof Error ? value.stack : value,
          );
          throw new Error([wrong, told, JSON.stringify(shot.headers), shot.body].join('\n'));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const { data } = await server.graphql<{ __typename: string }>('{ __typename }');
    expect(data.__typename).toBe('Query');
  },
);

test('what is remembered of documents has a limit', async () => {
  const { token } = people.owner;
  const plans = async () => (await readMetrics(server.url)).get('rapport_read_plans')!;
  const before = await plans();
  const query = (n: number) => `query ($first: Int, $filter: CustomerFilter) {
    customers(first: $first, filter: $filter) { nodes { a${n}: id } } }`;
  let asked = 0;
  const ask = async () => {
    while (asked < MOST_PLANS + 200) {
      const n = asked++;
      // Half are documents of their own, half are other shapes of the values of one.
      const variables = n % 2 ? { first: n % 100, filter: shapeOf(n) } : { first: 1 };
      const { errors } = await server.graphql(query(n % 2 ? 1 : n), variables, token);
      expect(errors).toBeUndefined();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));

  const after = await plans();
  expect(after).toBeGreaterThan(Math.min(before, MOST_PLANS - 1));
  expect(after).toBeLessThanOrEqual(MOST_PLANS);
});

/** A filter whose SQL is another one for each of the first few hundred numbers. */
function shapeOf(n: number): object {
  const terms = [{ isArchived: false }, { createdAt: { isNull: false } }, { tags: {} }];
  const digits = Array.from({ length: 6 }, (_, at) => Math.floor(n / 3 ** at) % 3);
  return { and: digits.map((digit) => terms[digit]) };
}

test('a directive that does not say is a mistake of the document, also below a list', async () => {
  const { errors } = await server.graphql(
    'query ($v: Boolean = true) { interactions { nodes { id customer { name @include(if: $v) } } } }',
    { v: null },
    people.owner.token,
  );

  expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../server/src/app/schema.ts';
import { type ClientQuery, clientQueries, requiredVariables } from '../support/client-documents.ts';
import { growWorkspace } from '../support/grow-workspace.ts';
import { populate, type PopulatedWorkspace } from '../support/populated-workspace.ts';
import { askRaw } from '../support/reads/twins.ts';
import { bootServer, type TestServer } from '../support/server.ts';
import { rowsRead, type Statement, watchStatements } from '../support/statements.ts';

/** Interactions of the one customer that the large workspace has most to do with. */
const HOT = 20_000;
const MOST_OF_CODE = 8;

const queries = clientQueries();
const watch = watchStatements();
let server: TestServer;
let small: PopulatedWorkspace;
let large: PopulatedWorkspace;
/** As large, but for its customer with the many interactions. */
let quiet: PopulatedWorkspace;

beforeAll(async () => {
  server = await bootServer({ database: watch.options, tellsPath: true });
  small = await populate(server, server.workspace, 'small');
  const grown = async (name: string, interactions: number) => {
    const workspace = await server.addWorkspace(name);
    const populated = await populate(server, workspace, name);
    await growWorkspace(server.services.database, workspace.id, populated.keys, interactions);
    return populated;
  };
  large = await grown('large', HOT);
  quiet = await grown('quiet', 100);
  await server.services.database.$executeRaw`ANALYZE`;
});
afterAll(() => server.stop());

async function statementsOf(
  query: ClientQuery,
  as: PopulatedWorkspace,
): Promise<readonly Statement[]> {
  const variables = requiredVariables(schema, query, as.ids);
  // The first time, what a server keeps of a document or of the log is made.
  await server.graphql(query.text, variables, as.token);
  return watch.during(async () => {
    const { errors } = await server.graphql(query.text, variables, as.token);
    expect(errors).toBeUndefined();
  });
}

/** One where all of it compiles; where some of it is code, as many as that takes. */
async function mostStatementsOf(query: ClientQuery): Promise<number> {
  const variables = requiredVariables(schema, query, large.ids);
  const { extensions } = await askRaw(server.url, { query: query.text, variables }, large.token);
  const { path } = (extensions as { reads: { path: string } }).reads;
  return path === 'compiled' ? 1 : MOST_OF_CODE;
}

test('the client has queries, and they are found', () => {
  expect(queries.length).toBeGreaterThan(10);
});

describe.each(queries)('$name', (query) => {
  test('runs as many statements for long lists as for short ones', async () => {
    const few = await statementsOf(query, small);
    const many = await statementsOf(query, large);

    expect(many.length).toBe(few.length);
    expect(many.length).toBeLessThanOrEqual(await mostStatementsOf(query));
  });

  test('reads less than three times as many rows where one customer has 20,000 interactions', async () => {
    const without = await rowsRead(server.databaseUrl, await statementsOf(query, quiet));
    const withHot = await rowsRead(server.databaseUrl, await statementsOf(query, large));

    expect(withHot).toBeLessThan(3 * without);
  });
});

import { type App, compose, type ComposeSettings } from '../../server/src/app/compose.ts';
import { createTestDatabase } from '../../server/testing/database.ts';
import { type GraphqlAnswer, graphqlRequest } from './graphql-request.ts';
import { anotherWorkspace, firstWorkspace, type TestWorkspace } from './workspace.ts';

/** A whole server in this process, on a free port, with a database of its own. */
export interface TestServer {
  /** Such as `http://localhost:40123`. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly services: App['services'];
  /** The one a first start makes. */
  readonly workspace: TestWorkspace;
  /** One more; its name is part of its users' e-mail addresses. */
  addWorkspace(name: string): Promise<TestWorkspace>;
  /** One operation over HTTP; as the first workspace's owner unless another token, or null, is given. */
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    token?: string | null,
  ): Promise<GraphqlAnswer<Data>>;
  /** Stops it and drops its database. */
  stop(): Promise<void>;
}

/** Tests open thousands of sockets from one address as one user. */
const generousLimits = {
  socketsPerAddress: 20_000,
  socketsPerUser: 20_000,
  socketsPerSession: 20_000,
  connectsPerSecond: 10_000,
  feedsPerUser: 20_000,
};

/** The settings of a server of the tests; for one more on the same database, too. */
export function testSettings(
  databaseUrl: string,
  settings: Partial<ComposeSettings> = {},
): ComposeSettings {
  return {
    databaseUrl,
    sessionSecret: 'a secret of the tests, long enough',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    isProduction: false,
    limits: generousLimits,
    ...settings,
  };
}

/** Boots one. Takes well under a second. */
export async function bootServer(settings: Partial<ComposeSettings> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const app = await compose(testSettings(database.url, settings));
  const workspace = await firstWorkspace(app.services);
  const ownersToken = await workspace.token();
  return {
    url: app.url,
    databaseUrl: database.url,
    services: app.services,
    workspace,
    addWorkspace: (name) => anotherWorkspace(app.services, name),
    graphql: (query, variables, token = ownersToken) =>
      graphqlRequest(app.url, query, variables, token ?? undefined),
    async stop() {
      await app.stop();
      await database.drop();
    },
  };
}

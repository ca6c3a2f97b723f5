import { type App, compose } from '../../../server/src/app/compose.ts';
import { bootServer, type TestServer, testSettings } from '../server.ts';
import type { ReadRequest } from './documents.ts';

/** One server whose reads are compiled and one whose are not, on one database. */
export interface Twins {
  readonly compiled: TestServer;
  readonly ordinary: App;
  stop(): Promise<void>;
}

export async function bootTwins(): Promise<Twins> {
  const compiled = await bootServer({ compileReads: true, tellsPath: true });
  const ordinary = await compose(testSettings(compiled.databaseUrl, { compileReads: false }));
  return {
    compiled,
    ordinary,
    async stop() {
      await ordinary.stop();
      await compiled.stop();
    },
  };
}

/** An answer as it came, without what tells requests apart. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** The answer's `extensions`, which the body is without. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** How a request goes over the wire. */
export type Way = 'POST' | 'GET';

/** Asks a server, and takes the body as it is. */
export async function askRaw(
  url: string,
  request: ReadRequest,
  token: string,
  way: Way = 'POST',
): Promise<RawAnswer> {
  const headers = {
    accept: 'application/graphql-response+json',
    authorization: `Bearer ${token}`,
    'x-requested-with': 'test',
  };
  const response = await (way === 'POST'
    ? fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(request),
      })
    : fetch(`${url}/graphql?${queryString(request)}`, { headers }));
  const text = await response.text();
  return { status: response.status, ...cut(text) };
}

function queryString({ query, variables, operationName }: ReadRequest): string {
  const named = operationName === undefined ? {} : { operationName };
  return String(new URLSearchParams({ query, variables: JSON.stringify(variables), ...named }));
}

/**
 * The body without the ids of requests and without its `extensions`, which tell the way that the
 * answer was made. Nothing is parsed and written again: the rest is as it came, byte for byte.
 */
function cut(text: string): Omit<RawAnswer, 'status'> {
  const body = text.replaceAll(/"requestId":"[^"]*"/g, '"requestId":""');
  let extensions: Record<string, unknown> = {};
  try {
    extensions = (JSON.parse(body) as { extensions?: Record<string, unknown> }).extensions ?? {};
  } catch {
    return { body, extensions };
  }
  const told = JSON.stringify(extensions);
  return { body: body.replace(`,"extensions":${told}}`, '}'), extensions };
}

/** Where two texts part, for the message of a failure. */
export function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 100), at + 140));
  return `at ${at}\n  compiled ${around(one)}\n  ordinary ${around(other)}`;
}

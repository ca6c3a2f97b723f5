import type { GraphQLError } from 'graphql';
import { isRefusalCode, refusalStatus } from './refusal.ts';

const OK = 200;

/**
 * Tells Yoga the HTTP status of an operation that was refused before it was executed: it has no
 * `data`, so 200 would be wrong. Clients that accept only `application/json` get 200 all the same,
 * but for UNAUTHENTICATED, which every client has to notice.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json
 */
export function withRefusedStatus(error: GraphQLError): GraphQLError {
  const { code } = error.extensions;
  if (error.extensions.http || !isRefusalCode(code)) return error;
  const listed = refusalStatus[code];
  const status = code === 'INTERNAL' ? 500 : listed === OK ? 400 : listed;
  error.extensions.http = { status, spec: code !== 'UNAUTHENTICATED' };
  return error;
}

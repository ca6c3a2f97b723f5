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
  const status = refusedStatus(code);
  if (error.extensions.http || status === null) return error;
  error.extensions.http = { status, spec: code !== 'UNAUTHENTICATED' };
  return error;
}

/** The status that Yoga gives an answer with these errors and without `data`. */
export function statusOfRefused(errors: readonly GraphQLError[], isPlainJson: boolean): number {
  const statuses = errors.map(({ extensions: { code } }) =>
    isPlainJson && code !== 'UNAUTHENTICATED' ? null : refusedStatus(code),
  );
  return Math.max(...statuses.map((status) => status ?? 0)) || OK;
}

/** Null: the code is none of ours. */
function refusedStatus(code: unknown): number | null {
  if (!isRefusalCode(code)) return null;
  if (code === 'INTERNAL') return 500;
  const listed = refusalStatus[code];
  return listed === OK ? 400 : listed;
}

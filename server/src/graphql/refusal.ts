import { type ASTNode, GraphQLError } from 'graphql';

/**
 * The codes of top-level errors, with their HTTP status. Closed: docs/protocol.md lists them and a
 * test compares. Business failures are not here; they are `Problem`s in a mutation's union.
 */
export const refusalStatus = {
  BAD_REQUEST: 400,
  BATCHING_DISABLED: 400,
  CSRF: 403,
  FORBIDDEN: 200,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  INTERNAL: 200,
  INVALID_CURSOR: 200,
  INVALID_INPUT: 200,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  OPERATION_NOT_FOUND: 400,
  PAGE_SIZE: 400,
  PAYLOAD_TOO_LARGE: 413,
  QUERY_TOO_COMPLEX: 400,
  QUERY_TOO_DEEP: 400,
  TIMEOUT: 200,
  TOO_MANY_OPERATIONS: 429,
  UNAUTHENTICATED: 401,
  UNAVAILABLE: 503,
  UNSUPPORTED_MEDIA_TYPE: 415,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

/** Whether it is one of ours; libraries bring codes of their own. */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(refusalStatus, code);
}

const RETRYABLE: ReadonlySet<RefusalCode> = new Set([
  'INTERNAL',
  'TIMEOUT',
  'TOO_MANY_OPERATIONS',
  'UNAVAILABLE',
]);

/** A top-level error that is meant for the caller: it passes masking as it is. */
export class Refusal extends GraphQLError {
  readonly code: RefusalCode;

  /** `details`: what its extensions tell beside code and `retryable`. */
  constructor(
    code: RefusalCode,
    message: string,
    nodes?: ASTNode | readonly ASTNode[],
    details: Readonly<Record<string, unknown>> = {},
  ) {
    const extensions = { code, retryable: RETRYABLE.has(code), ...details };
    super(message, { nodes: nodes ?? null, extensions });
    this.code = code;
  }
}

import type { GraphQLError } from 'graphql';
import type { DocumentShape } from './document-shape.ts';
import { Refusal } from './refusal.ts';

/** What a document may be, before its variables are known. Published in docs/protocol.md. */
export const limits = {
  depth: 15,
  fields: 1_000,
  /** One field under several aliases in one selection. */
  repeats: 50,
  mutations: 4,
} as const;

/** At most one of these in a document: each is an attempt that is counted, and aliases would make it a hundred. */
const ONCE: ReadonlySet<string> = new Set(['signIn', 'acceptInvitation', 'changePassword']);

/** At most one of these in a document: it judges a whole document of its own. */
const DRY_RUN = 'costOf';

/** Fields that are answered without a token. `__type` finds no type (closed-schema.ts). */
const PUBLIC: ReadonlySet<string> = new Set(['signIn', 'acceptInvitation', '__typename', '__type']);

/** Why the document is refused, or null. */
export function judgeShape(shape: DocumentShape): GraphQLError | null {
  const { depth, fieldCount, mostRepeated, operation, rootFields } = shape;
  if (depth > limits.depth) {
    return new Refusal(
      'QUERY_TOO_DEEP',
      `A document is at most ${limits.depth} levels deep; this is ${depth}.`,
    );
  }
  if (fieldCount > limits.fields) {
    return new Refusal('QUERY_TOO_COMPLEX', `A document asks for at most ${limits.fields} fields.`);
  }
  if (mostRepeated > limits.repeats) {
    return new Refusal(
      'QUERY_TOO_COMPLEX',
      `A field stands at most ${limits.repeats} times in one selection.`,
    );
  }
  if (operation.operation === 'mutation' && rootFields.length > limits.mutations) {
    return new Refusal(
      'QUERY_TOO_COMPLEX',
      `At most ${limits.mutations} mutations in one document.`,
    );
  }
  if (rootFields.filter((name) => ONCE.has(name)).length > 1) {
    return new Refusal('QUERY_TOO_COMPLEX', 'Only one attempt in one document.');
  }
  if (rootFields.filter((name) => name === DRY_RUN).length > 1) {
    return new Refusal('QUERY_TOO_COMPLEX', `Only one ${DRY_RUN} in one document.`);
  }
  return null;
}

/** Whether the document may run without a token. */
export function isPublic(shape: DocumentShape): boolean {
  return shape.rootFields.every((name) => PUBLIC.has(name));
}

import { type DocumentNode, GraphQLError, parse } from 'graphql';
import type { ApiStats } from './api-stats.ts';
import { Refusal } from './refusal.ts';

/** The longest document, in characters. */
export const MAX_DOCUMENT_LENGTH = 15_000;
/** The most tokens in a document. */
export const MAX_TOKENS = 2_000;

const CACHE_SIZE = 1_000;

/** The character itself, or written as an escape: PostgreSQL has none such in its texts. */
const NUL = /\0|\\u0000|\\u\{0+\}/;

/**
 * Parses documents, each text once for as long as it is among the last thousand. A text that cannot
 * be parsed is remembered as well: sending it again and again costs us nothing.
 *
 * @throws {GraphQLError} a syntax error, or QUERY_TOO_COMPLEX for a text that is too long
 */
export function documentCache(
  stats: Pick<ApiStats, 'documentsParsed'>,
): (query: string) => DocumentNode {
  const documents = new Map<string, DocumentNode | GraphQLError>();
  return (query) => {
    const known = documents.get(query);
    if (known) {
      documents.delete(query);
      documents.set(query, known);
      return parsed(known);
    }
    refuseUnusable(query);
    stats.documentsParsed++;
    const document = parseWithin(query);
    documents.set(query, document);
    if (documents.size > CACHE_SIZE) documents.delete(documents.keys().next().value!);
    return parsed(document);
  };
}

/**
 * Parses a document once, without looking it up or remembering it.
 *
 * @throws {GraphQLError} as `documentCache`
 */
export function parseDocument(query: string): DocumentNode {
  refuseUnusable(query);
  return parsed(parseWithin(query));
}

function refuseUnusable(query: string): void {
  if (query.length > MAX_DOCUMENT_LENGTH) {
    throw new Refusal(
      'QUERY_TOO_COMPLEX',
      `A document has at most ${MAX_DOCUMENT_LENGTH} characters; this has ${query.length}.`,
    );
  }
  if (NUL.test(query)) {
    throw new Refusal('INVALID_INPUT', 'Text cannot hold a NUL character.');
  }
}

function parsed(document: DocumentNode | GraphQLError): DocumentNode {
  if (document instanceof GraphQLError) throw document;
  return document;
}

function parseWithin(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return /more that \d+ tokens/.test(error.message)
      ? new Refusal('QUERY_TOO_COMPLEX', `A document has at most ${MAX_TOKENS} tokens.`)
      : error;
  }
}

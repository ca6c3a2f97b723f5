import { readGlobalId } from './global-id.ts';
import { Refusal } from './refusal.ts';

/** The most ids that `nodes` takes. */
export const MAX_NODES = 100;

/** What a global id names: a type and a key. Null: nothing of ours. */
export type NodeReference = { readonly typename: string; readonly id: string } | null;

/** What the ids name, in their order. @throws {Refusal} PAGE_SIZE: they are too many */
export function readReferences(ids: readonly string[]): NodeReference[] {
  if (ids.length > MAX_NODES) {
    throw new Refusal(
      'PAGE_SIZE',
      `Ask for at most ${MAX_NODES} ids at once; these are ${ids.length}.`,
    );
  }
  return ids.map(readGlobalId);
}

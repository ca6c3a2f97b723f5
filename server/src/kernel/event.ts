import type { z } from 'zod';
import type { Permission } from './permission.ts';

/** The GraphQL types an event can be about. */
export const subjectTypes = [
  'Customer',
  'Organization',
  'Interaction',
  'User',
  'UserSession',
  'Workspace',
] as const;

export type SubjectType = (typeof subjectTypes)[number];

/** One kind of stored fact: its name, what it is about, who may see it, and the shape of its payload. */
export interface EventKind<P extends object> {
  /** `noun.past-participle`, such as `interaction.logged`. */
  readonly name: string;
  readonly subjectType: SubjectType;
  /** Whoever lacks it never learns that the event happened. */
  readonly permission: Permission;
  /** Small facts and ids. No personal data: events outlive an erasure. */
  readonly payload: z.ZodType<P>;
}

const kinds = new Map<string, EventKind<object>>();

/**
 * Declares an event kind. Each name once, in the `events.ts` of the domain that emits it.
 *
 * @throws {Error} the name is taken or not of the form `noun.past-participle`
 */
export function defineEvent<P extends object>(kind: EventKind<P>): EventKind<P> {
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(kind.name)) {
    throw new Error(`${kind.name} is not noun.past-participle`);
  }
  if (kinds.has(kind.name)) throw new Error(`${kind.name} is declared twice`);
  kinds.set(kind.name, kind);
  return kind;
}

/** The declared kind of that name; undefined for names of a newer version of the software. */
export function eventKind(name: string): EventKind<object> | undefined {
  return kinds.get(name);
}

/** Every declared name, in alphabetical order. */
export function eventNames(): readonly string[] {
  return [...kinds.keys()].sort();
}

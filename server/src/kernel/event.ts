import type { z } from 'zod';
import type { Permission, Role } from './permission.ts';

/** The GraphQL types an event can be about. */
export const subjectTypes = [
  'Customer',
  'Organization',
  'Interaction',
  'SavedFeed',
  'Export',
  'Invitation',
  'Team',
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
  /**
   * Whoever lacks it never learns that the event happened. Null: no feed tells of it, whoever asks;
   * it is for the installation itself.
   */
  readonly permission: Permission | null;
  /** Small facts and ids. No personal data: events outlive an erasure. */
  readonly payload: z.ZodType<P>;
  /**
   * Whose access it changes: that of the user it is about, or of everybody with the role that the
   * payload names as `ofRole`. Their streams end at its place, with a gap. Absent: nobody's.
   */
  readonly changesAccessOf?: 'SUBJECT' | 'ROLE';
}

/** What an event has to say of itself for `changesAccess`. */
export interface AccessEvent {
  readonly name: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Whether an event changes what this user may see: its own role, team, scope or suspension, or what
 * its role may see. Ask it of every event, in order: nothing behind such an event may be told by
 * what was known before it.
 */
export function changesAccess(
  event: AccessEvent,
  user: { readonly userId: string; readonly role: Role },
): boolean {
  const whose = kinds.get(event.name)?.changesAccessOf;
  if (whose === undefined) return false;
  return whose === 'SUBJECT'
    ? event.subjectId === user.userId
    : event.payload['ofRole'] === user.role;
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

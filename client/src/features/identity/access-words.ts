import type { ResultOf } from '../../graph/graphql.ts';
import type { roleRulesFragment } from './role-rules.tsx';

type Policy = ResultOf<typeof roleRulesFragment>['rolePolicies'][number];
export type CustomerScope = Policy['customerScope'];
export type FieldMask = Policy['masks'][number];
export type Role = Policy['role'];

/** What each role may do, in a few words; the strongest first. */
export const roleWords: Readonly<Record<Role, string>> = {
  OWNER: 'Owner: everything, also making owners',
  ADMIN: 'Admin: everything but making owners',
  MANAGER: 'Manager: works with customers',
  AGENT: 'Agent: works with customers',
  VIEWER: 'Viewer: reads, changes nothing',
};

export const scopeWords: Readonly<Record<CustomerScope, string>> = {
  ALL: 'All customers',
  TEAM: 'Customers of their team',
  OWN: 'Their own customers',
};

export const maskWords: Readonly<Record<FieldMask, string>> = {
  CUSTOMERS_EMAIL: 'E-mail addresses of customers',
  CUSTOMERS_PHONE: 'Phone numbers of customers',
  INTERACTIONS_CONTENT: 'Subject and text of interactions',
  INTERACTIONS_PARTICIPANTS: 'Who else took part in interactions',
};

/** Whether a role always sees everything, so that nothing can be said about it. */
export const seesEverything = (role: Role): boolean => role === 'OWNER' || role === 'ADMIN';

/** The choices of a record of words, for a select. */
export function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>) {
  return (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));
}

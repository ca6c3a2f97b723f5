import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql, type ResultOf } from '../../graph/graphql.ts';
import type { CustomerScope, Role } from './access-words.ts';
import { personRowFragment } from './person-row.tsx';
import { refusalOf } from './refusal-of.ts';

const changeRoleMutation = graphql(
  `
    mutation EditAccessRole($input: ChangeRoleInput!) {
      changeRole(input: $input) {
        __typename
        ... on User {
          id
          ...PersonRow
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [personRowFragment],
);

const moveUserMutation = graphql(
  `
    mutation EditAccessTeam($input: MoveUserInput!) {
      moveUser(input: $input) {
        __typename
        ... on User {
          id
          ...PersonRow
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [personRowFragment],
);

const changeScopeMutation = graphql(
  `
    mutation EditAccessScope($input: ChangeCustomerScopeInput!) {
      changeCustomerScope(input: $input) {
        __typename
        ... on User {
          id
          ...PersonRow
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [personRowFragment],
);

type Person = ResultOf<typeof personRowFragment>;

interface Access {
  readonly role: Role;
  readonly teamId: string | null;
  readonly customerScope: CustomerScope | null;
}

/**
 * Changes what differs of a person's access, one mutation each. The first one is refused when somebody
 * else changed the person since the form was opened; trying again after a lost answer does nothing twice.
 */
export function useEditAccess() {
  const [isSaving, setIsSaving] = useState(false);
  const [, changeRole] = useMutation(changeRoleMutation);
  const [, moveUser] = useMutation(moveUserMutation);
  const [, changeScope] = useMutation(changeScopeMutation);

  async function apply(person: Person, next: Access): Promise<string | null> {
    const { id } = person;
    let seen: { seenVersion?: number } = { seenVersion: person.version };
    if (next.role !== person.role) {
      const { data, error } = await changeRole({ input: { id, role: next.role, ...seen } });
      const refusal = refusalOf(data?.changeRole, error);
      if (refusal) return refusal;
      seen = {};
    }
    if (next.teamId !== (person.team?.id ?? null)) {
      const { data, error } = await moveUser({ input: { id, teamId: next.teamId, ...seen } });
      const refusal = refusalOf(data?.moveUser, error);
      if (refusal) return refusal;
      seen = {};
    }
    const { customerScope } = next;
    if (customerScope !== person.customerScope) {
      const { data, error } = await changeScope({ input: { id, customerScope, ...seen } });
      return refusalOf(data?.changeCustomerScope, error);
    }
    return null;
  }

  async function save(person: Person, next: Access): Promise<string | null> {
    setIsSaving(true);
    const refusal = await apply(person, next);
    setIsSaving(false);
    return refusal;
  }

  return { isSaving, save };
}

import { useState } from 'react';
import { useMutation } from 'urql';
import { describeFailure } from '../../graph/describe-failure.ts';
import { graphql } from '../../graph/graphql.ts';
import { useSubmissionKey } from '../../graph/use-submission-key.ts';
import { customerProfileFragment } from './customer-profile.tsx';
import {
  changesSince,
  type CustomerField,
  type CustomerValues,
  customerValuesFragment,
  type EditedCustomer,
  fieldNames,
  isSame,
  valuesOf,
} from './customer-values.ts';
import type { Side } from './conflict-choices.tsx';

const updateCustomerMutation = graphql(
  `
    mutation EditCustomerFormUpdate($input: UpdateCustomerInput!) {
      updateCustomer(input: $input) {
        __typename
        ... on Customer {
          id
          ...CustomerValues
          ...CustomerProfile
        }
        ... on VersionConflict {
          current {
            __typename
            ... on Customer {
              id
              ...CustomerValues
            }
          }
        }
        ... on Problem {
          message
          path
        }
      }
    }
  `,
  [customerValuesFragment, customerProfileFragment],
);

/** What somebody else saved since the form was opened. */
export interface Conflict {
  readonly theirs: CustomerValues;
  /** The fields that both sides changed, differently. */
  readonly fields: readonly CustomerField[];
  readonly chosen: Readonly<Partial<Record<CustomerField, Side>>>;
}

export interface Refusal {
  readonly message: string;
  readonly field: CustomerField | null;
}

/**
 * Saves what was edited of a customer, and only that. When somebody else saved first, nothing is written:
 * the next save is on top of their version, with the chosen side of each field that both changed.
 */
export function useEditCustomer(opened: EditedCustomer, onSaved: () => void) {
  const [{ fetching }, updateCustomer] = useMutation(updateCustomerMutation);
  const [base, setBase] = useState({ version: opened.version, values: valuesOf(opened) });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const keyFor = useSubmissionKey();

  async function save(edited: CustomerValues) {
    setRefusal(null);
    const values = conflict ? settle(base.values, edited, conflict) : edited;
    const onTop = conflict?.theirs ?? base.values;
    const changes = { id: opened.id, seenVersion: base.version, ...changesSince(onTop, values) };
    const { data, error } = await updateCustomer({
      input: { ...changes, idempotencyKey: keyFor(changes) },
    });
    const result = data?.updateCustomer;
    if (result?.__typename === 'Customer') onSaved();
    else if (
      result?.__typename === 'VersionConflict' &&
      result.current?.__typename === 'Customer'
    ) {
      const theirs = valuesOf(result.current);
      setBase({ version: result.current.version, values: base.values });
      setConflict({ theirs, fields: contested(base.values, edited, theirs), chosen: {} });
    } else if (result) {
      const field = fieldNames.find((name) => name === result.path?.at(-1)) ?? null;
      setRefusal({ message: result.message, field });
    } else {
      setRefusal({ message: describeFailure(error), field: null });
    }
  }

  return {
    isSaving: fetching,
    conflict,
    refusal,
    save,
    choose(field: CustomerField, side: Side) {
      setConflict((now) => now && { ...now, chosen: { ...now.chosen, [field]: side } });
    },
  };
}

/** The fields that both sides changed since `base`, to different values. */
export function contested(
  base: CustomerValues,
  yours: CustomerValues,
  theirs: CustomerValues,
): readonly CustomerField[] {
  return fieldNames.filter(
    (field) =>
      !isSame(base, yours, field) && !isSame(base, theirs, field) && !isSame(yours, theirs, field),
  );
}

/** Their version, with one's own value in each field that one changed and did not give up. */
export function settle(
  base: CustomerValues,
  yours: CustomerValues,
  conflict: Conflict,
): CustomerValues {
  const kept = fieldNames.filter(
    (field) => !isSame(base, yours, field) && conflict.chosen[field] !== 'theirs',
  );
  return { ...conflict.theirs, ...Object.fromEntries(kept.map((field) => [field, yours[field]])) };
}

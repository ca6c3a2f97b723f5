import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graph/graphql.ts';
import { enumWords } from '../../lib/enum-words.ts';
import { Notice } from '../../ui/notice.tsx';
import {
  choicesOf,
  type CustomerScope,
  type FieldMask,
  maskWords,
  scopeWords,
  seesEverything,
} from './access-words.ts';
import { refusalOf } from './refusal-of.ts';

export const roleRulesFragment = graphql(`
  fragment RoleRules on Workspace {
    id
    rolePolicies {
      role
      customerScope
      masks
      version
    }
  }
`);

const changeRolePolicyMutation = graphql(
  `
    mutation RoleRulesChange($input: ChangeRolePolicyInput!) {
      changeRolePolicy(input: $input) {
        __typename
        ... on Workspace {
          id
          ...RoleRules
        }
        ... on Problem {
          message
        }
      }
    }
  `,
  [roleRulesFragment],
);

interface FormValues {
  customerScope: CustomerScope;
  masks: FieldMask[];
}

type Policy = ResultOf<typeof roleRulesFragment>['rolePolicies'][number];

/** What those of each role see, and what is hidden from them. */
export function RoleRules({ workspace }: { workspace: FragmentOf<typeof roleRulesFragment> }) {
  const { rolePolicies } = readFragment(roleRulesFragment, workspace);
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        Owners and admins always see everything. What a person sees can differ from the role: change
        the access of that person.
      </Text>
      {rolePolicies
        .filter(({ role }) => !seesEverything(role))
        .map((policy) => (
          // A policy that somebody else changed begins anew with what they said.
          <RoleRule key={`${policy.role} ${policy.version}`} policy={policy} />
        ))}
    </Stack>
  );
}

function RoleRule({ policy }: { policy: Policy }) {
  const [{ fetching }, change] = useMutation(changeRolePolicyMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { role, version } = policy;
  const name = `${enumWords(role)}s`;
  const form = useForm<FormValues>({
    initialValues: {
      customerScope: policy.customerScope,
      masks: [...policy.masks],
    },
  });

  async function handleSubmit(values: FormValues) {
    const { data, error } = await change({ input: { role, seenVersion: version, ...values } });
    setRefusal(refusalOf(data?.changeRolePolicy, error));
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))}>
      <Stack gap="sm">
        {refusal && <Notice>{refusal}</Notice>}
        <Select
          label={`${name} see`}
          data={choicesOf(scopeWords)}
          allowDeselect={false}
          maw={320}
          {...form.getInputProps('customerScope')}
        />
        <Checkbox.Group
          label={`Hidden from ${name.toLowerCase()}`}
          {...form.getInputProps('masks')}
        >
          <Stack gap="xs" mt="xs">
            {choicesOf(maskWords).map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group>
          <Button type="submit" variant="default" loading={fetching} disabled={!form.isDirty()}>
            Save for {name.toLowerCase()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

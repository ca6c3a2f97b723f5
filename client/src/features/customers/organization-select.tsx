import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../graph/graphql.ts';

const TYPING_PAUSE_MS = 180;

const organizationSelectQuery = graphql(`
  query OrganizationSelect($search: String) {
    organizations(first: 20, search: $search) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export interface ChosenOrganization {
  readonly id: string;
  readonly name: string;
}

interface OrganizationSelectProps {
  label: string;
  value: ChosenOrganization | null;
  onChange: (organization: ChosenOrganization | null) => void;
  error?: ReactNode;
}

/** Chooses one of the workspace's organisations, which the server looks up while one types. */
export function OrganizationSelect({ label, value, onChange, error }: OrganizationSelectProps) {
  const [text, setText] = useState(value?.name ?? '');
  const [soughtText] = useDebouncedValue(text, TYPING_PAUSE_MS);
  // What is chosen stands in the field as its text, and is nothing to look for.
  const sought = soughtText === value?.name ? '' : soughtText.trim();
  const [{ data }] = useQuery({
    query: organizationSelectQuery,
    variables: sought === '' ? {} : { search: sought },
  });
  const found = (data?.organizations.edges ?? []).map(({ node }) => node);
  const offered =
    value && !found.some(({ id }) => id === value.id) ? [value, ...found] : [...found];
  return (
    <Select
      label={label}
      placeholder="None"
      searchable
      clearable
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      nothingFoundMessage="None found"
      searchValue={text}
      onSearchChange={setText}
      value={value?.id ?? null}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
      error={error}
    />
  );
}

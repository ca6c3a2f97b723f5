import { Group, Table, Text } from '@mantine/core';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { StageBadge } from './stage-badge.tsx';

export const customerCellsFragment = graphql(`
  fragment CustomerCells on Customer {
    id
    name
    email
    lifecycleStage
    lastInteractionAt
    archivedAt
    owner {
      id
      name
    }
    organization {
      id
      name
    }
  }
`);

interface CustomerCellsProps {
  customer: FragmentOf<typeof customerCellsFragment>;
  /** Whether the organisation has a column of its own. */
  hasOrganization: boolean;
}

/** One customer in a table. */
export function CustomerCells({ customer: ref, hasOrganization }: CustomerCellsProps) {
  const customer = readFragment(customerCellsFragment, ref);
  const { organization, owner } = customer;
  return (
    <>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <PersonAvatar name={customer.name} />
          <div style={{ minWidth: 0 }}>
            <TextLink
              to="/customers/$customerId"
              params={{ customerId: customer.id }}
              fw={600}
              size="sm"
              c="var(--mantine-color-text)"
            >
              {customer.name}
            </TextLink>
            <Text size="xs" c="dimmed" truncate>
              {customer.email ?? 'No e-mail address'}
            </Text>
          </div>
        </Group>
      </Table.Td>
      {hasOrganization && (
        <Table.Td visibleFrom="sm">
          {organization && (
            <TextLink
              to="/organizations/$organizationId"
              params={{ organizationId: organization.id }}
              c="var(--mantine-color-text)"
              size="sm"
            >
              {organization.name}
            </TextLink>
          )}
        </Table.Td>
      )}
      <Table.Td>
        <StageBadge stage={customer.lifecycleStage} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm" truncate>
          {owner?.name}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" c="dimmed">
          {customer.lastInteractionAt ? <RelativeTime at={customer.lastInteractionAt} /> : 'Never'}
        </Text>
      </Table.Td>
    </>
  );
}

/** The column names of `CustomerCells`. */
export function CustomerHeadings({ hasOrganization }: { hasOrganization: boolean }) {
  return (
    <Table.Tr>
      <Table.Th>Name</Table.Th>
      {hasOrganization && <Table.Th visibleFrom="sm">Organisation</Table.Th>}
      <Table.Th w={132}>Stage</Table.Th>
      <Table.Th visibleFrom="md" w="18%">
        Owner
      </Table.Th>
      <Table.Th visibleFrom="sm" w={130}>
        Last activity
      </Table.Th>
    </Table.Tr>
  );
}

import { Group, Table, Text } from '@mantine/core';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { countryName } from '../../lib/country-name.ts';
import { countWords } from '../../lib/count-words.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export const organizationCellsFragment = graphql(`
  fragment OrganizationCells on Organization {
    id
    name
    domain
    industry
    size
    country
    archivedAt
  }
`);

interface OrganizationCellsProps {
  organization: FragmentOf<typeof organizationCellsFragment>;
}

/** One organisation in a table. */
export function OrganizationCells({ organization: ref }: OrganizationCellsProps) {
  const organization = readFragment(organizationCellsFragment, ref);
  return (
    <>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <PersonAvatar name={organization.name} isFirm />
          <div style={{ minWidth: 0 }}>
            <TextLink
              to="/organizations/$organizationId"
              params={{ organizationId: organization.id }}
              fw={600}
              size="sm"
              c="var(--mantine-color-text)"
            >
              {organization.name}
            </TextLink>
            <Text size="xs" c="dimmed" truncate>
              {organization.domain ?? 'No web address'}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" truncate>
          {organization.industry}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {organization.country && countryName(organization.country)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" c="dimmed">
          {organization.size !== null && countWords(organization.size, 'person', 'people')}
        </Text>
      </Table.Td>
    </>
  );
}

/** The column names of `OrganizationCells`. */
export function OrganizationHeadings() {
  return (
    <Table.Tr>
      <Table.Th>Name</Table.Th>
      <Table.Th visibleFrom="sm" w="24%">
        Industry
      </Table.Th>
      <Table.Th w="24%">Country</Table.Th>
      <Table.Th visibleFrom="sm" w={140}>
        Size
      </Table.Th>
    </Table.Tr>
  );
}

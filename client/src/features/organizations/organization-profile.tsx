import { Anchor, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { countryName } from '../../lib/country-name.ts';
import { countWords } from '../../lib/count-words.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const AVATAR_SIZE = 52;

export const organizationProfileFragment = graphql(`
  fragment OrganizationProfile on Organization {
    id
    name
    domain
    industry
    size
    country
    archivedAt
    parent {
      id
      name
    }
  }
`);

interface OrganizationProfileProps {
  organization: FragmentOf<typeof organizationProfileFragment>;
  /** What can be done to it. */
  menu: ReactNode;
}

/** Who an organisation is. */
export function OrganizationProfile({ organization: ref, menu }: OrganizationProfileProps) {
  const { name, domain, industry, size, country, parent } = readFragment(
    organizationProfileFragment,
    ref,
  );
  const facts = [
    industry,
    country && countryName(country),
    size !== null && countWords(size, 'person', 'people'),
  ].filter(Boolean);
  return (
    <Group align="flex-start">
      <PersonAvatar name={name} size={AVATAR_SIZE} isFirm />
      <div style={{ flex: '1 1 220px', minWidth: 0 }}>
        <Title order={1} size="h3">
          {name}
        </Title>
        <Text c="dimmed" size="sm">
          {facts.join(' · ')}
        </Text>
        <Group gap="md">
          {domain && (
            <Anchor href={`https://${domain}`} target="_blank" rel="noreferrer" size="sm">
              {domain}
            </Anchor>
          )}
          {parent && (
            <Text size="sm">
              Part of{' '}
              <TextLink to="/organizations/$organizationId" params={{ organizationId: parent.id }}>
                {parent.name}
              </TextLink>
            </Text>
          )}
        </Group>
      </div>
      {menu}
    </Group>
  );
}

import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graph/graphql.ts';
import { clockTime } from '../../lib/exact-time.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import classes from './customer-profile.module.css';
import { useNow } from '../../ui/use-now.ts';
import { StageBadge } from './stage-badge.tsx';

const AVATAR_SIZE = 52;

export const customerProfileFragment = graphql(`
  fragment CustomerProfile on Customer {
    id
    name
    email
    phone
    jobTitle
    lifecycleStage
    locale
    timeZone
    tags
    createdAt
    archivedAt
    lastInteractionAt
    owner {
      id
      name
    }
    organization {
      id
      name
      industry
    }
  }
`);

interface CustomerProfileProps {
  customer: FragmentOf<typeof customerProfileFragment>;
  /** Absent when the viewer may not change customers. */
  onEdit: (() => void) | undefined;
  onArchive: () => void;
  onRestore: () => void;
}

/** Who a customer is. */
export function CustomerProfile({
  customer: ref,
  onEdit,
  onArchive,
  onRestore,
}: CustomerProfileProps) {
  const customer = readFragment(customerProfileFragment, ref);
  const { organization } = customer;
  return (
    <Stack gap="md" p="md">
      <Group wrap="nowrap" align="flex-start">
        <PersonAvatar name={customer.name} size={AVATAR_SIZE} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Title order={1} size="h4">
            {customer.name}
          </Title>
          <Text c="dimmed" size="sm">
            {[customer.jobTitle, organization?.name].filter(Boolean).join(', ')}
          </Text>
        </div>
      </Group>
      <Group gap="xs">
        <StageBadge stage={customer.lifecycleStage} />
        {onEdit && (
          <Group gap={6} ml="auto">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={onEdit}
            >
              Edit
            </Button>
            <ActionMenu
              label="More for this customer"
              actions={[
                customer.archivedAt === null
                  ? { label: 'Archive', icon: IconArchive, onClick: onArchive }
                  : { label: 'Restore', icon: IconArchiveOff, onClick: onRestore },
              ]}
            />
          </Group>
        )}
      </Group>
      <dl className={classes['facts']}>
        <Fact name="E-mail">
          {customer.email && (
            <Anchor fz="inherit" href={`mailto:${customer.email}`}>
              {customer.email}
            </Anchor>
          )}
        </Fact>
        <Fact name="Phone">
          {customer.phone && (
            <Anchor fz="inherit" href={`tel:${customer.phone}`}>
              {customer.phone}
            </Anchor>
          )}
        </Fact>
        <Fact name="Organisation" absence="None">
          {organization && (
            <TextLink
              fz="inherit"
              to="/organizations/$organizationId"
              params={{ organizationId: organization.id }}
            >
              {organization.name}
            </TextLink>
          )}
        </Fact>
        <Fact name="Owner" absence="Nobody">
          {customer.owner?.name}
        </Fact>
        <Fact name="Their time">
          {customer.timeZone && <LocalTime timeZone={customer.timeZone} />}
        </Fact>
        <Fact name="Language">{customer.locale && languageName(customer.locale)}</Fact>
        <Fact name="Last activity" absence="Never">
          {customer.lastInteractionAt && <RelativeTime at={customer.lastInteractionAt} />}
        </Fact>
        <Fact name="Known since">
          <RelativeTime at={customer.createdAt} />
        </Fact>
        <Fact name="Tags" absence="None">
          {customer.tags.length > 0 && customer.tags.join(', ')}
        </Fact>
      </dl>
    </Stack>
  );
}

interface FactProps {
  name: string;
  /** What to say where there is nothing. */
  absence?: string;
  children: ReactNode;
}

function Fact({ name, absence = 'Not known', children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children || <span className={classes['unknown']}>{absence}</span>}</dd>
    </>
  );
}

function LocalTime({ timeZone }: { timeZone: string }) {
  const now = useNow();
  return (
    <span>
      {clockTime(now, timeZone)} <span className={classes['unknown']}>{timeZone}</span>
    </span>
  );
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}

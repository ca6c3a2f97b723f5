import '../../ui/mantine-controls.css';
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { EditAccessForm } from '../../features/identity/edit-access-form.tsx';
import {
  InvitationList,
  invitationListFragment,
} from '../../features/identity/invitation-list.tsx';
import { InviteForm } from '../../features/identity/invite-form.tsx';
import {
  type PersonRef,
  PersonRow,
  personRowFragment,
} from '../../features/identity/person-row.tsx';
import { RoleRules, roleRulesFragment } from '../../features/identity/role-rules.tsx';
import listClasses from '../../features/identity/settings-list.module.css';
import { SuspendUser } from '../../features/identity/suspend-user.tsx';
import { TeamForm } from '../../features/identity/team-form.tsx';
import { TeamList, teamListFragment } from '../../features/identity/team-list.tsx';
import { feedHeadOf } from '../../graph/feed-head-exchange.ts';
import { graphql } from '../../graph/graphql.ts';
import { feedItemFragment } from '../../live/feed-item-fragment.ts';
import { useFeed } from '../../live/use-feed.ts';
import { BlankSlate } from '../../ui/blank-slate.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LoadFailure } from '../../ui/load-failure.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { usePermissions } from '../use-permissions.ts';
import classes from './people-page.module.css';

const ROW_PX = 60;
const SKELETONS = 4;

const peoplePageQuery = graphql(
  `
    query PeoplePage {
      feedHead
      viewer {
        role
        user {
          id
        }
        workspace {
          id
          ...RoleRules
        }
      }
      users(first: 100) {
        totalCount
        nodes {
          id
          ...PersonRow
        }
      }
      teams(first: 100) {
        nodes {
          id
          name
          archivedAt
          ...TeamList
        }
      }
      invitations(first: 100, filter: { isOpen: true }) {
        nodes {
          id
          ...InvitationList
        }
      }
    }
  `,
  [roleRulesFragment, personRowFragment, teamListFragment, invitationListFragment],
);

const peoplePageFeed = graphql(
  `
    subscription PeoplePageFeed($after: Cursor) {
      feed: activityFeed(
        after: $after
        filter: { subjectTypes: [User, Team, Invitation, Workspace] }
      ) {
        ...FeedItemParts
        ... on FeedEvent {
          subject {
            __typename
            ... on User {
              id
              ...PersonRow
            }
            ... on Team {
              id
              ...TeamList
            }
            ... on Invitation {
              id
              ...InvitationList
            }
            ... on Workspace {
              id
              ...RoleRules
            }
          }
        }
      }
    }
  `,
  [
    feedItemFragment,
    personRowFragment,
    teamListFragment,
    invitationListFragment,
    roleRulesFragment,
  ],
);

type Open =
  | { readonly dialog: 'edit' | 'suspend'; readonly personId: string }
  | { readonly dialog: 'invite' | 'team' };

/** Who works here, in which teams, and what each of them sees. For who may change it. */
export function PeoplePage() {
  const permissions = usePermissions();
  const [result, execute] = useQuery({
    query: peoplePageQuery,
    requestPolicy: 'cache-and-network',
    pause: !permissions.has('USERS_WRITE'),
  });
  const { data, error } = result;
  const reload = () => execute({ requestPolicy: 'network-only' });
  const loadedAt = feedHeadOf(result);
  const [after, setAfter] = useState(loadedAt);
  if (after === null && loadedAt !== null) setAfter(loadedAt);
  const handleGap = () => {
    setAfter(null);
    reload();
  };
  useFeed({ document: peoplePageFeed, variables: {}, after, onGap: handleGap });
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);

  if (permissions.size > 0 && !permissions.has('USERS_WRITE')) {
    return (
      <BlankSlate isPage icon={IconLock} title="This page is for admins">
        Ask an owner or an admin of the workspace.
      </BlankSlate>
    );
  }
  if (error && !data?.viewer) return <LoadFailure error={error} onRetry={reload} />;
  const viewer = data?.viewer;
  const people = data?.users.nodes ?? [];
  const teams = (data?.teams.nodes ?? []).filter(({ archivedAt }) => archivedAt === null);
  const mayMakeOwners = viewer?.role === 'OWNER';
  const chosen = people.find(({ id }) => open && 'personId' in open && id === open.personId);
  const dialogOf = (dialog: Open['dialog']) => ({
    isOpen: open?.dialog === dialog,
    onClose: close,
  });

  return (
    <Stack maw={820} mx="auto" p="md" gap="lg">
      <div>
        <PageTitle>People</PageTitle>
        <Text c="dimmed" size="sm">
          Who works here, and what each of them sees.
        </Text>
      </div>
      <Section
        title="Users"
        isLoading={!viewer}
        action={
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setOpen({ dialog: 'invite' })}
          >
            Invite
          </Button>
        }
      >
        <ul className={listClasses['list']} aria-label="Users">
          {people.map((person: PersonRef & { readonly id: string }) => (
            <PersonRow
              key={person.id}
              person={person}
              isViewer={person.id === viewer?.user.id}
              onEdit={() => setOpen({ dialog: 'edit', personId: person.id })}
              onSuspend={() => setOpen({ dialog: 'suspend', personId: person.id })}
            />
          ))}
        </ul>
      </Section>
      <Section title="Invitations" isLoading={!viewer}>
        <InvitationList invitations={data?.invitations.nodes ?? []} />
      </Section>
      <Section
        title="Teams"
        isLoading={!viewer}
        action={
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpen({ dialog: 'team' })}
          >
            New team
          </Button>
        }
      >
        <TeamList teams={teams} />
      </Section>
      <Section title="What roles see" isLoading={!viewer}>
        {viewer && <RoleRules workspace={viewer.workspace} />}
      </Section>

      <Dialog title="Change access" {...dialogOf('edit')}>
        {chosen && (
          <EditAccessForm
            key={chosen.id}
            person={chosen}
            teams={teams}
            mayMakeOwners={mayMakeOwners}
            onDone={close}
          />
        )}
      </Dialog>
      <Dialog title="Suspend or restore" {...dialogOf('suspend')}>
        {chosen && <SuspendUser key={chosen.id} person={chosen} onDone={close} />}
      </Dialog>
      <Dialog title="Invite somebody" {...dialogOf('invite')}>
        <InviteForm teams={teams} mayMakeOwners={mayMakeOwners} onDone={close} />
      </Dialog>
      <Dialog title="New team" {...dialogOf('team')}>
        <TeamForm onDone={close} />
      </Dialog>
    </Stack>
  );
}

interface SectionProps {
  title: string;
  isLoading: boolean;
  action?: ReactNode;
  children: ReactNode;
}

function Section({ title, isLoading, action, children }: SectionProps) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <div className={classes['heading']}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {action}
      </div>
      {isLoading ? <RowSkeletons count={SKELETONS} height={ROW_PX} /> : children}
    </Paper>
  );
}

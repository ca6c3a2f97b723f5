import { Stack, Text } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graph/graphql.ts';
import { countWords } from '../../lib/count-words.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { refusalOf } from './refusal-of.ts';
import { TeamForm } from './team-form.tsx';
import classes from './settings-list.module.css';

export const teamListFragment = graphql(`
  fragment TeamList on Team {
    id
    name
    version
    archivedAt
    members(first: 0) {
      totalCount
    }
  }
`);

const archiveTeamMutation = graphql(`
  mutation TeamListArchive($input: ArchiveTeamInput!) {
    archiveTeam(input: $input) {
      __typename
      ... on Team {
        id
        version
        archivedAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

interface TeamListProps {
  teams: readonly FragmentOf<typeof teamListFragment>[];
}

/** The teams of the workspace, with a way to rename one or put it away. */
export function TeamList({ teams: refs }: TeamListProps) {
  const [, archiveTeam] = useMutation(archiveTeamMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [renamed, setRenamed] = useState<ResultOf<typeof teamListFragment> | null>(null);
  const teams = readFragment(teamListFragment, refs).filter(({ archivedAt }) => !archivedAt);

  async function handleArchive(id: string, seenVersion: number) {
    const { data, error } = await archiveTeam({ input: { id, seenVersion } });
    setRefusal(refusalOf(data?.archiveTeam, error));
  }

  return (
    <Stack gap="xs">
      {refusal && <Notice>{refusal}</Notice>}
      {teams.length === 0 && (
        <Text size="sm" c="dimmed">
          No teams yet. People of one team can share their customers.
        </Text>
      )}
      <ul className={classes['list']}>
        {teams.map((team) => (
          <li key={team.id} className={classes['row']}>
            <div className={classes['about']}>
              <Text size="sm" fw={500} component="h3">
                {team.name}
              </Text>
              <Text size="xs" c="dimmed">
                {countWords(team.members.totalCount, 'person', 'people')}
              </Text>
            </div>
            <ActionMenu
              label={`More for the team ${team.name}`}
              actions={[
                { label: 'Rename', icon: IconPencil, onClick: () => setRenamed(team) },
                {
                  label: 'Archive',
                  icon: IconArchive,
                  onClick: () => void handleArchive(team.id, team.version),
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <Dialog title="Rename the team" isOpen={renamed !== null} onClose={() => setRenamed(null)}>
        {renamed && <TeamForm team={renamed} onDone={() => setRenamed(null)} />}
      </Dialog>
    </Stack>
  );
}

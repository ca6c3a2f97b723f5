import { Badge, Text } from '@mantine/core';
import { IconLock, IconLockOpen, IconShieldCog } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../../graph/graphql.ts';
import { enumWords } from '../../lib/enum-words.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { scopeWords } from './access-words.ts';
import classes from './settings-list.module.css';

export const personRowFragment = graphql(`
  fragment PersonRow on User {
    id
    name
    email
    role
    customerScope
    effectiveCustomerScope
    suspendedAt
    version
    team {
      id
      name
    }
  }
`);

export type PersonRef = FragmentOf<typeof personRowFragment>;

interface PersonRowProps {
  person: PersonRef;
  /** Whether it is the viewer, whose own access is for others to change. */
  isViewer: boolean;
  onEdit: () => void;
  onSuspend: () => void;
}

/** One person of the workspace: what they may do and see, and a menu to change it. */
export function PersonRow({ person: ref, isViewer, onEdit, onSuspend }: PersonRowProps) {
  const person = readFragment(personRowFragment, ref);
  const isSuspended = person.suspendedAt !== null;
  const actions = [
    { label: 'Change access', icon: IconShieldCog, onClick: onEdit },
    isSuspended
      ? { label: 'Restore', icon: IconLockOpen, onClick: onSuspend }
      : { label: 'Suspend', icon: IconLock, isDangerous: true, onClick: onSuspend },
  ];
  return (
    <li className={classes['row']}>
      <PersonAvatar name={person.name} size={34} />
      <div className={classes['about']}>
        <Text size="sm" fw={500} component="h3">
          {person.name}
          {isViewer && ' (you)'}
        </Text>
        <Text size="xs" c="dimmed" className={classes['words'] ?? ''}>
          {person.email}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            enumWords(person.role),
            person.team?.name ?? 'No team',
            scopeWords[person.effectiveCustomerScope],
          ].join(' · ')}
        </Text>
      </div>
      {isSuspended && (
        <Badge color="red" variant="outline" tt="none" fw={500}>
          Suspended
        </Badge>
      )}
      {!isViewer && <ActionMenu label={`More for ${person.name}`} actions={actions} />}
    </li>
  );
}

import { Text } from '@mantine/core';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './present-people.module.css';
import { type Present, usePresence } from './use-presence.ts';

const does: Record<Present['activity'], string> = {
  WRITING: 'is writing…',
  VIEWING: 'is here',
  IDLE: 'is away',
};

interface PresentPeopleProps {
  customerId: string;
  /** Who looks: left out. */
  ownId: string | undefined;
}

/** The others who are at the customer now, with what they do. Nothing while there are none. */
export function PresentPeople({ customerId, ownId }: PresentPeopleProps) {
  const people = usePresence(customerId, ownId);
  if (people.length === 0) return null;
  return (
    <ul className={classes['people']} aria-label="Here now">
      {people.map(({ id, name, activity }) => (
        <li key={id} className={classes['person']} data-activity={activity}>
          <PersonAvatar name={name} size={22} />
          <Text component="span" size="xs">
            {name} {does[activity]}
          </Text>
        </li>
      ))}
    </ul>
  );
}

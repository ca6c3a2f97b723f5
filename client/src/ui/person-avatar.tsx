import { Avatar } from '@mantine/core';
import { firstLetter } from '../lib/first-letter.ts';

interface PersonAvatarProps {
  name: string;
  size?: number;
  /** Firms have corners, people do not. */
  isFirm?: boolean;
}

/** Stands for a person or firm by the first letter of its name. */
export function PersonAvatar({ name, size = 32, isFirm = false }: PersonAvatarProps) {
  return (
    <Avatar size={size} radius={isFirm ? 'md' : 'xl'} variant="default" aria-hidden>
      {firstLetter(name)}
    </Avatar>
  );
}

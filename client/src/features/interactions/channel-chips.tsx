import { Chip, Group } from '@mantine/core';
import classes from './channel-chips.module.css';
import { type Channel, channels } from './channels.ts';

interface ChannelChipsProps {
  chosen: readonly Channel[];
  onChange: (chosen: Channel[]) => void;
}

/** Chooses the channels of one timeline. None chosen means all. */
export function ChannelChips({ chosen, onChange }: ChannelChipsProps) {
  return (
    <Chip.Group multiple value={[...chosen]} onChange={onChange}>
      <Group gap={6} component="fieldset" aria-label="Channels" className={classes['chips'] ?? ''}>
        {(Object.keys(channels) as Channel[]).map((channel) => (
          <Chip key={channel} value={channel} size="xs" variant="outline">
            {channels[channel].label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

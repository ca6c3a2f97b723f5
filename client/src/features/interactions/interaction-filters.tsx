import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { ChannelIcon } from './channel-icon.tsx';
import { type Channel, channels, type Direction, directions } from './channels.ts';

const CHANNEL_ICON_SIZE = 22;

const channelChoices = (Object.keys(channels) as Channel[]).map((value) => ({
  value,
  label: channels[value].label,
  icon: <ChannelIcon channel={value} size={CHANNEL_ICON_SIZE} />,
}));

const directionChoices = (Object.keys(directions) as Direction[]).map((value) => ({
  value,
  label: directions[value],
}));

interface InteractionChoice {
  readonly channels: readonly Channel[];
  readonly directions: readonly Direction[];
  readonly agents: readonly string[];
}

interface InteractionFiltersProps {
  chosen: InteractionChoice;
  agents: readonly { readonly id: string; readonly name: string }[];
  onChange: (chosen: InteractionChoice) => void;
  children?: ReactNode;
}

/** Chooses channels, directions and agents. */
export function InteractionFilters({
  chosen,
  agents,
  onChange,
  children,
}: InteractionFiltersProps) {
  return (
    <Group gap="xs">
      <ChoiceMenu
        label="Channel"
        choices={channelChoices}
        chosen={chosen.channels}
        onChange={(picked) => onChange({ ...chosen, channels: picked })}
      />
      <ChoiceMenu
        label="Direction"
        choices={directionChoices}
        chosen={chosen.directions}
        onChange={(picked) => onChange({ ...chosen, directions: picked })}
      />
      <ChoiceMenu
        label="Agent"
        choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={chosen.agents}
        onChange={(picked) => onChange({ ...chosen, agents: picked })}
      />
      {children}
    </Group>
  );
}

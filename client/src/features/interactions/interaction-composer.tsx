import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type Channel, channels } from './channels.ts';
import { LogInteractionForm } from './log-interaction-form.tsx';
import type { NewInteraction } from './use-log-interaction.ts';

const ICON_SIZE = 16;

/** The channels one logs most; the form has the others. */
const offered: readonly Channel[] = ['CALL', 'EMAIL', 'MEETING', 'NOTE'];

interface InteractionComposerProps {
  customerId: string;
  onSubmit: (interaction: NewInteraction) => void;
}

/** Offers to log an interaction, and opens the form for it. */
export function InteractionComposer({ customerId, onSubmit }: InteractionComposerProps) {
  const [channel, setChannel] = useState<Channel | null>(null);
  if (channel !== null) {
    return (
      <LogInteractionForm
        customerId={customerId}
        initialChannel={channel}
        onSubmit={(interaction) => {
          setChannel(null);
          onSubmit(interaction);
        }}
        onCancel={() => setChannel(null)}
      />
    );
  }
  return (
    <Group gap="xs" p="sm" px="md">
      {offered.map((value) => {
        const { icon: Picture, noun } = channels[value];
        return (
          <Button
            key={value}
            variant="default"
            size="xs"
            leftSection={<Picture size={ICON_SIZE} stroke={1.8} aria-hidden />}
            onClick={() => setChannel(value)}
          >
            Log {noun}
          </Button>
        );
      })}
    </Group>
  );
}

import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type Channel, channels } from './channels.ts';
import type { InteractionValues } from './interaction-fields.tsx';
import { LogInteractionForm } from './log-interaction-form.tsx';
import type { NewInteraction } from './use-log-interaction.ts';

const ICON_SIZE = 16;

/** The channels one logs most; the form has the others. */
const offered: readonly Channel[] = ['CALL', 'EMAIL', 'MEETING', 'NOTE'];

interface InteractionComposerProps {
  customerId: string;
  /** Something written before, to go on from; opens the form. */
  draft: InteractionValues | null;
  onSubmit: (interaction: NewInteraction, values: InteractionValues) => void;
  onOpen: () => void;
  onClose: () => void;
  /** Called while something is being written, and with false when no more is. */
  onWriting: (isWriting: boolean) => void;
}

/** Offers to log an interaction, and opens the form for it. */
export function InteractionComposer(props: InteractionComposerProps) {
  const { customerId, draft, onSubmit, onOpen, onClose, onWriting } = props;
  const [chosen, setChosen] = useState<Channel | null>(null);
  const channel = draft?.channel ?? chosen;
  if (channel !== null) {
    const close = () => {
      setChosen(null);
      onWriting(false);
      onClose();
    };
    return (
      <div
        onInput={() => onWriting(true)}
        onBlur={({ currentTarget, relatedTarget }) =>
          currentTarget.contains(relatedTarget) || onWriting(false)
        }
      >
        <LogInteractionForm
          key={draft ? JSON.stringify(draft) : 'new'}
          customerId={customerId}
          initialChannel={channel}
          draft={draft ?? undefined}
          onSubmit={(interaction, values) => {
            close();
            onSubmit(interaction, values);
          }}
          onCancel={close}
        />
      </div>
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
            onClick={() => {
              setChosen(value);
              onOpen();
            }}
          >
            Log {noun}
          </Button>
        );
      })}
    </Group>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { type Channel, channels, type Direction } from './channels.ts';
import {
  InteractionFields,
  interactionRules,
  type InteractionValues,
  timedChannels,
} from './interaction-fields.tsx';
import type { NewInteraction } from './use-log-interaction.ts';

const MINUTE_SECONDS = 60;

const usualDirection = (channel: Channel): Direction =>
  channel === 'NOTE' ? 'INTERNAL' : 'OUTBOUND';

interface LogInteractionFormProps {
  customerId: string;
  initialChannel: Channel;
  /** What was written before, to go on from. */
  draft?: InteractionValues | undefined;
  onSubmit: (interaction: NewInteraction, values: InteractionValues) => void;
  onCancel: () => void;
}

/** Writes down what happened with a customer. */
export function LogInteractionForm({
  customerId,
  initialChannel,
  draft,
  onSubmit,
  onCancel,
}: LogInteractionFormProps) {
  const subject = useRef<HTMLInputElement>(null);
  useEffect(() => subject.current?.focus(), []);
  const form = useForm<InteractionValues>({
    initialValues: draft ?? {
      channel: initialChannel,
      direction: usualDirection(initialChannel),
      subject: '',
      body: '',
      occurredAt: '',
      minutes: '',
    },
    validate: interactionRules,
  });

  function handleSubmit(values: InteractionValues) {
    const minutes = Number(values.minutes);
    const interaction: NewInteraction = {
      customerId,
      channel: values.channel,
      direction: values.direction,
      subject: values.subject.trim() || null,
      body: values.body.trim() || null,
      ...(values.occurredAt && { occurredAt: new Date(values.occurredAt).toISOString() }),
      ...(timedChannels.has(values.channel) &&
        minutes > 0 && { durationSeconds: minutes * MINUTE_SECONDS }),
    };
    onSubmit(interaction, values);
  }

  return (
    <form onSubmit={form.onSubmit(handleSubmit)} aria-label="Log an interaction">
      <Stack gap="sm" p="md">
        <InteractionFields
          form={form}
          subjectRef={subject}
          isNew
          onChannel={(channel) => form.setValues({ channel, direction: usualDirection(channel) })}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit">Log {channels[form.values.channel].noun}</Button>
        </Group>
      </Stack>
    </form>
  );
}

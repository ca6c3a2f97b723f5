import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { type Channel, channels, type Direction, directions } from './channels.ts';
import type { NewInteraction } from './use-log-interaction.ts';

const SUBJECT_MAX = 200;
const MINUTE_SECONDS = 60;
const MAX_MINUTES = 1_440;

/** What a person writes down; orders, tickets and campaigns come from the systems that hold them. */
const written: readonly Channel[] = ['CALL', 'EMAIL', 'MEETING', 'CHAT', 'SMS', 'SOCIAL', 'NOTE'];
const timed: ReadonlySet<Channel> = new Set(['CALL', 'MEETING', 'CHAT']);

const channelChoices = written.map((value) => ({ value, label: channels[value].label }));
const directionChoices = (Object.keys(directions) as Direction[]).map((value) => ({
  value,
  label: directions[value],
}));

interface FormValues {
  channel: Channel;
  direction: Direction;
  subject: string;
  body: string;
  /** In the reader's time zone, without seconds; empty: now. */
  occurredAt: string;
  minutes: number | string;
}

const usualDirection = (channel: Channel): Direction =>
  channel === 'NOTE' ? 'INTERNAL' : 'OUTBOUND';

interface LogInteractionFormProps {
  customerId: string;
  initialChannel: Channel;
  onSubmit: (interaction: NewInteraction) => void;
  onCancel: () => void;
}

/** Writes down what happened with a customer. */
export function LogInteractionForm({
  customerId,
  initialChannel,
  onSubmit,
  onCancel,
}: LogInteractionFormProps) {
  const subject = useRef<HTMLInputElement>(null);
  useEffect(() => subject.current?.focus(), []);
  const form = useForm<FormValues>({
    initialValues: {
      channel: initialChannel,
      direction: usualDirection(initialChannel),
      subject: '',
      body: '',
      occurredAt: '',
      minutes: '',
    },
    validate: {
      subject: (text, { body }) =>
        text.trim() === '' && body.trim() === '' ? 'Write a subject or a note.' : null,
      occurredAt: (at) =>
        at !== '' && new Date(at) > new Date() ? 'This has not happened yet.' : null,
    },
  });
  const { channel } = form.values;

  function handleSubmit(values: FormValues) {
    const minutes = Number(values.minutes);
    onSubmit({
      customerId,
      channel: values.channel,
      direction: values.direction,
      subject: values.subject.trim() || null,
      body: values.body.trim() || null,
      ...(values.occurredAt && { occurredAt: new Date(values.occurredAt).toISOString() }),
      ...(timed.has(values.channel) &&
        minutes > 0 && { durationSeconds: minutes * MINUTE_SECONDS }),
    });
  }

  function handleChannel(value: string | null) {
    const next = channelChoices.find((choice) => choice.value === value)?.value;
    if (next) form.setValues({ channel: next, direction: usualDirection(next) });
  }

  return (
    <form onSubmit={form.onSubmit(handleSubmit)} aria-label="Log an interaction">
      <Stack gap="sm" p="md">
        <Group gap="sm" align="flex-end">
          <Select
            label="Channel"
            w={130}
            data={channelChoices}
            allowDeselect={false}
            value={channel}
            onChange={handleChannel}
          />
          <SegmentedControl
            aria-label="Direction"
            data={directionChoices}
            value={form.values.direction}
            onChange={(value) => form.setFieldValue('direction', value)}
          />
        </Group>
        <TextInput
          ref={subject}
          label="Subject"
          placeholder="What was it about?"
          maxLength={SUBJECT_MAX}
          {...form.getInputProps('subject')}
        />
        <Textarea
          label="Note"
          placeholder="What was said or agreed"
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('body')}
        />
        <Group gap="sm" align="flex-start">
          <TextInput
            label="When"
            description="Empty: now"
            type="datetime-local"
            w={210}
            {...form.getInputProps('occurredAt')}
          />
          {timed.has(channel) && (
            <NumberInput
              label="Minutes"
              description="If you know"
              w={110}
              min={1}
              max={MAX_MINUTES}
              allowDecimal={false}
              {...form.getInputProps('minutes')}
            />
          )}
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit">Log {channels[channel].noun}</Button>
        </Group>
      </Stack>
    </form>
  );
}

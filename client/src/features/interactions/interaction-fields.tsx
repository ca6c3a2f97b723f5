import { Group, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { RefObject } from 'react';
import { type Channel, channels, type Direction, directions } from './channels.ts';

const SUBJECT_MAX = 500;
const MAX_MINUTES = 1_440;

/** What a person writes down; orders, tickets and campaigns come from the systems that hold them. */
const written: readonly Channel[] = ['CALL', 'EMAIL', 'MEETING', 'CHAT', 'SMS', 'SOCIAL', 'NOTE'];

/** The channels on which it is worth knowing how long it took. */
export const timedChannels: ReadonlySet<Channel> = new Set(['CALL', 'MEETING', 'CHAT']);

const directionChoices = (Object.keys(directions) as Direction[]).map((value) => ({
  value,
  label: directions[value],
}));

/** An interaction as a form holds it: empty text instead of nothing. */
export interface InteractionValues {
  channel: Channel;
  direction: Direction;
  subject: string;
  body: string;
  /** In the reader's time zone, without seconds; empty: now. */
  occurredAt: string;
  minutes: number | string;
}

/** What makes these values no interaction, field by field. */
export const interactionRules = {
  subject: (text: string, { body }: InteractionValues) =>
    text.trim() === '' && body.trim() === '' ? 'Write a subject or a note.' : null,
  occurredAt: (at: string) =>
    at !== '' && new Date(at) > new Date() ? 'This has not happened yet.' : null,
};

interface InteractionFieldsProps {
  form: UseFormReturnType<InteractionValues>;
  subjectRef?: RefObject<HTMLInputElement | null>;
  isNew: boolean;
  onChannel: (channel: Channel) => void;
}

/** The fields for what happened with a customer. */
export function InteractionFields({ form, subjectRef, isNew, onChannel }: InteractionFieldsProps) {
  const { channel } = form.values;
  const offered = written.includes(channel) ? written : [channel, ...written];
  const choices = offered.map((value) => ({ value, label: channels[value].label }));
  return (
    <>
      <Group gap="sm" align="flex-end">
        <Select
          label="Channel"
          w={130}
          data={choices}
          allowDeselect={false}
          value={channel}
          onChange={(value) => {
            const next = offered.find((one) => one === value);
            if (next) onChannel(next);
          }}
        />
        <SegmentedControl
          aria-label="Direction"
          data={directionChoices}
          value={form.values.direction}
          onChange={(value) => form.setFieldValue('direction', value)}
        />
      </Group>
      <TextInput
        ref={subjectRef}
        label="Subject"
        placeholder="What was it about?"
        maxLength={SUBJECT_MAX}
        data-autofocus
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
          description={isNew && 'Empty: now'}
          required={!isNew}
          type="datetime-local"
          w={210}
          {...form.getInputProps('occurredAt')}
        />
        {timedChannels.has(channel) && (
          <NumberInput
            label="Minutes"
            description={isNew && 'If you know'}
            w={110}
            min={1}
            max={MAX_MINUTES}
            allowDecimal={false}
            {...form.getInputProps('minutes')}
          />
        )}
      </Group>
    </>
  );
}

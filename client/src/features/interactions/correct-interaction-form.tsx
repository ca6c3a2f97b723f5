import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { type CorrectableInteraction, correctionsOf, valuesOf } from './interaction-corrections.ts';
import {
  InteractionFields,
  interactionRules,
  type InteractionValues,
} from './interaction-fields.tsx';
import { useCorrectInteraction } from './use-correct-interaction.ts';

interface CorrectInteractionFormProps {
  interaction: CorrectableInteraction;
  onDone: () => void;
}

/** Puts right what was written down of an interaction. */
export function CorrectInteractionForm({ interaction, onDone }: CorrectInteractionFormProps) {
  const { isSaving, correct } = useCorrectInteraction();
  const [opened] = useState(() => valuesOf(interaction));
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<InteractionValues>({
    initialValues: opened,
    validate: {
      ...interactionRules,
      occurredAt: (at) => (at === '' ? 'Say when it was.' : interactionRules.occurredAt(at)),
    },
  });

  async function handleSubmit(values: InteractionValues) {
    setFailure(null);
    const refusal = await correct({ id: interaction.id, ...correctionsOf(opened, values) });
    if (!refusal) return onDone();
    const names = refusal.path.map((name) => (name === 'durationSeconds' ? 'minutes' : name));
    const field = names.find((name) => name in values);
    return field ? form.setFieldError(field, refusal.message) : setFailure(refusal.message);
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {failure && <Notice>{failure}</Notice>}
        <InteractionFields
          form={form}
          isNew={false}
          onChannel={(channel) => form.setFieldValue('channel', channel)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

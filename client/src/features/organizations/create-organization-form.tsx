import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { countryCodes } from '../../lib/country-codes.ts';
import { countryName } from '../../lib/country-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { type NewOrganization, useCreateOrganization } from './use-create-organization.ts';

interface FormValues {
  name: string;
  domain: string;
  industry: string;
  size: number | string;
  country: string | null;
}

interface CreateOrganizationFormProps {
  onCreated: (organizationId: string) => void;
  onCancel: () => void;
}

/** Takes a new organisation into the record. */
export function CreateOrganizationForm({ onCreated, onCancel }: CreateOrganizationFormProps) {
  const { isCreating, create } = useCreateOrganization();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<FormValues>({
    initialValues: { name: '', domain: '', industry: '', size: '', country: null },
    validate: { name: (name) => (name.trim() === '' ? 'An organisation needs a name.' : null) },
  });

  async function handleSubmit(values: FormValues) {
    setFailure(null);
    const outcome = await create(inputOf(values));
    if (outcome.createdId !== null) return onCreated(outcome.createdId);
    const field = outcome.path.find((name) => name in values);
    return field ? form.setFieldError(field, outcome.message) : setFailure(outcome.message);
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {failure && <Notice>{failure}</Notice>}
        <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
        <TextInput label="Web domain" placeholder="example.com" {...form.getInputProps('domain')} />
        <TextInput label="Industry" {...form.getInputProps('industry')} />
        <Group grow align="flex-start">
          <NumberInput
            label="Size"
            placeholder="How many people"
            min={0}
            allowDecimal={false}
            thousandSeparator=" "
            {...form.getInputProps('size')}
          />
          <Select
            label="Country"
            placeholder="Not known"
            data={countryChoices()}
            searchable
            clearable
            {...form.getInputProps('country')}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={isCreating}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function countryChoices() {
  return countryCodes
    .map((value) => ({ value, label: countryName(value) }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

function inputOf(values: FormValues): NewOrganization {
  return {
    name: values.name.trim(),
    domain: values.domain.trim() || null,
    industry: values.industry.trim() || null,
    size: values.size === '' ? null : Number(values.size),
    country: values.country,
  };
}

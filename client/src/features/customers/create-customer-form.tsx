import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { customerFields } from './customer-values.ts';
import { type LifecycleStage, stageChoices } from './lifecycle-stages.ts';
import { type ChosenOrganization, OrganizationSelect } from './organization-select.tsx';
import { type NewCustomer, useCreateCustomer } from './use-create-customer.ts';

interface FormValues {
  name: string;
  email: string;
  phone: string;
  organizationId: ChosenOrganization | null;
  lifecycleStage: LifecycleStage;
  ownerId: string | null;
  tags: string[];
}

interface CreateCustomerFormProps {
  /** Where the customer belongs, when that is known beforehand. */
  organization?: ChosenOrganization | undefined;
  owners: readonly { readonly id: string; readonly name: string }[];
  onCreated: (customerId: string) => void;
  onCancel: () => void;
}

/** Takes a new customer into the record. */
export function CreateCustomerForm({
  organization,
  owners,
  onCreated,
  onCancel,
}: CreateCustomerFormProps) {
  const { isCreating, create } = useCreateCustomer();
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<FormValues>({
    initialValues: {
      name: '',
      email: '',
      phone: '',
      organizationId: organization ?? null,
      lifecycleStage: 'LEAD',
      ownerId: null,
      tags: [],
    },
    validate: { name: (name) => (name.trim() === '' ? 'A customer needs a name.' : null) },
  });

  async function handleSubmit(values: FormValues) {
    setFailure(null);
    const outcome = await create(inputOf(values));
    if (outcome.createdId !== null) return onCreated(outcome.createdId);
    const { message, owner } = outcome;
    const field = outcome.path.find((name) => name in values);
    if (!field) return setFailure(message);
    return form.setFieldError(
      field,
      <>
        {message}{' '}
        {owner && (
          <TextLink to="/customers/$customerId" params={{ customerId: owner.id }} fz="inherit">
            Open {owner.name}
          </TextLink>
        )}
      </>,
    );
  }

  return (
    <form onSubmit={form.onSubmit((values) => void handleSubmit(values))} noValidate>
      <Stack>
        {failure && <Notice>{failure}</Notice>}
        <TextInput
          label={customerFields.name}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput label={customerFields.email} type="email" {...form.getInputProps('email')} />
        <TextInput
          label={customerFields.phone}
          type="tel"
          placeholder="+31 20 123 4567"
          {...form.getInputProps('phone')}
        />
        <OrganizationSelect
          label="Organisation"
          value={form.values.organizationId}
          onChange={(chosen) => form.setFieldValue('organizationId', chosen)}
          error={form.errors['organizationId']}
        />
        <Group grow align="flex-start">
          <Select
            label={customerFields.lifecycleStage}
            data={stageChoices}
            allowDeselect={false}
            {...form.getInputProps('lifecycleStage')}
          />
          <Select
            label="Owner"
            placeholder="Nobody"
            data={owners.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            {...form.getInputProps('ownerId')}
          />
        </Group>
        <TagsInput label={customerFields.tags} {...form.getInputProps('tags')} />
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

function inputOf(values: FormValues): NewCustomer {
  const { organizationId: organization, ...rest } = values;
  return {
    ...rest,
    name: values.name.trim(),
    email: values.email.trim() || null,
    phone: values.phone.trim() || null,
    organizationId: organization?.id ?? null,
  };
}

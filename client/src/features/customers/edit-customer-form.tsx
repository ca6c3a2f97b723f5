import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { ConflictChoices } from './conflict-choices.tsx';
import { customerFields, type EditedCustomer, valuesOf } from './customer-values.ts';
import { stageChoices } from './lifecycle-stages.ts';
import { useEditCustomer } from './use-edit-customer.ts';

interface EditCustomerFormProps {
  /** As it was when the form was opened; later changes are noticed when saving. */
  customer: EditedCustomer;
  onDone: () => void;
}

/** Edits a customer, and settles with whoever edited it at the same time. */
export function EditCustomerForm({ customer, onDone }: EditCustomerFormProps) {
  const { isSaving, conflict, refusal, save, choose } = useEditCustomer(customer, onDone);
  const form = useForm({
    initialValues: { ...valuesOf(customer), tags: [...customer.tags] },
    validate: { name: (name) => (name.trim() === '' ? 'A customer needs a name.' : null) },
  });
  const { setFieldError } = form;
  useEffect(() => {
    if (refusal?.field) setFieldError(refusal.field, refusal.message);
  }, [refusal, setFieldError]);

  return (
    <form onSubmit={form.onSubmit((values) => void save(values))}>
      <Stack>
        {refusal && !refusal.field && <Notice>{refusal.message}</Notice>}
        {conflict ? (
          <ConflictChoices
            fields={conflict.fields}
            yours={form.values}
            theirs={conflict.theirs}
            chosen={conflict.chosen}
            onChoose={choose}
          />
        ) : (
          <>
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
            <TextInput label={customerFields.jobTitle} {...form.getInputProps('jobTitle')} />
            <Select
              label={customerFields.lifecycleStage}
              data={stageChoices}
              allowDeselect={false}
              {...form.getInputProps('lifecycleStage')}
            />
            <Select
              label={customerFields.timeZone}
              data={Intl.supportedValuesOf('timeZone')}
              searchable
              clearable
              {...form.getInputProps('timeZone')}
            />
            <TagsInput label={customerFields.tags} {...form.getInputProps('tags')} />
          </>
        )}
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

import { Radio, Stack, Text } from '@mantine/core';
import { Notice } from '../../ui/notice.tsx';
import {
  customerFields,
  type CustomerField,
  type CustomerValues,
  shownValue,
} from './customer-values.ts';

export type Side = 'yours' | 'theirs';

interface ConflictChoicesProps {
  /** The fields that both sides changed, differently. */
  fields: readonly CustomerField[];
  yours: CustomerValues;
  theirs: CustomerValues;
  chosen: Readonly<Partial<Record<CustomerField, Side>>>;
  onChoose: (field: CustomerField, side: Side) => void;
}

/** Shows what somebody else saved meanwhile beside one's own values, field by field, to choose from. */
export function ConflictChoices({ fields, yours, theirs, chosen, onChoose }: ConflictChoicesProps) {
  return (
    <Stack>
      <Notice>
        Somebody else saved this customer while you were editing.{' '}
        {fields.length === 0
          ? 'You changed different things, so nothing is lost: save again to add yours.'
          : 'Choose what to keep, then save again. Nothing has been overwritten.'}
      </Notice>
      {fields.map((field) => (
        <Radio.Group
          key={field}
          label={customerFields[field]}
          value={chosen[field] ?? 'yours'}
          onChange={(side) => onChoose(field, side)}
        >
          <Stack gap={6} mt={6}>
            <SideRadio side="yours" name="Yours" value={shownValue(yours, field)} />
            <SideRadio side="theirs" name="Theirs" value={shownValue(theirs, field)} />
          </Stack>
        </Radio.Group>
      ))}
    </Stack>
  );
}

function SideRadio({ side, name, value }: { side: Side; name: string; value: string }) {
  return (
    <Radio
      value={side}
      label={
        <>
          <Text span c="dimmed" size="sm">
            {name}:
          </Text>{' '}
          <Text span size="sm" fw={500}>
            {value}
          </Text>
        </>
      }
    />
  );
}

import { Group, Select } from '@mantine/core';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { type CustomerSort, customerSorts } from './customer-sorts.ts';
import { type LifecycleStage, stageChoices } from './lifecycle-stages.ts';

const sortChoices = (Object.keys(customerSorts) as CustomerSort[]).map((value) => ({
  value,
  label: customerSorts[value],
}));

interface CustomerChoice {
  readonly stages: readonly LifecycleStage[];
  readonly owners: readonly string[];
  /** Null: the list's own order, which for a search is the best match first. */
  readonly sort: CustomerSort | null;
}

interface CustomerFiltersProps {
  chosen: CustomerChoice;
  owners: readonly { readonly id: string; readonly name: string }[];
  isSearching: boolean;
  onChange: (chosen: CustomerChoice) => void;
}

/** Chooses stages, owners and the order. */
export function CustomerFilters({ chosen, owners, isSearching, onChange }: CustomerFiltersProps) {
  const best = isSearching ? [{ value: '', label: 'Best match' }] : [];
  return (
    <Group gap="xs">
      <ChoiceMenu
        label="Stage"
        choices={stageChoices}
        chosen={chosen.stages}
        onChange={(stages) => onChange({ ...chosen, stages })}
      />
      <ChoiceMenu
        label="Owner"
        choices={owners.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={chosen.owners}
        onChange={(picked) => onChange({ ...chosen, owners: picked })}
      />
      <Select
        aria-label="Order"
        w={160}
        data={[...best, ...sortChoices]}
        allowDeselect={false}
        value={chosen.sort ?? (isSearching ? '' : 'name')}
        onChange={(sort) => onChange({ ...chosen, sort: (sort || null) as CustomerSort | null })}
      />
    </Group>
  );
}

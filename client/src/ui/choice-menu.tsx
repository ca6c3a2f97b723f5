import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy, type ReactNode } from 'react';
import { MenuOnDemand } from './menu-on-demand.tsx';

const OpenChoiceMenu = lazy(async () => ({
  default: (await import('./open-choice-menu.tsx')).OpenChoiceMenu,
}));

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface ChoiceMenuProps<Value extends string> {
  /** What is chosen, such as "Channel". */
  label: string;
  choices: readonly Choice<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** Chooses any number of values from a list. None chosen means all. */
export function ChoiceMenu<Value extends string>({
  label,
  choices,
  chosen,
  onChange,
}: ChoiceMenuProps<Value>) {
  const [only] = chosen;
  const summary =
    chosen.length === 0
      ? label
      : chosen.length === 1
        ? `${label}: ${choices.find(({ value }) => value === only)?.label ?? 'one'}`
        : `${label}: ${chosen.length}`;

  return (
    <MenuOnDemand
      target={
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          px="sm"
        >
          {summary}
        </Button>
      }
    >
      {(target) => (
        <OpenChoiceMenu
          target={target}
          choices={choices}
          chosen={chosen}
          onChange={(values) =>
            onChange(choices.map(({ value }) => value).filter((value) => values.includes(value)))
          }
        />
      )}
    </MenuOnDemand>
  );
}

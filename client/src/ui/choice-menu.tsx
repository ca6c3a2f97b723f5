import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const MENU_PX = 420;

interface Choice<Value extends string> {
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
    <Menu
      position="bottom-start"
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          px="sm"
        >
          {summary}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={MENU_PX} style={{ overflowY: 'auto' }}>
        <Menu.CheckboxGroup
          value={[...chosen]}
          onChange={(values) =>
            onChange(choices.map(({ value }) => value).filter((value) => values.includes(value)))
          }
        >
          {choices.map(({ value, label: name, icon }) => (
            <Menu.CheckboxItem key={value} value={value} rightSection={icon}>
              {name}
            </Menu.CheckboxItem>
          ))}
        </Menu.CheckboxGroup>
        {chosen.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChange([])}>Show all</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

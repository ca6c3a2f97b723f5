import { Button, Checkbox, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

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

  function toggle(value: Value) {
    onChange(
      chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value],
    );
  }

  return (
    <Menu closeOnItemClick={false} position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          px="sm"
        >
          {summary}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {choices.map(({ value, label: name, icon }) => (
          <Menu.Item
            key={value}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(value)}
            onClick={() => toggle(value)}
            leftSection={
              <Checkbox.Indicator checked={chosen.includes(value)} size="xs" aria-hidden />
            }
            rightSection={icon}
          >
            {name}
          </Menu.Item>
        ))}
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

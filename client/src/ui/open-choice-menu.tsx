import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Choice } from './choice-menu.tsx';
import { OpenMenu } from './open-menu.tsx';

const MENU_PX = 420;

interface OpenChoiceMenuProps {
  target: ReactElement;
  choices: readonly Choice<string>[];
  chosen: readonly string[];
  /** In no particular order. */
  onChange: (chosen: readonly string[]) => void;
}

/** The list that `ChoiceMenu` opens. */
export function OpenChoiceMenu({ target, choices, chosen, onChange }: OpenChoiceMenuProps) {
  return (
    <OpenMenu target={target} position="bottom-start">
      <Menu.Dropdown mah={MENU_PX} style={{ overflowY: 'auto' }}>
        <Menu.CheckboxGroup value={[...chosen]} onChange={onChange}>
          {choices.map(({ value, label, icon }) => (
            <Menu.CheckboxItem key={value} value={value} rightSection={icon}>
              {label}
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
    </OpenMenu>
  );
}

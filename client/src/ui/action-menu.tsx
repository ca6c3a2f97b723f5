import { ActionIcon } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';
import { lazy } from 'react';
import { MenuOnDemand } from './menu-on-demand.tsx';

const OpenActionMenu = lazy(async () => ({
  default: (await import('./open-action-menu.tsx')).OpenActionMenu,
}));

export interface Action {
  readonly label: string;
  readonly icon: Icon;
  readonly isDangerous?: boolean;
  readonly onClick: () => void;
}

interface ActionMenuProps {
  /** What the actions are done to, for who does not see where the button stands. */
  label: string;
  actions: readonly Action[];
  isPlain?: boolean;
}

/** The rarer things that can be done to something, behind three dots. */
export function ActionMenu({ label, actions, isPlain = false }: ActionMenuProps) {
  return (
    <MenuOnDemand
      target={
        <ActionIcon
          aria-label={label}
          variant={isPlain ? 'subtle' : 'default'}
          color="gray"
          size={isPlain ? 24 : 30}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      }
    >
      {(target) => <OpenActionMenu target={target} actions={actions} />}
    </MenuOnDemand>
  );
}

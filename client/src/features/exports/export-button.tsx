import { ActionIcon } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import type { ExportChoice, ExportList } from './use-export.ts';

const ExportPanel = lazy(async () => ({
  default: (await import('./export-panel.tsx')).ExportPanel,
}));

interface ExportButtonProps {
  /** What the list is called: `customers`. */
  noun: string;
  list: ExportList;
  connection: ExportChoice['connection'];
  remark?: string | null;
}

/** A button that writes the list on the screen into a file. What it opens is loaded then. */
export function ExportButton({ noun, list, connection, remark = null }: ExportButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={`Export ${noun}`}
        title={`Export ${noun}`}
        onClick={() => setIsOpen(true)}
      >
        <IconFileExport size={18} aria-hidden />
      </ActionIcon>
      <Dialog title={`Export ${noun}`} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <ExportPanel
          list={list}
          connection={connection}
          remark={remark}
          onClose={() => setIsOpen(false)}
        />
      </Dialog>
    </>
  );
}

import './mantine-controls.css';
import { Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFrameLater } from './use-frame-later.ts';

interface DialogWindowProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** What `Dialog` opens. Its heading is not a `<header>`, which would be a second banner of the page. */
export function DialogWindow({ title, isOpen, onClose, children }: DialogWindowProps) {
  const isShown = useFrameLater(isOpen);
  return (
    <Modal.Root opened={isShown} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Group justify="space-between" mb="md" wrap="nowrap">
            <Modal.Title fw={600}>{title}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

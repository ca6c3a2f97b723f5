import { CloseButton, Group, Modal, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog over the page. Its heading is not a `<header>`, which would be a second banner of the page. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} withCloseButton={false} aria-label={title}>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Title order={2} size="h4">
          {title}
        </Title>
        <CloseButton aria-label="Close" onClick={onClose} />
      </Group>
      {children}
    </Modal>
  );
}

import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface BlankSlateProps {
  icon: Icon;
  title: string;
  /** What to do about it, or why it is so. */
  children?: ReactNode;
  action?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  isPage?: boolean;
}

/** Fills the place of a list that has nothing to show, and says why. */
export function BlankSlate({
  icon: Picture,
  title,
  children,
  action,
  isPage = false,
}: BlankSlateProps) {
  return (
    <Stack align="center" justify="center" gap="sm" py={64} px="md" ta="center">
      <ThemeIcon size={48} radius="xl" variant="default" aria-hidden>
        <Picture size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={isPage ? 1 : 2} size="h4">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

import { Group, Text } from '@mantine/core';

const MARK_SIZE = 26;

/** The product's name and mark. */
export function Wordmark() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/icon.svg" alt="" width={MARK_SIZE} height={MARK_SIZE} />
      <Text fw={650} size="lg">
        Rapport
      </Text>
    </Group>
  );
}

import { Group, Skeleton, Stack } from '@mantine/core';
import classes from './row-skeletons.module.css';

interface RowSkeletonsProps {
  count: number;
  /** As high as the rows that will stand here, so that nothing jumps. */
  height: number;
}

/** Holds the place of a list that is being read. */
export function RowSkeletons({ count, height }: RowSkeletonsProps) {
  return (
    <output aria-label="Loading" className={classes['rows']}>
      {Array.from({ length: count }, (_, row) => (
        <Group key={row} h={height} px="md" gap="sm" wrap="nowrap">
          <Skeleton circle height={32} />
          <Stack gap={8} flex={1}>
            <Skeleton height={11} width={`${34 + ((row * 17) % 30)}%`} />
            <Skeleton height={9} width={`${52 + ((row * 23) % 38)}%`} />
          </Stack>
        </Group>
      ))}
    </output>
  );
}

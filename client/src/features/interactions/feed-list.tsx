import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type Components, Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { FragmentOf } from '../../graph/graphql.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import classes from './feed-list.module.css';
import { FeedRow, type feedRowFragment } from './feed-row.tsx';
import { useHeldBack } from './use-held-back.ts';

const ROW_PX = 60;
const PRELOAD_PX = 600;
const AT_TOP_PX = 8;

interface FeedListProps {
  /** Newest first. */
  interactions: readonly (FragmentOf<typeof feedRowFragment> & { id: string })[];
  /** Those that arrived while the page was open. */
  freshIds: ReadonlySet<string>;
  isLoadingMore: boolean;
  onEnd: () => void;
  onTopChange: (isAtTop: boolean) => void;
}

/** A feed that never moves what is being read: away from its top, what is new waits behind a button. */
export function FeedList({
  interactions,
  freshIds,
  isLoadingMore,
  onEnd,
  onTopChange,
}: FeedListProps) {
  const list = useRef<VirtuosoHandle>(null);
  const [isAtTop, setIsAtTop] = useState(true);
  const { shown, heldCount, release } = useHeldBack(interactions, !isAtTop);

  function handleRelease() {
    release();
    list.current?.scrollToIndex({ index: 0 });
  }

  function handleTopChange(isNowAtTop: boolean) {
    setIsAtTop(isNowAtTop);
    onTopChange(isNowAtTop);
  }

  return (
    <>
      {heldCount > 0 && (
        <Button
          className={classes['held'] ?? ''}
          size="xs"
          radius="xl"
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={handleRelease}
        >
          {heldCount} new
        </Button>
      )}
      <Virtuoso
        ref={list}
        data={[...shown]}
        context={{ isLoadingMore }}
        components={components}
        atTopThreshold={AT_TOP_PX}
        atTopStateChange={handleTopChange}
        computeItemKey={(_, { id }) => id}
        endReached={onEnd}
        increaseViewportBy={PRELOAD_PX}
        itemContent={(_, item) => <FeedRow interaction={item} isFresh={freshIds.has(item.id)} />}
      />
    </>
  );
}

const components: Components<FeedListProps['interactions'][number], { isLoadingMore: boolean }> = {
  Footer: ({ context }) =>
    context.isLoadingMore ? <RowSkeletons count={2} height={ROW_PX} /> : null,
};

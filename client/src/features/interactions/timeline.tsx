import { useEffect, useMemo, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import { type FragmentOf, readFragment } from '../../graph/graphql.ts';
import { dayHeading } from '../../lib/exact-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { InteractionDialogs, type InteractionTask } from './interaction-dialogs.tsx';
import { readLastLooked, rememberLook } from './last-looked.ts';
import { TimelineEntry, timelineEntryFragment } from './timeline-entry.tsx';
import classes from './timeline.module.css';

const PRELOAD_PX = 600;

interface TimelineProps {
  customerId: string;
  /** Newest first. */
  interactions: readonly (FragmentOf<typeof timelineEntryFragment> & { id: string })[];
  /** Those that arrived while the page was open. */
  freshIds: ReadonlySet<string>;
  /** Whether the viewer may put entries right and take them out. */
  canWrite: boolean;
  onEnd: () => void;
}

/** A customer's interactions by day, with a line where the reader left off. */
export function Timeline({ customerId, interactions, freshIds, canWrite, onEnd }: TimelineProps) {
  const [task, setTask] = useState<InteractionTask | null>(null);
  const lastLooked = useLastLooked(customerId);
  const now = useNow();
  const rows = useMemo(() => {
    const entries = interactions.map((ref) => readFragment(timelineEntryFragment, ref));
    return entries.map((entry, index) => {
      const day = dayHeading(new Date(entry.occurredAt), now);
      const before = entries[index - 1];
      return {
        id: entry.id,
        day: before && dayHeading(new Date(before.occurredAt), now) === day ? null : day,
        isWhereLeft:
          lastLooked !== null &&
          before !== undefined &&
          before.occurredAt > lastLooked &&
          entry.occurredAt <= lastLooked,
      };
    });
  }, [interactions, lastLooked, now]);

  return (
    <>
      <Virtuoso
        useWindowScroll
        data={[...interactions]}
        increaseViewportBy={PRELOAD_PX}
        endReached={onEnd}
        computeItemKey={(index) => rows[index]?.id ?? index}
        itemContent={(index, interaction) => {
          const row = rows[index];
          return (
            <>
              {row?.isWhereLeft && (
                <div className={classes['left']}>
                  <span>New since you last looked</span>
                </div>
              )}
              {row?.day && <h2 className={classes['day']}>{row.day}</h2>}
              <TimelineEntry
                interaction={interaction}
                isFresh={row !== undefined && freshIds.has(row.id)}
                onTask={canWrite ? setTask : undefined}
              />
            </>
          );
        }}
      />
      <InteractionDialogs task={task} onClose={() => setTask(null)} />
    </>
  );
}

/** The time of the look before this one; this one is remembered when it ends. */
function useLastLooked(customerId: string): string | null {
  const [lastLooked] = useState(() => readLastLooked(customerId));
  useEffect(() => {
    const remember = () => rememberLook(customerId, new Date());
    addEventListener('pagehide', remember);
    return () => {
      removeEventListener('pagehide', remember);
      remember();
    };
  }, [customerId]);
  return lastLooked;
}

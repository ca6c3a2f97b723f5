import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { graphql, type VariablesOf } from '../../graph/graphql.ts';
import { displayLocale } from '../../lib/display-locale.ts';
import { type LifecycleStage, lifecycleStages } from './lifecycle-stages.ts';
import classes from './stage-counts.module.css';

const stageCountsQuery = graphql(`
  query StageCounts($filter: CustomerFilter, $search: String) {
    customers(first: 0, filter: $filter, search: $search) {
      groups(by: { field: LIFECYCLE_STAGE }) {
        nodes {
          lifecycleStage
          aggregate {
            count
          }
        }
      }
    }
  }
`);

interface StageCountsProps {
  /** What the list is filtered by beside its stages. */
  filter: NonNullable<VariablesOf<typeof stageCountsQuery>['filter']>;
  search: string;
  /** Changes when the list was read anew, and so are the counts. */
  asOf: string | null;
  chosen: readonly LifecycleStage[];
  onChange: (stages: LifecycleStage[]) => void;
}

/** How many customers there are in each stage, of those that the other filters leave; and chooses among them. */
export function StageCounts({ filter, search, asOf, chosen, onChange }: StageCountsProps) {
  const [{ data }, countAnew] = useQuery({
    query: stageCountsQuery,
    variables: { filter, ...(search !== '' && { search }) },
    requestPolicy: 'cache-and-network',
  });
  const counted = useRef(asOf);
  useEffect(() => {
    if (asOf === null || asOf === counted.current) return;
    if (counted.current !== null) countAnew({ requestPolicy: 'network-only' });
    counted.current = asOf;
  }, [asOf, countAnew]);

  const counts = new Map(
    data?.customers.groups.nodes.map(({ lifecycleStage, aggregate }) => [
      lifecycleStage,
      aggregate.count,
    ]),
  );
  const shown = (Object.keys(lifecycleStages) as LifecycleStage[]).filter(
    (stage) => counts.has(stage) || chosen.includes(stage),
  );
  const toggle = (stage: LifecycleStage) =>
    onChange(chosen.includes(stage) ? chosen.filter((one) => one !== stage) : [...chosen, stage]);
  return (
    <fieldset aria-label="Customers by stage" className={classes['counts']}>
      {shown.map((stage) => (
        <button
          key={stage}
          type="button"
          aria-pressed={chosen.includes(stage)}
          className={classes['stage']}
          onClick={() => toggle(stage)}
        >
          {lifecycleStages[stage].label} <b>{numberWords(counts.get(stage) ?? 0)}</b>
        </button>
      ))}
    </fieldset>
  );
}

const numberWords = (count: number) => new Intl.NumberFormat(displayLocale()).format(count);

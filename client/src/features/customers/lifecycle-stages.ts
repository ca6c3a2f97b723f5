import type { graphql } from '../../graph/graphql.ts';

export type LifecycleStage = ReturnType<typeof graphql.scalar<'LifecycleStage'>>;

interface StageLook {
  readonly label: string;
  /** One of Mantine's colours. */
  readonly color: string;
}

/** In the order in which a customer usually passes them. */
export const lifecycleStages: Readonly<Record<LifecycleStage, StageLook>> = {
  SUBSCRIBER: { label: 'Subscriber', color: 'gray' },
  LEAD: { label: 'Lead', color: 'cyan' },
  PROSPECT: { label: 'Prospect', color: 'blue' },
  CUSTOMER: { label: 'Customer', color: 'teal' },
  CHAMPION: { label: 'Champion', color: 'grape' },
  CHURNED: { label: 'Churned', color: 'red' },
};

export const stageChoices = (Object.keys(lifecycleStages) as LifecycleStage[]).map((value) => ({
  value,
  label: lifecycleStages[value].label,
}));

import { type LifecycleStage, lifecycleStages } from './lifecycle-stages.ts';
import classes from './stage-badge.module.css';

/** The customer's lifecycle stage, always in words. */
export function StageBadge({ stage }: { stage: LifecycleStage }) {
  const { label, color } = lifecycleStages[stage];
  return (
    <span className={classes['badge']}>
      <span className={classes['dot']} style={{ background: `var(--mantine-color-${color}-6)` }} />
      {label}
    </span>
  );
}

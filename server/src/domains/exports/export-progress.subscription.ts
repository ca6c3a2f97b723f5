import { builder } from '../../graphql/builder.ts';
import { stoppable } from '../../graphql/stoppable.ts';
import { exportProgress } from './export-progress.ts';
import { Export } from './export.type.ts';

builder.subscriptionField('exportProgress', (t) =>
  t.field({
    type: Export,
    description:
      'How your exports come on: those under way at once, then each as it comes on, at most once a second, and when it ends. It tells states, not differences: after a break just subscribe again. Ends when what you may see changes; subscribe again.',
    subscribe: (_root, _args, ctx) => stoppable(ctx, (signal) => exportProgress(ctx, signal)),
    resolve: (row) => row,
  }),
);

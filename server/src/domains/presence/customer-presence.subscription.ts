import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { CustomerPresence } from './customer-presence.type.ts';
import { presenceStream } from './presence-stream.ts';

builder.subscriptionField('customerPresence', (t) =>
  t.field({
    type: CustomerPresence,
    nullable: true,
    authScopes: { can: 'customers:read' },
    description:
      'Who is at a customer: at once, and as a whole whenever it changes. Whoever announces is there within 2 s and fades within 15 s of the last announcement. Null: there is no such customer for you, or no longer; it ends the stream.',
    args: {
      customerId: t.arg.id({ required: true, description: 'Which customer.' }),
    },
    subscribe: (_root, { customerId }, ctx) =>
      presenceStream(ctx, {
        workspaceId: ctx.viewer.workspaceId,
        customerId: keyOf('Customer', customerId),
      }),
    resolve: ({ place }) => place,
  }),
);

import { loadNode } from '../../graphql/node.ts';
import { problemType } from '../../graphql/problem.type.ts';
import { EmailTaken, OrganizationCycle } from './problems.ts';

problemType(EmailTaken, {
  description: 'Another unarchived customer has this e-mail address.',
  fields: (t) => ({
    customer: t.field({
      type: 'Customer' as never,
      nullable: true,
      description: 'Who has it. Null: deleted meanwhile.',
      resolve: ({ problem: { customerId } }, _args, ctx, info) =>
        loadNode(ctx, info, 'Customer', customerId) as never,
    }),
  }),
});

problemType(OrganizationCycle, {
  description: 'An organisation would come to stand below itself.',
});

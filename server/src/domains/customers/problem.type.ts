import { builder } from '../../graphql/builder.ts';
import { loadNode } from '../../graphql/node.ts';
import { ProblemInterface } from '../../graphql/problem.type.ts';
import { EmailTaken, OrganizationCycle } from './problems.ts';

const interfaces = [ProblemInterface];

builder.objectType(EmailTaken, {
  name: 'EmailTaken',
  interfaces,
  description: 'Another unarchived customer has this e-mail address.',
  fields: (t) => ({
    customer: t.field({
      type: 'Customer' as never,
      nullable: true,
      description: 'Who has it. Null: deleted meanwhile.',
      resolve: ({ customerId }, _args, ctx, info) => loadNode(ctx, info, 'Customer', customerId) as never,
    }),
  }),
});

builder.objectType(OrganizationCycle, {
  name: 'OrganizationCycle',
  interfaces,
  description: 'An organisation would come to stand below itself.',
});

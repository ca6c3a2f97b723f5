import { builder } from '../../graphql/builder.ts';
import { maskedBy } from '../../graphql/masked-fields.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { visibleWhere } from '../../graphql/visibility.ts';
import { customerRows } from './customer-scope.ts';
import { LifecycleStage } from './lifecycle-stage.type.ts';

builder.prismaNode('Customer', {
  description: 'A person the firm deals with: somebody who might buy, buys, or bought.',
  id: { resolve: (customer) => customer.id, description: 'Global id.' },
  nullable: true,
  // A lookup by id alone would hand out other workspaces' customers, and colleagues'.
  findUnique: (id, ctx) => ({
    workspaceId_id: { workspaceId: ctx.viewer.workspaceId, id },
    ...visibleWhere(customerRows, ctx),
  }),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'As the person is called, 1–200 characters. Never split or put together by us.',
    }),
    givenName: t.exposeString('givenName', {
      nullable: true,
      description: 'Null: not known apart.',
    }),
    familyName: t.exposeString('familyName', {
      nullable: true,
      description: 'Null: not known apart.',
    }),
    email: t.expose('email', {
      type: 'EmailAddress',
      nullable: true,
      description:
        'The main address. No two unarchived customers of a workspace share one, whatever its case. Null: none known, or hidden from your role.',
      ...maskedBy('customers.email'),
    }),
    otherEmails: t.expose('otherEmails', {
      type: ['EmailAddress'],
      description:
        'Further addresses, in the order given; at most 20. Empty too where your role may not see them.',
      ...maskedBy('customers.email'),
    }),
    phone: t.expose('phone', {
      type: 'PhoneNumber',
      nullable: true,
      description: 'The main number. Null: none known, or hidden from your role.',
      ...maskedBy('customers.phone'),
    }),
    otherPhones: t.expose('otherPhones', {
      type: ['PhoneNumber'],
      description:
        'Further numbers, in the order given; at most 20. Empty too where your role may not see them.',
      ...maskedBy('customers.phone'),
    }),
    lifecycleStage: t.expose('lifecycleStage', {
      type: LifecycleStage,
      description: 'How far the person has come with the firm.',
    }),
    jobTitle: t.exposeString('jobTitle', {
      nullable: true,
      description: 'What they do at their organisation. Null: not known.',
    }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description: 'IANA name, such as `Europe/Istanbul`. Null: not known.',
    }),
    locale: t.exposeString('locale', {
      nullable: true,
      description:
        'BCP 47 tag of the language to write to them in, such as `nl-NL`. Null: not known.',
    }),
    tags: t.exposeStringList('tags', {
      description: 'Words the firm sorts people by, in the order given; at most 50.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The id in your own system; unique in the workspace. Null: none.',
    }),
    lastInteractionAt: t.expose('lastInteractionAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the latest interaction happened. Null: none yet.',
    }),
    version: t.exposeInt('version', {
      description:
        'Grows by 1 with every change of the profile; interactions leave it. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When the person came into the record.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When the profile last changed.',
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the person was put away. Null: not archived.',
    }),
    organization: t.relation('organization', {
      nullable: true,
      authScopes: { can: 'organizations:read' },
      description: 'Where the person belongs. Null: nowhere that is known.',
    }),
    owner: t.relation('owner', {
      nullable: true,
      authScopes: { can: 'users:read' },
      description: 'Who looks after the person. Null: nobody yet.',
    }),
    team: t.relation('team', {
      nullable: true,
      authScopes: { can: 'users:read' },
      description:
        'Whose customer the person is: the owner’s team, or the one that sees to them while nobody owns them. Null: no team’s.',
    }),
  }),
});

nodeSource('Customer', {
  permission: 'customers:read',
  rows: customerRows,
  model: 'Customer',
});

import { builder } from '../../graphql/builder.ts';
import { nodeSource } from '../../graphql/node-source.ts';

builder.prismaNode('Organization', {
  description: 'A firm, public body or household that customers belong to.',
  id: { resolve: (organization) => organization.id, description: 'Global id.' },
  nullable: true,
  // A lookup by id alone would hand out other workspaces' organisations.
  findUnique: (id, { viewer }) => ({ workspaceId_id: { workspaceId: viewer.workspaceId, id } }),
  fields: (t) => ({
    name: t.exposeString('name', { description: '1–200 characters.' }),
    domain: t.exposeString('domain', {
      nullable: true,
      description: 'Its web domain in lower case, such as `example.com`. Null: not known.',
    }),
    industry: t.exposeString('industry', {
      nullable: true,
      description: 'What it does, in the firm’s own words. Null: not known.',
    }),
    size: t.exposeInt('size', {
      nullable: true,
      description: 'How many people work there. Null: not known.',
    }),
    country: t.exposeString('country', {
      nullable: true,
      description: 'ISO 3166-1 alpha-2, such as `NL`. Null: not known.',
    }),
    tags: t.exposeStringList('tags', {
      description: 'Words the firm sorts organisations by, in the order given; at most 50.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The id in your own system; unique in the workspace. Null: none.',
    }),
    version: t.exposeInt('version', {
      description: 'Grows by 1 with every change. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it came into the record.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was put away. Null: not archived.',
    }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'What it is a part of. Null: it stands by itself.',
    }),
  }),
});

nodeSource('Organization', {
  permission: 'organizations:read',
  model: 'Organization',
});

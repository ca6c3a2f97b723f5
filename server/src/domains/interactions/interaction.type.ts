import { builder } from '../../graphql/builder.ts';
import { maskedBy } from '../../graphql/masked-fields.ts';
import { nodeSource } from '../../graphql/node-source.ts';
import { visibleWhere } from '../../graphql/visibility.ts';
import { rowsOfCustomers } from '../customers/public.ts';
import { Channel, Direction, ParticipantRole } from './channel.type.ts';

const Participant = builder.prismaObject('InteractionParticipant', {
  name: 'Participant',
  description: 'Somebody who took part in an interaction besides its customer and agent.',
  fields: (t) => ({
    role: t.expose('role', { type: ParticipantRole, description: 'What they were in it.' }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'Null: only the address is known, or your role may not see it.',
      ...maskedBy('interactions.participants'),
    }),
    address: t.exposeString('address', {
      nullable: true,
      description:
        'E-mail address, number or handle, as the channel has it. Null: only the name is known, or your role may not see it.',
      ...maskedBy('interactions.participants'),
    }),
  }),
});

builder.prismaNode('Interaction', {
  description: 'One thing that happened between the firm and a customer, on any channel.',
  id: { resolve: (interaction) => interaction.id, description: 'Global id.' },
  nullable: true,
  // A lookup by id alone would hand out other workspaces' interactions, and colleagues'.
  findUnique: (id, ctx) => ({
    workspaceId_id: { workspaceId: ctx.viewer.workspaceId, id },
    ...visibleWhere(rowsOfCustomers, ctx),
  }),
  fields: (t) => ({
    channel: t.expose('channel', { type: Channel, description: 'How it took place.' }),
    direction: t.expose('direction', { type: Direction, description: 'Who turned to whom.' }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'What it was about, in a line. Null: it has none, or your role may not see it.',
      ...maskedBy('interactions.content'),
    }),
    body: t.exposeString('body', {
      nullable: true,
      description:
        'What was said, as plain text of at most 100,000 characters. Null: nothing was written down, or your role may not see it.',
      ...maskedBy('interactions.content'),
    }),
    occurredAt: t.expose('occurredAt', {
      type: 'DateTime',
      description: 'When it happened, or began.',
    }),
    durationSeconds: t.exposeInt('durationSeconds', {
      nullable: true,
      description: 'How long it took. Null: it had no length, or it is not known.',
    }),
    source: t.exposeString('source', {
      description: 'What recorded it: `api`, or the name of an integration.',
    }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The id in your own system; unique in the workspace. Null: none.',
    }),
    version: t.exposeInt('version', {
      description: 'Grows by 1 with every correction. Send it back as `seenVersion`.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was written down.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it was last corrected.',
    }),
    customer: t.relation('customer', {
      authScopes: { can: 'customers:read' },
      description: 'Whom it was with.',
    }),
    organization: t.relation('organization', {
      nullable: true,
      authScopes: { can: 'organizations:read' },
      description: 'Where the customer belonged when it happened. Null: nowhere that was known.',
    }),
    agent: t.relation('agent', {
      nullable: true,
      authScopes: { can: 'users:read' },
      description:
        'Who had it with the customer. Null: nobody in person, such as a visit to the web site.',
    }),
    participants: t.relation('participants', {
      type: Participant,
      query: { orderBy: { position: 'asc' } },
      description: 'Who else took part, in the order given; at most 100.',
    }),
  }),
});

nodeSource('Interaction', {
  permission: 'interactions:read',
  rows: rowsOfCustomers,
  model: 'Interaction',
});

import { builder } from '../../graphql/builder.ts';
import { keyOf } from '../../graphql/global-id.ts';
import { Export } from './export.type.ts';
import { ownExports } from './export-row.ts';

/** As many as anybody wants to look through. */
const MOST_SHOWN = 50;

builder.queryFields((t) => ({
  export: t.prismaField({
    type: Export,
    nullable: true,
    description: 'One of your exports. Null: you have none of that id.',
    args: { id: t.arg.id({ required: true, description: 'Which.' }) },
    resolve: (query, _root, { id }, { database, viewer }) =>
      database.export.findFirst({
        ...query,
        where: { id: keyOf('Export', id), ...ownExports(viewer) },
      }),
  }),
  exports: t.prismaField({
    type: [Export],
    description: `Your exports, the newest first; at most ${MOST_SHOWN}. Nobody else sees them.`,
    resolve: (query, _root, _args, { database, viewer }) =>
      database.export.findMany({
        ...query,
        where: ownExports(viewer),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST_SHOWN,
      }),
  }),
}));

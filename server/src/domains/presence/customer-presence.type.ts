import { builder } from '../../graphql/builder.ts';
import { loadNodeBatched } from '../../graphql/node.ts';
import { type Person, type Place, presenceLimits } from '../../live/presence-map.ts';

const PresenceActivity = builder.enumType('PresenceActivity', {
  description: 'What somebody does at a customer.',
  values: {
    WRITING: { description: 'Writes something to or about the customer.' },
    VIEWING: { description: 'Looks at the customer.' },
    IDLE: { description: 'Has the customer open and does nothing.' },
  } as const,
});

const PresentPerson = builder.objectRef<Person>('PresentPerson').implement({
  description: 'Somebody who is at a customer now, in however many windows.',
  fields: (t) => ({
    user: t.field({
      type: 'User' as never,
      nullable: true,
      description: 'Who. Null: they have just left the workspace, or you may not see users.',
      resolve: ({ userId }, _args, ctx, info) =>
        loadNodeBatched(ctx, info, 'User', userId) as never,
    }),
    activity: t.expose('activity', {
      type: PresenceActivity,
      description: 'What they do; in several windows, the first of `WRITING`, `VIEWING`, `IDLE`.',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when they do that.' }),
  }),
});

/** `CustomerPresence`: who is at a customer, read when it is asked for. */
export const CustomerPresence = builder.objectRef<Place>('CustomerPresence').implement({
  description: 'Who is at a customer now. A state and not a history: each is the whole of it.',
  fields: (t) => ({
    people: t.field({
      type: [PresentPerson],
      extensions: { mostItems: presenceLimits.people },
      description: `The most active first, then who has been so for longest; yourself too. At most ${presenceLimits.people}.`,
      resolve: (place, _args, { presence }) => [...presence.peopleAt(place)],
    }),
  }),
});

import { builder } from '../../graphql/builder.ts';

/** `ExportFailure` in the schema. */
export const ExportFailureRef = builder.enumType('ExportFailure', {
  description: 'Why an export was given up.',
  values: {
    ACCESS_CHANGED: {
      description:
        'What you may see has changed since it began: your role, team or scope, or what your role may see. A file never mixes two. Start it anew.',
    },
    LOG_RESTORED: {
      description: 'The database was restored since it began, so its cursor is worth nothing.',
    },
    TOO_LARGE: { description: 'The file would have more than 2,000,000,000 bytes. Filter.' },
    INTERNAL: { description: 'A page could not be read, five times in a row.' },
  } as const,
});

export type ExportFailure = (typeof ExportFailureRef)['$inferType'];

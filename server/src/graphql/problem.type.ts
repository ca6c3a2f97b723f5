import {
  ExternalIdTaken,
  Forbidden,
  IdempotencyInProgress,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
  type Problem,
  problemCodes,
  VersionConflict,
} from '../kernel/problem.ts';
import { builder } from './builder.ts';
import { loadNode, nodeInterface } from './node.ts';

/** `ProblemCode` in the schema. */
export const ProblemCode = builder.enumType('ProblemCode', {
  description: 'What kind of problem it is, for programs. Closed: new ones come with new mutations.',
  values: problemCodes,
});

/** The interface that every problem has. */
export const ProblemInterface = builder.interfaceRef<Problem>('Problem').implement({
  description: 'An expected failure: nothing was changed, and the message says why and what to do.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'For the person at the screen, in English.' }),
    code: t.field({ type: ProblemCode, description: 'For programs.', resolve: ({ code }) => code }),
    path: t.stringList({
      nullable: true,
      description: 'Where in the input it lies, such as `["phone"]`. Null: nowhere in particular.',
      resolve: ({ path }) => (path ? [...path] : null),
    }),
  }),
});

const interfaces = [ProblemInterface];

builder.objectType(Forbidden, {
  name: 'Forbidden',
  interfaces,
  description: 'Your role does not allow this, whatever the input.',
});

builder.objectType(NotFound, {
  name: 'NotFound',
  interfaces,
  description: 'There is no such object in your workspace.',
});

builder.objectType(InvalidInput, {
  name: 'InvalidInput',
  interfaces,
  description: 'A value that cannot be used; `path` tells which.',
});

builder.objectType(VersionConflict, {
  name: 'VersionConflict',
  interfaces,
  description: 'Somebody else changed the object since the version given as `seenVersion`.',
  fields: (t) => ({
    current: t.field({
      type: nodeInterface,
      nullable: true,
      description: 'The object as it now is. Null: it has been deleted meanwhile.',
      resolve: ({ current }, _args, ctx, info) => loadNode(ctx, info, current.typename, current.id),
    }),
  }),
});

builder.objectType(ExternalIdTaken, {
  name: 'ExternalIdTaken',
  interfaces,
  description: 'Another object of the same type already has this `externalId`.',
  fields: (t) => ({
    existing: t.field({
      type: nodeInterface,
      nullable: true,
      description: 'The object that has it. Null: it has been deleted meanwhile.',
      resolve: ({ existing }, _args, ctx, info) => loadNode(ctx, info, existing.typename, existing.id),
    }),
  }),
});

builder.objectType(IdempotencyMismatch, {
  name: 'IdempotencyMismatch',
  interfaces,
  description: 'The idempotency key was used before, within 24 h, with another input.',
});

builder.objectType(IdempotencyInProgress, {
  name: 'IdempotencyInProgress',
  interfaces,
  description: 'The first call with this idempotency key is still running after 5 s. Ask again.',
});

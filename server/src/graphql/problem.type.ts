import {
  ExternalIdTaken,
  Forbidden,
  IdempotencyInProgress,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
  type Problem,
  type ProblemCode as ProblemCodeName,
  problemCodes,
  VersionConflict,
} from '../kernel/problem.ts';
import { builder } from './builder.ts';
import { loadNode, nodeInterface } from './node.ts';

const codeDescriptions: Record<ProblemCodeName, string> = {
  CURRENT_PASSWORD_WRONG: '`CurrentPasswordWrong`: the password given as the present one is not.',
  EMAIL_TAKEN: '`EmailTaken`: another unarchived customer has the address.',
  EXTERNAL_ID_TAKEN: '`ExternalIdTaken`: another object of the type has the external id.',
  FORBIDDEN: '`Forbidden`: your role does not allow it.',
  IDEMPOTENCY_IN_PROGRESS: '`IdempotencyInProgress`: the first call with the key still runs.',
  IDEMPOTENCY_MISMATCH: '`IdempotencyMismatch`: the key was used with another input.',
  INVALID_CREDENTIALS: '`InvalidCredentials`: address and password do not belong together.',
  INVALID_INPUT: '`InvalidInput`: a value that cannot be used.',
  INVITATION_NOT_OPEN:
    '`InvitationNotOpen`: the invitation was used, withdrawn, has expired, or never was.',
  LAST_OWNER: '`LastOwner`: the workspace would be left without an owner who can sign in.',
  NOT_FOUND: '`NotFound`: there is no such object in your workspace.',
  ORGANIZATION_CYCLE: '`OrganizationCycle`: an organisation would come to stand below itself.',
  SAVED_FEED_EXISTS: '`SavedFeedExists`: you keep a feed of the name already.',
  TEAM_NAME_TAKEN: '`TeamNameTaken`: another team that is not archived has the name.',
  TEAM_NOT_EMPTY: '`TeamNotEmpty`: the team still has members or customers.',
  TOO_MANY_ATTEMPTS: '`TooManyAttempts`: too many wrong passwords.',
  TOO_MANY_EXPORTS: '`TooManyExports`: as many exports as may be are under way or kept.',
  UNSEEN_INTERACTIONS: '`UnseenInteractions`: somebody else logged something you had not seen.',
  USER_EXISTS: '`UserExists`: somebody signs in with the address already.',
  USER_SUSPENDED: '`UserSuspended`: the user cannot come in while suspended.',
  VERSION_CONFLICT: '`VersionConflict`: somebody else changed the object first.',
};

/** `ProblemCode` in the schema. */
const ProblemCode = builder.enumType('ProblemCode', {
  description:
    'What kind of problem it is, for programs. Closed: new ones come with new mutations.',
  values: Object.fromEntries(
    problemCodes.map((code) => [code, { value: code, description: codeDescriptions[code] }]),
  ) as Record<ProblemCodeName, { value: ProblemCodeName; description: string }>,
});

/** A problem as an answer. Wrapped, because graphql-js throws any `Error` that a resolver returns. */
export class Refused<P extends Problem> {
  readonly problem: P;

  constructor(problem: P) {
    this.problem = problem;
  }
}

/** The interface that every problem has. */
const ProblemInterface = builder.interfaceRef<Refused<Problem>>('Problem').implement({
  description: 'An expected failure: nothing was changed, and the message says why and what to do.',
  fields: (t) => ({
    message: t.string({
      description: 'For the person at the screen, in English.',
      resolve: ({ problem }) => problem.message,
    }),
    code: t.field({
      type: ProblemCode,
      description: 'For programs.',
      resolve: ({ problem }) => problem.code,
    }),
    path: t.stringList({
      nullable: true,
      description: 'Where in the input it lies, such as `["phone"]`. Null: nowhere in particular.',
      resolve: ({ problem: { path } }) => (path ? [...path] : null),
    }),
  }),
});

type ProblemClass<P extends Problem> = abstract new (...args: never[]) => P;

type ProblemFields<P extends Problem> = Parameters<
  ReturnType<typeof builder.objectRef<Refused<P>>>['implement']
>[0]['fields'];

/** Declares the type of a problem: its class's name, the `Problem` interface, and fields of its own. */
export function problemType<P extends Problem>(
  { name }: ProblemClass<P>,
  { description, fields }: { readonly description: string; readonly fields?: ProblemFields<P> },
): void {
  builder.objectRef<Refused<P>>(name).implement({
    description,
    interfaces: [ProblemInterface] as never,
    ...(fields ? { fields } : {}),
  });
}

problemType(Forbidden, {
  description: 'Your role does not allow this, whatever the input.',
});

problemType(NotFound, {
  description: 'There is no such object in your workspace.',
});

problemType(InvalidInput, {
  description: 'A value that cannot be used; `path` tells which.',
});

problemType(VersionConflict, {
  description: 'Somebody else changed the object since the version given as `seenVersion`.',
  fields: (t) => ({
    current: t.field({
      type: nodeInterface,
      nullable: true,
      description: 'The object as it now is. Null: it has been deleted meanwhile.',
      resolve: ({ problem: { current } }, _args, ctx, info) =>
        loadNode(ctx, info, current.typename, current.id),
    }),
  }),
});

problemType(ExternalIdTaken, {
  description: 'Another object of the same type already has this `externalId`.',
  fields: (t) => ({
    existing: t.field({
      type: nodeInterface,
      nullable: true,
      description: 'The object that has it. Null: it has been deleted meanwhile.',
      resolve: ({ problem: { existing } }, _args, ctx, info) =>
        loadNode(ctx, info, existing.typename, existing.id),
    }),
  }),
});

problemType(IdempotencyMismatch, {
  description: 'The idempotency key was used before, within 24 h, with another input.',
});

problemType(IdempotencyInProgress, {
  description: 'The first call with this idempotency key is still running after 5 s. Ask again.',
});

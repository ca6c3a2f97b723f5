import { problemType } from '../../graphql/problem.type.ts';
import {
  CurrentPasswordWrong,
  InvalidCredentials,
  InvitationNotOpen,
  LastOwner,
  TeamNameTaken,
  TeamNotEmpty,
  TooManyAttempts,
  UserExists,
  UserSuspended,
} from './problems.ts';

problemType(InvalidCredentials, {
  description:
    'The address and the password do not belong together. Which of them is wrong is not said.',
});

problemType(TooManyAttempts, {
  description: 'Too many wrong passwords for this address, or from this place.',
  fields: (t) => ({
    retryAfterSeconds: t.int({
      description: 'How long to wait, in seconds.',
      resolve: ({ problem }) => Math.ceil(problem.retryAfterSeconds),
    }),
  }),
});

problemType(CurrentPasswordWrong, {
  description: 'The password given as the present one is not.',
});

problemType(UserExists, {
  description: 'Somebody signs in with this address already.',
});

problemType(UserSuspended, {
  description: 'The user is suspended, so nobody comes in as them.',
});

problemType(LastOwner, {
  description: 'The workspace would be left without an owner who can sign in.',
});

problemType(TeamNameTaken, {
  description: 'Another team that is not archived has this name; case and accents do not matter.',
});

problemType(TeamNotEmpty, {
  description: 'The team still has members or customers; archived customers count.',
  fields: (t) => ({
    memberCount: t.int({
      description: 'How many users are in it.',
      resolve: ({ problem }) => problem.memberCount,
    }),
    customerCount: t.int({
      description: 'How many customers stand in it.',
      resolve: ({ problem }) => problem.customerCount,
    }),
  }),
});

problemType(InvitationNotOpen, {
  description:
    'The invitation was used, withdrawn, has expired, or never was. Which of them is not said.',
});

import { problemType } from '../../graphql/problem.type.ts';
import {
  CurrentPasswordWrong,
  InvalidCredentials,
  TooManyAttempts,
  UserExists,
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

import { builder } from '../../graphql/builder.ts';
import { ProblemInterface } from '../../graphql/problem.type.ts';
import { CurrentPasswordWrong, InvalidCredentials, TooManyAttempts, UserExists } from './problems.ts';

const interfaces = [ProblemInterface];

builder.objectType(InvalidCredentials, {
  name: 'InvalidCredentials',
  interfaces,
  description: 'The address and the password do not belong together. Which of them is wrong is not said.',
});

builder.objectType(TooManyAttempts, {
  name: 'TooManyAttempts',
  interfaces,
  description: 'Too many wrong passwords for this address, or from this place.',
  fields: (t) => ({
    retryAfterSeconds: t.int({
      description: 'How long to wait, in seconds.',
      resolve: (problem) => Math.ceil(problem.retryAfterSeconds),
    }),
  }),
});

builder.objectType(CurrentPasswordWrong, {
  name: 'CurrentPasswordWrong',
  interfaces,
  description: 'The password given as the present one is not.',
});

builder.objectType(UserExists, {
  name: 'UserExists',
  interfaces,
  description: 'Somebody signs in with this address already.',
});

import { problemType } from '../../graphql/problem.type.ts';
import { TooManyExports } from './problems.ts';

problemType(TooManyExports, {
  description:
    'You, or your workspace, have as many exports under way or kept as may be. Wait for one, or cancel one.',
});

import { problemType } from '../../graphql/problem.type.ts';
import { SavedFeedExists } from './problems.ts';

problemType(SavedFeedExists, {
  description: 'You keep a feed of this name already, whatever its case and accents.',
});

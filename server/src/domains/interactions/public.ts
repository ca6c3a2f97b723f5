/** What other domains and the app may use of interactions. */
export { logInteraction } from './log-interaction.ts';
export { logInteractions } from './log-interactions.ts';

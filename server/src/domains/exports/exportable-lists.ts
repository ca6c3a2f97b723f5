import type { ListDefinition } from '../../graphql/list-definition.ts';
import { listOf } from '../../graphql/connection.ts';

/** The lists that can be exported, by the name of their root field, and their type. One line makes a list exportable. */
const TYPES = {
  customers: 'Customer',
  organizations: 'Organization',
  interactions: 'Interaction',
  users: 'User',
  teams: 'Team',
} as const;

/** The root field of a list that can be exported. */
export type ExportableName = keyof typeof TYPES;

/** The names of all of them. */
export const exportableNames = Object.keys(TYPES) as ExportableName[];

/** The list of that name. */
export function exportableList(name: ExportableName): ListDefinition {
  return listOf(TYPES[name]);
}

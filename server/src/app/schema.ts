import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from '../graphql/builder.ts';
import { withMasks } from '../graphql/masked-fields.ts';
import './domains.ts';

/** The schema of all domains. Built once per process. */
export const schema = withMasks(builder.toSchema());

/** The contract as text: what `server/schema.graphql` has to be. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

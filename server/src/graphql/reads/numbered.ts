import type { Prisma } from '../../platform/database.ts';
import { Parameter } from './site.ts';

function identityOf(value: unknown): unknown {
  return value instanceof Parameter ? value.identity : value;
}

/** The text with `$n`, where equal parameters are one, and what each of them is. */
export function numbered(
  sql: Prisma.Sql,
  first: readonly unknown[] = [],
): { text: string; parameters: unknown[] } {
  const parameters = [...first];
  const numbers = new Map<unknown, number>();
  let text = sql.strings[0]!;
  for (const [i, value] of sql.values.entries()) {
    const identity = identityOf(value);
    let number = numbers.get(identity);
    if (number === undefined) {
      number = parameters.push(value);
      numbers.set(identity, number);
    }
    text += `$${number}${sql.strings[i + 1]!}`;
  }
  return { text, parameters };
}

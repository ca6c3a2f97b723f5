import { displayLocale } from './display-locale.ts';

/** Writes a count with its noun: "1 customer", "1,204 customers". */
export function countWords(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat(displayLocale()).format(count)} ${count === 1 ? one : many}`;
}

import { displayLocale } from './display-locale.ts';

/** The country's name for an ISO 3166-1 alpha-2 code; the code itself where there is none. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(displayLocale(), { type: 'region' }).of(code) ?? code;
}

import { InvalidInput } from '../../kernel/problem.ts';
import { requiredText, tagsField, textField } from './text-fields.ts';

/** What can be said of an organisation. Undefined: not spoken of. Null: cleared. */
export interface OrganizationFields {
  readonly name?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly industry?: string | null | undefined;
  /** How many people work there. */
  readonly size?: number | null | undefined;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly externalId?: string | null | undefined;
}

const MOST_PEOPLE = 10_000_000;

/**
 * Judges the fields and brings them into the form in which they are stored. Only those given are
 * in the answer.
 *
 * @throws {InvalidInput} a value that cannot be, with the path of its field
 */
export function organizationColumns(fields: OrganizationFields) {
  const { size } = fields;
  if (size != null && (size < 0 || size > MOST_PEOPLE)) {
    throw new InvalidInput(`A size is a number of people, 0 to ${MOST_PEOPLE}.`, ['size']);
  }
  const columns = {
    name: fields.name === undefined ? undefined : requiredText(fields.name, 'name', 200),
    domain: domainField(fields.domain),
    industry: textField(fields.industry, 'industry', 100),
    size,
    country: countryField(fields.country),
    parentId: fields.parentId,
    tags: tagsField(fields.tags),
    externalId: textField(fields.externalId, 'externalId', 200),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: Exclude<(typeof columns)[K], undefined>;
  };
}

function domainField(value: string | null | undefined): string | null | undefined {
  const text = textField(value, 'domain', 253);
  if (text == null) return text;
  const domain = text.toLowerCase();
  if (!/^[^\s/@:.]+(\.[^\s/@:.]+)+$/.test(domain)) {
    throw new InvalidInput('Give a domain without http or path, such as example.com.', ['domain']);
  }
  return domain;
}

function countryField(value: string | null | undefined): string | null | undefined {
  const country = textField(value, 'country', 2);
  if (country == null) return country;
  if (!/^[A-Z]{2}$/.test(country)) {
    throw new InvalidInput('Give the two-letter code of a country, such as NL.', ['country']);
  }
  return country;
}

import type { LifecycleStage } from '@rapport/prisma';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { MaskedInput } from '../../kernel/field-mask.ts';
import { InvalidInput } from '../../kernel/problem.ts';
import { requiredText, tagsField, textField } from './text-fields.ts';

/** What can be said of a customer. Undefined: not spoken of. Null: cleared. */
export interface CustomerFields {
  readonly name?: string | null | undefined;
  readonly givenName?: string | null | undefined;
  readonly familyName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly otherEmails?: readonly string[] | null | undefined;
  readonly phone?: string | null | undefined;
  readonly otherPhones?: readonly string[] | null | undefined;
  readonly lifecycleStage?: LifecycleStage | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  readonly jobTitle?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly externalId?: string | null | undefined;
}

/** What may be hidden of a customer, and so not be written either. */
export const maskedCustomerFields: MaskedInput<CustomerFields> = {
  email: 'customers.email',
  otherEmails: 'customers.email',
  phone: 'customers.phone',
  otherPhones: 'customers.phone',
};

const MAX_ADDRESSES = 20;

/**
 * Judges the fields and brings them into the form in which they are stored. Only those given are
 * in the answer.
 *
 * @throws {InvalidInput} a value that cannot be, with the path of its field
 */
export function customerColumns(fields: CustomerFields) {
  const columns = {
    name: fields.name === undefined ? undefined : requiredText(fields.name, 'name', 200),
    givenName: textField(fields.givenName, 'givenName', 100),
    familyName: textField(fields.familyName, 'familyName', 100),
    email: emailField(fields.email, 'email'),
    otherEmails: listField(fields.otherEmails, 'otherEmails', emailField),
    phone: phoneField(fields.phone, 'phone'),
    otherPhones: listField(fields.otherPhones, 'otherPhones', phoneField),
    lifecycleStage: fields.lifecycleStage ?? undefined,
    ownerId: fields.ownerId,
    teamId: fields.teamId,
    organizationId: fields.organizationId,
    jobTitle: textField(fields.jobTitle, 'jobTitle', 200),
    timeZone: timeZoneField(fields.timeZone),
    locale: localeField(fields.locale),
    tags: tagsField(fields.tags),
    externalId: textField(fields.externalId, 'externalId', 200),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: Exclude<(typeof columns)[K], undefined>;
  };
}

type Field = (value: string | null | undefined, field: string) => string | null | undefined;

function listField(
  values: readonly string[] | null | undefined,
  field: string,
  one: Field,
): string[] | undefined {
  if (values === undefined) return undefined;
  const list = (values ?? []).map((value) => one(value, field)).filter((value) => value != null);
  if (list.length > MAX_ADDRESSES) throw new InvalidInput(`At most ${MAX_ADDRESSES}.`, [field]);
  return [...new Set(list)];
}

function emailField(value: string | null | undefined, field: string): string | null | undefined {
  const email = textField(value, field, 320);
  if (email == null) return email;
  if (!/^[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)*$/.test(email)) {
    throw new InvalidInput('This is not an e-mail address.', [field]);
  }
  return email;
}

function phoneField(value: string | null | undefined, field: string): string | null | undefined {
  const phone = textField(value, field, 50);
  if (phone == null) return phone;
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed?.isPossible()) {
    throw new InvalidInput('Give the number with its country, such as +31 20 123 4567.', [field]);
  }
  return parsed.number;
}

function timeZoneField(value: string | null | undefined): string | null | undefined {
  const zone = textField(value, 'timeZone', 64);
  if (zone == null) return zone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    throw new InvalidInput('Give an IANA time zone, such as Europe/Istanbul.', ['timeZone']);
  }
}

function localeField(value: string | null | undefined): string | null | undefined {
  const locale = textField(value, 'locale', 35);
  if (locale == null) return locale;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    throw new InvalidInput('Give a BCP 47 language tag, such as nl-NL.', ['locale']);
  }
}

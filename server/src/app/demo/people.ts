import type { CustomerPart, Language } from './audience.ts';
import { agents } from './data/agents.ts';
import { namePools } from './data/names.ts';
import { organizationRows } from './data/organizations.ts';
import { type Region, regions } from './data/regions.ts';
import { DAY_MS, momentWithinHours } from './local-time.ts';
import type { Random } from './random.ts';
import type { PlannedCustomer, PlannedOrganization } from './story.ts';

export const CUSTOMER_COUNT = 400;
/** How much of the firm's people and shoppers is known from the first day on. */
const KNOWN_FROM_START = 0.55;
const IMPORT_STEP_MS = 2_000;
const QUIET_DAYS_AT_END = 3;

interface Place {
  readonly region: Region;
  readonly organization?: PlannedOrganization;
  readonly part: CustomerPart;
}

export function planOrganizations(start: Date): PlannedOrganization[] {
  return organizationRows.map(
    ([name, domain, industry, size, country, city, language, tags, parentDomain], index) => ({
      externalId: organizationNumber(index),
      name,
      domain,
      industry,
      size,
      country,
      city,
      language,
      tags,
      ...(parentDomain && { parentExternalId: numberOfDomain(parentDomain) }),
      createdAt: new Date(start.getTime() + index * IMPORT_STEP_MS),
    }),
  );
}

function organizationNumber(index: number): string {
  return `MV-O-${String(index + 1).padStart(3, '0')}`;
}

function numberOfDomain(domain: string): string {
  return organizationNumber(organizationRows.findIndex((row) => row[1] === domain));
}

/** Plans everyone, in the order of `createdAt`. Stages of life are set once the year is known. */
export function planCustomers(
  organizations: readonly PlannedOrganization[],
  start: Date,
  now: Date,
  random: Random,
): PlannedCustomer[] {
  const places = planPlaces(organizations, random);
  const importedAt = start.getTime() + organizations.length * IMPORT_STEP_MS;
  const used = { names: new Set<string>(), phones: new Set<string>() };
  const drafts = places.map((place, index) => {
    const isKnown = random.chance(KNOWN_FROM_START);
    const { timeZone } = homeOf(place, random);
    const createdAt = isKnown
      ? new Date(importedAt + index * IMPORT_STEP_MS)
      : momentWithinHours(laterIn(start, now, random), timeZone, 'shop', random.fraction());
    return { ...planPerson(place, timeZone, used, random), createdAt };
  });
  return drafts
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
    .map((draft, index) => ({
      ...draft,
      externalId: `MV-C-${String(index + 1).padStart(4, '0')}`,
    }));
}

function laterIn(start: Date, now: Date, random: Random): Date {
  const span = now.getTime() - start.getTime() - (QUIET_DAYS_AT_END + 1) * DAY_MS;
  return new Date(start.getTime() + DAY_MS + random.fraction() * (span - DAY_MS));
}

function planPlaces(organizations: readonly PlannedOrganization[], random: Random): Place[] {
  const shoppers = regions.flatMap((region) =>
    Array.from({ length: region.shoppers }, (): Place => ({ region, part: 'private' })),
  );
  const parts: CustomerPart[] = ['decider', 'barista', 'buyer', 'accounts'];
  const heads = new Map(organizations.map(({ externalId }) => [externalId, 2]));
  const seats = CUSTOMER_COUNT - shoppers.length - organizations.length * 2;
  for (let seat = 0; seat < seats; seat += 1) {
    const { externalId } = random.pickWeighted(organizations, ({ size }) => Math.log(size));
    heads.set(externalId, (heads.get(externalId) ?? 0) + 1);
  }
  const staff = organizations.flatMap((organization) =>
    Array.from({ length: heads.get(organization.externalId) ?? 0 }, (_, index): Place => ({
      region: regionOf(organization),
      organization,
      part: parts[index] ?? random.pick(['barista', 'buyer', 'decider'] as const),
    })),
  );
  return [...staff, ...shoppers];
}

function regionOf({ country, language }: PlannedOrganization): Region {
  const region = regions.find((one) => one.country === country && one.language === language);
  if (!region) throw new Error(`There is no region for ${language} in ${country}.`);
  return region;
}

function homeOf({ region, organization }: Place, random: Random): { timeZone: string } {
  const home = region.cities.find(([city]) => city === organization?.city);
  const [, timeZone] =
    home ?? random.pick(organization ? region.cities.slice(0, 1) : region.cities);
  return { timeZone };
}

function planPerson(
  { region, organization, part }: Place,
  timeZone: string,
  used: { names: Set<string>; phones: Set<string> },
  random: Random,
): Omit<PlannedCustomer, 'externalId' | 'createdAt'> {
  const { given, family } = planName(region.language, used.names, random);
  const mailbox = `${slug(given.latin)}.${slug(family.latin)}`;
  const isAtWork = organization !== undefined && part !== 'private';
  const privateEmail = `${mailbox}@${random.pick(privateHosts)}`;
  return {
    name: `${given.written} ${family.written}`,
    givenName: given.written,
    familyName: family.written,
    email: isAtWork ? `${mailbox}@${organization.domain}` : privateEmail,
    otherEmails: isAtWork && random.chance(0.12) ? [privateEmail] : [],
    phone: planPhone(region.phones, used.phones, random),
    ...(organization && { organizationExternalId: organization.externalId }),
    ownerKey: random.pick(speakersOf(region.language)),
    lifecycleStage: 'LEAD',
    locale: region.locale,
    timeZone,
    ...(isAtWork && { jobTitle: random.pick(namePools[region.language].jobTitles[part]) }),
    tags: planTags(part, organization, random),
    country: region.country,
    language: region.language,
    part,
  };
}

const privateHosts = ['mailbox.example', 'postfach.example', 'inbox.example', 'home.example'];

function speakersOf(language: Language): string[] {
  return agents
    .filter(({ role, languages }) => role !== 'OWNER' && languages.includes(language))
    .map(({ key }) => key);
}

function planTags(
  part: CustomerPart,
  organization: PlannedOrganization | undefined,
  random: Random,
): string[] {
  const tags = part === 'private' ? ['shop'] : part === 'accounts' ? ['invoices'] : [];
  if (organization?.tags.includes('key-account')) tags.push('key-account');
  if (random.chance(0.3)) tags.push('newsletter');
  if (part === 'private' && random.chance(0.25))
    tags.push(random.pick(['home-barista', 'gift-buyer', 'decaf']));
  if (part === 'barista' && random.chance(0.4)) tags.push('trained');
  return tags;
}

/** A name as its owner writes it, and in Latin letters. */
interface Word {
  readonly written: string;
  readonly latin: string;
}

function planName(
  language: Language,
  used: Set<string>,
  random: Random,
): { given: Word; family: Word } {
  const pool = namePools[language];
  for (;;) {
    const given = word(random.pick(pool.given));
    const family = word(random.pick(pool.family));
    const key = `${slug(given.latin)}.${slug(family.latin)}`;
    if (used.has(key)) continue;
    used.add(key);
    return { given, family };
  }
}

/** Reads an entry of `namePools`. */
export function word(entry: string): Word {
  const [written = entry, latin = written] = entry.split('/');
  return { written, latin };
}

/** The form of a name that an e-mail address can hold. */
export function slug(name: string): string {
  return name
    .replace(/ı/g, 'i')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function planPhone(patterns: readonly string[], used: Set<string>, random: Random): string {
  for (;;) {
    const phone = random.pick(patterns).replace(/x/g, () => String(random.between(0, 9)));
    if (used.has(phone)) continue;
    used.add(phone);
    return phone;
  }
}

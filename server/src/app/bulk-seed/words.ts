import { namePools } from '../demo/data/names.ts';
import { regions } from '../demo/data/regions.ts';
import { slug, word } from '../demo/people.ts';

/** A part of the world as the plan's SQL reads it: words to choose from, all in one row. */
export interface RegionWords {
  readonly country: string;
  readonly locale: string;
  readonly time_zones: readonly string[];
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** As they stand in addresses, in the same order. */
  readonly given_slugs: readonly string[];
  readonly family_slugs: readonly string[];
  readonly job_titles: readonly string[];
  readonly phone_starts: readonly string[];
  /** How many digits follow, in the same order. */
  readonly phone_digits: readonly number[];
}

/** The demo company's regions, names and telephone ranges. */
export const regionWords: readonly RegionWords[] = regions.map((region) => {
  const { given, family, jobTitles } = namePools[region.language];
  const [givenWords, familyWords] = [given.map(word), family.map(word)];
  return {
    country: region.country,
    locale: region.locale,
    time_zones: region.cities.map(([, timeZone]) => timeZone),
    given: givenWords.map(({ written }) => written),
    family: familyWords.map(({ written }) => written),
    given_slugs: givenWords.map(({ latin }) => slug(latin)),
    family_slugs: familyWords.map(({ latin }) => slug(latin)),
    job_titles: Object.values(jobTitles).flat(),
    phone_starts: region.phones.map((phone) => phone.replace(/x+$/u, '')),
    phone_digits: region.phones.map((phone) => phone.length - phone.replace(/x+$/u, '').length),
  };
});

/** What firms do: the end of their names, and their industry, in the same order. */
export const trades = {
  endings:
    'Bakeries Hotels Logistics Foods Clinics Textiles Energy Software Travel Publishing Timber Dairy Optics Robotics Gardens Insurance'.split(
      ' ',
    ),
  industries:
    'Food,Hospitality,Transport,Food,Health,Manufacturing,Energy,Technology,Travel,Media,Manufacturing,Food,Health,Technology,Retail,Finance'.split(
      ',',
    ),
};

export const organizationTags = ['key-account', 'partner', 'monthly', 'public', 'abroad'];
export const customerTags = ['newsletter', 'key-account', 'trained', 'invoices', 'shop', 'event'];

/** How often each stage of life and each channel is met, in hundredths. */
export const stages = weighted({
  SUBSCRIBER: 10,
  LEAD: 24,
  PROSPECT: 18,
  CUSTOMER: 34,
  CHAMPION: 6,
  CHURNED: 8,
});
export const channels = weighted({
  EMAIL: 34,
  CALL: 18,
  CHAT: 10,
  SMS: 4,
  MEETING: 6,
  WEB: 8,
  SOCIAL: 3,
  NOTE: 9,
  ORDER: 4,
  TICKET: 3,
  CAMPAIGN: 1,
});

/** Lines about what an interaction was; a number follows. */
export const subjects =
  'Delivery of order;Question about invoice;Quote;Return of order;Renewal of contract;Complaint;Invitation to event;Appointment;Change of address for order;Sample request;Price list;Feedback on order;Reminder of invoice;Introduction call;Training session;Damage report'.split(
    ';',
  );

/** Sentences that interactions are told in. */
export const sentences = [
  'Asked when the next delivery can be expected.',
  'Wants to have the invoice sent to the head office from now on.',
  'The parcel had arrived, but one of the boxes was damaged.',
  'We agreed to talk again at the end of the month.',
  'Happy with how the last order was handled.',
  'Would like an offer for twice the amount.',
  'Was not at the desk; left a message with a colleague.',
  'Needs the certificates before the order can be approved.',
  'Confirmed the appointment and asked for directions.',
  'Told about a new branch that opens in spring.',
  'Compares us with another supplier and decides next week.',
  'The contract runs out soon; sent the terms for another year.',
  'Asked to be called back in the afternoon.',
  'The wrong size was delivered; a replacement is on its way.',
  'Will forward the documents to the accounts department.',
  'Two more people should get access to the order page.',
  'Prefers to be written to instead of called.',
  'Said thanks for the quick answer.',
  'Wants to see samples before deciding about the new range.',
  'There is a question about the discount on the last invoice.',
];

function weighted(shares: Readonly<Record<string, number>>): string[] {
  return Object.entries(shares).flatMap(([name, share]) => Array<string>(share).fill(name));
}

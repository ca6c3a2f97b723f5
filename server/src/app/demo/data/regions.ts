import type { Language } from '../audience.ts';

export interface Region {
  readonly country: string;
  readonly locale: string;
  readonly language: Language;
  readonly currency: 'EUR' | 'GBP' | 'USD';
  /** City and time zone. */
  readonly cities: readonly (readonly [city: string, timeZone: string])[];
  /**
   * Phone numbers start so and are filled up with digits for each `x`. Ranges set aside for
   * fiction where the country has such (DE, FR, GB, US), else quiet corners of the plan.
   */
  readonly phones: readonly string[];
  /** How many private shop customers live here. */
  readonly shoppers: number;
}

export const regions: readonly Region[] = [
  {
    country: 'NL',
    locale: 'nl-NL',
    language: 'nl',
    currency: 'EUR',
    cities: [
      ['Utrecht', 'Europe/Amsterdam'],
      ['Groningen', 'Europe/Amsterdam'],
      ['Eindhoven', 'Europe/Amsterdam'],
    ],
    phones: ['+31205550xxx', '+31305550xxx', '+316123400xx'],
    shoppers: 32,
  },
  {
    country: 'BE',
    locale: 'nl-BE',
    language: 'nl',
    currency: 'EUR',
    cities: [['Ghent', 'Europe/Brussels']],
    phones: ['+3292555xxx', '+3232555xxx'],
    shoppers: 8,
  },
  {
    country: 'BE',
    locale: 'fr-BE',
    language: 'fr',
    currency: 'EUR',
    cities: [['Liège', 'Europe/Brussels']],
    phones: ['+3242555xxx'],
    shoppers: 4,
  },
  {
    country: 'DE',
    locale: 'de-DE',
    language: 'de',
    currency: 'EUR',
    cities: [
      ['Hamburg', 'Europe/Berlin'],
      ['Berlin', 'Europe/Berlin'],
      ['Köln', 'Europe/Berlin'],
    ],
    phones: [
      '+493023125xxx',
      '+496990009xxx',
      '+494066969xxx',
      '+492214710xxx',
      '+498999998xxx',
      '+4917139200xx',
    ],
    shoppers: 34,
  },
  {
    country: 'AT',
    locale: 'de-AT',
    language: 'de',
    currency: 'EUR',
    cities: [['Wien', 'Europe/Vienna']],
    phones: ['+4315550xxx'],
    shoppers: 8,
  },
  {
    country: 'GB',
    locale: 'en-GB',
    language: 'en',
    currency: 'GBP',
    cities: [
      ['Bristol', 'Europe/London'],
      ['Manchester', 'Europe/London'],
      ['Edinburgh', 'Europe/London'],
    ],
    phones: ['+442079460xxx', '+441614960xxx', '+441174960xxx', '+441314960xxx'],
    shoppers: 26,
  },
  {
    country: 'IE',
    locale: 'en-IE',
    language: 'en',
    currency: 'EUR',
    cities: [['Cork', 'Europe/Dublin']],
    phones: ['+35315550xxx'],
    shoppers: 5,
  },
  {
    country: 'US',
    locale: 'en-US',
    language: 'en',
    currency: 'USD',
    cities: [
      ['Portland', 'America/Los_Angeles'],
      ['Chicago', 'America/Chicago'],
      ['Boston', 'America/New_York'],
    ],
    phones: ['+150355501xx', '+131255501xx', '+161755501xx'],
    shoppers: 12,
  },
  {
    country: 'FR',
    locale: 'fr-FR',
    language: 'fr',
    currency: 'EUR',
    cities: [
      ['Lyon', 'Europe/Paris'],
      ['Nantes', 'Europe/Paris'],
    ],
    phones: ['+3319900xxxx', '+3326191xxxx', '+3346571xxxx', '+3353649xxxx'],
    shoppers: 14,
  },
  {
    country: 'ES',
    locale: 'es-ES',
    language: 'es',
    currency: 'EUR',
    cities: [
      ['Valencia', 'Europe/Madrid'],
      ['Bilbao', 'Europe/Madrid'],
    ],
    phones: ['+34600000xxx'],
    shoppers: 12,
  },
  {
    country: 'TR',
    locale: 'tr-TR',
    language: 'tr',
    currency: 'EUR',
    cities: [
      ['İstanbul', 'Europe/Istanbul'],
      ['İzmir', 'Europe/Istanbul'],
    ],
    phones: ['+90212555xxxx', '+90232555xxxx'],
    shoppers: 14,
  },
  {
    country: 'ID',
    locale: 'id-ID',
    language: 'id',
    currency: 'USD',
    cities: [
      ['Jakarta', 'Asia/Jakarta'],
      ['Denpasar', 'Asia/Makassar'],
    ],
    phones: ['+6221555010xx', '+62361555xxx'],
    shoppers: 10,
  },
  {
    country: 'IN',
    locale: 'te-IN',
    language: 'te',
    currency: 'USD',
    cities: [
      ['Hyderabad', 'Asia/Kolkata'],
      ['Visakhapatnam', 'Asia/Kolkata'],
    ],
    phones: ['+9140555501xx', '+9189155501xx'],
    shoppers: 12,
  },
];

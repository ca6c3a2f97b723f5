import type { Language } from '../audience.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { indonesian } from './indonesian.ts';
import type { Phrasebook } from './phrasebook.ts';
import { spanish } from './spanish.ts';
import { telugu } from './telugu.ts';
import { turkish } from './turkish.ts';

export const phrasebooks: Readonly<Record<Language, Phrasebook>> = {
  en: english,
  de: german,
  nl: dutch,
  tr: turkish,
  fr: french,
  es: spanish,
  id: indonesian,
  te: telugu,
};

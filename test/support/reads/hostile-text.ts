import type { Dice } from '../dice.ts';

/** Text that breaks what puts SQL, JSON or HTML together carelessly. All of it can be stored. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  "O'Brien",
  '"quoted"',
  'back\\slash',
  'ends with \\',
  "\\' OR 1=1 --",
  "'; DROP TABLE customers; --",
  '$1 $2 ${x} %s :name ?',
  'tab\there, line\nbreak, return\r, feed\f, back\b',
  '\u0001\u001b\u001f\u007f\u0080\u009f',
  'line\u2028and\u2029paragraph',
  'caf\u00e9 cafe\u0301 na\u00efve \u00c5ngstr\u00f6m',
  'I\u0131\u0130i \u015ei\u015fli \u00c7a\u011fr\u0131',
  '\ud83d\udc69\u200d\ud83d\ude80 \ud834\udd1e \ud842\udfb7',
  '</script><script>alert(1)</script>',
  '<!-- --> ]]> &amp;',
  '{"data":{"customer":null}}',
  '],"x":[',
  'null',
  'true',
  '0',
  '-1e400',
  'NaN',
  '\ufeffmark',
  '\uffff\ufffd',
  '\u202eright to left\u202c',
  'E\\000 \\x41 \\u0041',
  'ÿ\u00a0x',
];

/** One of them, often with ordinary words around it, at most so long. */
export function hostileText(dice: Dice, most = 190): string {
  const text = dice.chance(0.5)
    ? dice.pick(hostileTexts)
    : [dice.pick(words), dice.pick(hostileTexts), dice.pick(words)].join(' ');
  return Array.from(text).slice(0, most).join('');
}

/** Words that names are made of, and searches too. */
export const words: readonly string[] = [
  'Ada',
  'Zoë',
  'İlknur',
  'Işık',
  'ilk',
  'Øre',
  'Müller',
  'muller',
  "d'Arc",
  'Çağrı',
  'x',
  '王小明',
  'Ålesund',
  'Straße',
  'de-la-Cruz',
  'Example',
];

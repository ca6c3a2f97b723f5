import { expect, test } from 'vitest';
import { notes } from './notes.ts';
import { phrasebooks } from './phrasebooks.ts';

const books = [...Object.values(phrasebooks).map(({ moments }) => moments), notes].map((book) =>
  Object.values(book).flat(),
);

test('every phrase has one subject and one body', () => {
  const odd = books.flat().filter((phrase) => phrase.split(' | ').length !== 2);

  expect(odd).toEqual([]);
});

test('there is much to say, and no language says it twice in the same words', () => {
  expect(books.flat().length).toBeGreaterThan(900);
  for (const book of books) expect(new Set(book).size).toBe(book.length);
});

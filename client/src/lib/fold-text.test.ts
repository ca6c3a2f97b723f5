import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test('a search without accents finds the name with them', () => {
  expect(foldText('Ayşe Çelik')).toBe('ayse celik');
});

test('Turkish I, ı, İ and i are one letter to a search', () => {
  expect(new Set(['ISIK', 'ışık', 'İŞIK', 'isik'].map(foldText))).toEqual(new Set(['isik']));
});

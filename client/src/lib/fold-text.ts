/** Folds text for comparing by eye: no accents, no case, and the Turkish dotless i as any other i. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[ıİ]/gu, 'i')
    .toLowerCase();
}

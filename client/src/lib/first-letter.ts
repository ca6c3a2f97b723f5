/** The first letter of a name as its writer sees it, for an avatar. A name is never taken apart further. */
export function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? '?';
}

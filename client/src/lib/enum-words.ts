/** Makes words of an enum value: `IN_PROGRESS` → "In progress". */
export function enumWords(value: string): string {
  const text = value.replaceAll('_', ' ').toLowerCase();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

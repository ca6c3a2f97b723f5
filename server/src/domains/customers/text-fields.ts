import { InvalidInput } from '../../kernel/problem.ts';

const MAX_TAGS = 50;

/** Trims; empty and null become null, undefined stays (not given). @throws {InvalidInput} too long */
export function textField(
  value: string | null | undefined,
  field: string,
  longest: number,
): string | null | undefined {
  const text = value?.trim();
  if (text === undefined) return value;
  if (text.includes('\0')) throw new InvalidInput('Text cannot hold a NUL character.', [field]);
  if (text.length > longest) {
    throw new InvalidInput(`At most ${longest} characters; these are ${text.length}.`, [field]);
  }
  return text === '' ? null : text;
}

/** The same for text that must be there. @throws {InvalidInput} absent, empty or too long */
export function requiredText(
  value: string | null | undefined,
  field: string,
  longest: number,
): string {
  const text = textField(value, field, longest);
  if (text == null) throw new InvalidInput('This must not be empty.', [field]);
  return text;
}

/** Trimmed tags in the order given, each once. @throws {InvalidInput} more than 50, empty, or longer than 50 characters */
export function tagsField(tags: readonly string[] | null | undefined): string[] | undefined {
  if (tags === undefined) return undefined;
  const trimmed = (tags ?? []).map((tag) => requiredText(tag, 'tags', 50));
  if (trimmed.length > MAX_TAGS) throw new InvalidInput(`At most ${MAX_TAGS} tags.`, ['tags']);
  return [...new Set(trimmed)];
}

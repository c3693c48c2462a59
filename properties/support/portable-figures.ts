/**
 * Every figure of a record, in the order of its keys: numbers, the characters of texts (numbers are printed in them) and of
 * integers of any size; nothing for functions.
 */
export function figuresOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'boolean') return [Number(value)];
  if (typeof value === 'string') return Array.from(value, (letter) => letter.codePointAt(0) ?? 0);
  if (typeof value === 'bigint') return figuresOf(value.toString());
  if (value === null || value === undefined) return [-1];
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return Array.from(value as ArrayLike<unknown>).flatMap(figuresOf);
  }
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => [...figuresOf(key), ...figuresOf(each)]);
}

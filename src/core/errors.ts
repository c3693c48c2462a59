/**
 * The public door: each check names its argument, throws when the value is outside its range, and returns it.
 * The message is always "<path> must be <range>, got <value>".
 */

/** Shows a value in an error message: numbers in full, strings quoted, the rest as JSON, cut at 60 characters. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value === 'function') return 'a function';
  const digits = (_: string, part: unknown): unknown =>
    typeof part === 'bigint' ? String(part) : part;
  const text = JSON.stringify(value, digits) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The error of a value that has the right kind and the wrong amount. */
export function outOfRange(path: string, range: string, value: unknown): RangeError {
  return new RangeError(`${path} must be ${range}, got ${shown(value)}`);
}

/** The error of a value of the wrong kind. */
export function wrongKind(path: string, kind: string, value: unknown): TypeError {
  return new TypeError(`${path} must be ${kind}, got ${shown(value)}`);
}

/** A finite number, or a typed error. */
export function finite(path: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongKind(path, 'a number', value);
  if (!Number.isFinite(value)) throw outOfRange(path, 'finite', value);
  return value;
}

/** A finite number in [low, high]. */
export function within(path: string, value: unknown, low: number, high: number): number {
  const x = finite(path, value);
  if (x < low || x > high) throw outOfRange(path, `in [${low}, ${high}]`, x);
  return x;
}

/** A finite number > 0. */
export function positive(path: string, value: unknown): number {
  const x = finite(path, value);
  if (!(x > 0)) throw outOfRange(path, '> 0', x);
  return x;
}

/** A finite number >= 0. */
export function nonNegative(path: string, value: unknown): number {
  const x = finite(path, value);
  if (x < 0) throw outOfRange(path, '>= 0', x);
  return x;
}

/** An integer in [low, high]. */
export function integer(path: string, value: unknown, low: number, high = 2 ** 31 - 1): number {
  const x = finite(path, value);
  if (!Number.isInteger(x) || x < low || x > high) {
    throw outOfRange(path, `an integer in [${low}, ${high}]`, x);
  }
  return x;
}

/** An array. */
export function list<T>(path: string, value: readonly T[]): readonly T[] {
  const found: boolean = Array.isArray(value);
  if (!found) throw wrongKind(path, 'an array', value);
  return value;
}

/** An object with no other keys than these, so that a misspelt one is named and not ignored. */
export function record<T extends object>(path: string, value: T, keys: readonly string[]): T {
  const given: unknown = value;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw wrongKind(path, 'an object', given);
  }
  for (const key of Object.keys(given)) {
    if (!keys.includes(key)) throw outOfRange(path, `an object of ${keys.join(', ')}`, key);
  }
  return value;
}

/** One of the listed strings. */
export function oneOf<const T extends string>(
  path: string,
  value: unknown,
  choices: readonly T[],
): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw outOfRange(path, `one of ${choices.join(', ')}`, value);
  return found;
}

/** An array of that many entries. */
export function ofLength<T>(path: string, value: readonly T[], length: number): readonly T[] {
  if (list(path, value).length === length) return value;
  throw outOfRange(`${path}.length`, `${length}`, value.length);
}

/** A Float64Array of finite numbers in [low, high], at least `least` of them; the error names the index. */
export function finiteArray(
  path: string,
  values: Float64Array,
  least = 1,
  low = -Infinity,
  high = Infinity,
): Float64Array {
  if (!(values instanceof Float64Array)) throw wrongKind(path, 'a Float64Array', values);
  if (values.length < least) throw outOfRange(`${path}.length`, `>= ${least}`, values.length);
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (!(x >= low && x <= high) || x === Infinity || x === -Infinity) {
      const range = low === -Infinity && high === Infinity ? 'finite' : `in [${low}, ${high}]`;
      throw outOfRange(`${path}[${i}]`, range, x);
    }
  }
  return values;
}

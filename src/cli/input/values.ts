import type { CurveSpec, Truth } from '../../index.ts';
import { integer, outOfRange, positive, wrongKind } from '../../core/errors.ts';

export type Bounds = readonly [number, number];

/** A number, or an exact fraction as a string ("1/3"). */
export function numeric(path: string, value: unknown): number {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw outOfRange(path, 'finite', value);
    return value;
  }
  if (typeof value !== 'string') throw wrongKind(path, 'a number', value);
  const [top, bottom, ...more] = value.split('/').map((part) => decimal(part));
  const result = bottom === undefined ? top : (top ?? NaN) / bottom;
  if (more.length > 0 || result === undefined || !Number.isFinite(result)) {
    throw outOfRange(path, 'a finite number', value);
  }
  return result;
}

/** A decimal number, NaN when it is none. */
export function decimal(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
}

/** `a,b,c`, over several options; no name twice. */
export function names(path: string, values: readonly string[]): string[] {
  const all = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  for (const [i, name] of all.entries()) {
    if (name === '') throw outOfRange(path, 'names between commas', values.join(','));
    if (all.indexOf(name) !== i) throw outOfRange(path, 'names that differ', name);
  }
  return all;
}

/** `a=lo:hi,b=lo:hi` in the order of the columns; every column has its bounds and nothing else has. */
export function boundsOf(
  path: string,
  values: readonly string[],
  columns: readonly string[],
): Bounds[] {
  const found = new Map<string, Bounds>();
  for (const part of values.flatMap((value) => value.split(','))) {
    const [, name, low, high] = /^(.*)=([^:]+):([^:]+)$/.exec(part.trim()) ?? [];
    if (name === undefined || !columns.includes(name)) {
      throw outOfRange(path, `<column>=<low>:<high> for ${columns.join(', ')}`, part);
    }
    if (found.has(name)) throw outOfRange(path, 'given once for each column', part);
    found.set(name, interval(`${path} ${name}`, [low, high]));
  }
  return columns.map((name) => {
    const bounds = found.get(name);
    if (!bounds) throw outOfRange(path, `given for column ${name}`, values.join(','));
    return bounds;
  });
}

/** Two finite numbers, the first below the second. */
export function interval(path: string, value: unknown): Bounds {
  if (!Array.isArray(value) || value.length !== 2) throw wrongKind(path, '[low, high]', value);
  const low = numeric(`${path} low`, value[0]);
  const high = numeric(`${path} high`, value[1]);
  if (!(low < high && Number.isFinite(high - low))) {
    throw outOfRange(path, 'two bounds, the lower first', [low, high]);
  }
  return [low, high];
}

/** `16` or `continuous`. */
export function grid(path: string, value: unknown): number | 'continuous' {
  return value === 'continuous' ? value : gridSize(path, value);
}

/** `16`. */
export function gridSize(path: string, value: unknown): number {
  return integer(path, numeric(path, value), 1, 2 ** 20);
}

/** `0.5` or `best`. */
export function loss(path: string, value: unknown): number | 'best' {
  return value === 'best' ? value : numeric(path, value);
}

/** `brackets`, `beyond:0.1`, `gain:0.02`, or {"beyond": 0.1}, {"gain": 0.02}. */
export function truth(path: string, value: unknown): Truth {
  if (value === 'brackets') return value;
  const [kind, amount] = pair(value);
  if (amount !== undefined && amount !== '') {
    const at = `${path}.${kind}`;
    if (kind === 'beyond') return { beyond: positive(at, numeric(at, amount)) };
    if (kind === 'gain') return { gain: numeric(at, amount) };
  }
  throw outOfRange(path, 'brackets, beyond:<distance> or gain:<utility>', value);
}

function pair(value: unknown): [unknown, unknown] {
  if (typeof value === 'string') {
    const colon = value.indexOf(':');
    return colon < 0 ? [value, undefined] : [value.slice(0, colon), value.slice(colon + 1)];
  }
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.length === 1 ? (entries[0] as [string, unknown]) : [undefined, undefined];
}

/** `linear:1`, `power:2`, or the JSON of a family; numbers in it may be exact fractions. */
export function curve(path: string, value: unknown): CurveSpec {
  if (typeof value === 'string' && !value.trimStart().startsWith('{')) {
    const [family, amount] = pair(value);
    if (amount !== undefined && amount !== '') {
      if (family === 'linear') return { family, slope: numeric(`${path}.slope`, amount) };
      if (family === 'power') return { family, exponent: numeric(`${path}.exponent`, amount) };
    }
    throw outOfRange(path, 'linear:<slope>, power:<exponent> or JSON', value);
  }
  const spec = typeof value === 'string' ? json(path, value) : value;
  if (typeof spec !== 'object' || spec === null) throw wrongKind(path, 'an object', spec);
  const { family, ...rest } = spec as Record<string, unknown>;
  const only = (name: string): unknown => {
    const other = Object.keys(rest).find((key) => key !== name);
    if (other !== undefined) throw outOfRange(path, `an object of family and ${name}`, other);
    return rest[name];
  };
  if (family === 'linear') return { family, slope: numeric(`${path}.slope`, only('slope')) };
  if (family === 'power') {
    return { family, exponent: numeric(`${path}.exponent`, only('exponent')) };
  }
  if (family !== 'table') throw outOfRange(`${path}.family`, 'one of linear, power, table', family);
  return { family, points: tablePoints(`${path}.points`, only('points')) };
}

function tablePoints(path: string, value: unknown): [number, number][] {
  if (!Array.isArray(value)) throw wrongKind(path, 'an array of pairs', value);
  return value.map((point: unknown, i): [number, number] => {
    const here = `${path}[${i}]`;
    if (!Array.isArray(point) || point.length !== 2) throw wrongKind(here, 'a pair', point);
    return [numeric(`${here}[0]`, point[0]), numeric(`${here}[1]`, point[1])];
  });
}

/** JSON text, or an error that names where it came from. */
export function json(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : 'unreadable';
    throw outOfRange(path, `JSON (${detail})`, text);
  }
}

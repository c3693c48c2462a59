import { outOfRange } from '../core/errors.ts';

/** A JSON document as JavaScript sees it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const ARRAYS = { Float64Array, Int32Array, Uint32Array, Uint8Array } as const;
type ArrayName = keyof typeof ARRAYS;

/**
 * A value as JSON that loses nothing: infinities are the strings "Infinity" and "-Infinity"; {"$f64": "NaN" | "-0"},
 * {"$bigint": digits}, {"$Float64Array": [..]} and the like say what JSON cannot; {"$text": s} and {"$object": pairs}
 * are strings and objects that would read as one of these. Undefined fields are left out.
 *
 * @throws RangeError on functions, symbols and undefined entries of an array
 */
export function encode(value: unknown, path = 'value'): Json {
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'string') return value.endsWith('Infinity') ? { $text: value } : value;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') throw outOfRange(path, 'data', value);
  if (Array.isArray(value)) return value.map((each, i) => encode(each, `${path}[${i}]`));
  for (const [name, kind] of Object.entries(ARRAYS)) {
    if (value instanceof kind) return { [`$${name}`]: Array.from(value, encodeNumber) };
  }
  const pairs = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]): [string, Json] => [key, encode(each, `${path}.${key}`)]);
  const clash = pairs.some(([key]) => key.startsWith('$') || key === '__proto__');
  return clash ? { $object: pairs } : Object.fromEntries(pairs);
}

function encodeNumber(x: number): Json {
  if (Object.is(x, -0)) return { $f64: '-0' };
  if (Number.isNaN(x)) return { $f64: 'NaN' };
  return Number.isFinite(x) ? x : String(x);
}

/**
 * What `encode` was given.
 *
 * @throws RangeError on a `$` key that it never writes
 */
export function decode(json: Json): unknown {
  if (json === 'Infinity' || json === '-Infinity') return Number(json);
  if (json === null || typeof json !== 'object') return json;
  if (isList(json)) return json.map(decode);
  const [first] = Object.entries(json);
  if (first?.[0].startsWith('$')) return decodeTagged(...first);
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, decode(each)]));
}

function decodeTagged(tag: string, body: Json): unknown {
  if (tag === '$f64') return Number(body);
  if (tag === '$bigint') return BigInt(String(body));
  if (tag === '$text') return body;
  const name = tag.slice(1);
  if (isList(body) && isArrayName(name)) {
    return ARRAYS[name].from(body.map((each) => Number(decode(each))));
  }
  if (isList(body) && tag === '$object') {
    return Object.fromEntries(
      body.filter(isList).map(([key, each]) => [key, decode(each ?? null)]),
    );
  }
  throw outOfRange('json', 'written by encode', tag);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isArrayName(name: string): name is ArrayName {
  return Object.hasOwn(ARRAYS, name);
}

import { describe, expect, test } from 'vitest';
import { decode, encode, type Json } from '../src/verify/codec.ts';

/** Encoded, written as text and parsed again. */
function throughText(value: unknown): Json {
  return JSON.parse(JSON.stringify(encode(value))) as Json;
}

describe('the codec', () => {
  test.each([
    -0,
    0,
    NaN,
    Infinity,
    -Infinity,
    5e-324,
    0.1,
    12n ** 30n,
    'Infinity',
    '-Infinity',
    '',
    null,
    true,
    [1, [-0, NaN], []],
    { a: { b: -0 }, c: [Infinity] },
    { $f64: 'NaN' },
    { $object: [] },
    { a: 1, $b: 2 },
    new Float64Array([-0, NaN, Infinity, 1 / 3]),
    new Int32Array([-1, 2]),
    new Uint32Array([2 ** 32 - 1]),
    JSON.parse('{"__proto__": {"a": 1}, "b": 2}'),
  ])('keeps %o through text', (value: unknown) => {
    expect(decode(throughText([value]))).toStrictEqual([value]);
  });

  test('keeps the sign of zero, which equality alone might not see', () => {
    expect(Object.is(decode(throughText(-0)), -0)).toBe(true);
    expect(throughText([Infinity, -0])).toEqual(['Infinity', { $f64: '-0' }]);
  });

  test('leaves undefined fields out and refuses what is no data', () => {
    expect(encode({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(() => encode({ f: [() => 1] })).toThrow('value.f[0] must be data, got a function');
    expect(() => decode({ $what: 1 })).toThrow('json must be written by encode, got "$what"');
  });
});

import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  compared,
  fraction,
  fractionText,
  minus,
  nearest,
  over,
  plus,
  rational,
  times,
} from '../src/core/rational.ts';

const rng = seeded('fractions');
const bits = new DataView(new ArrayBuffer(8));

/** A double of any exponent, subnormal ones included. */
function anyDouble(): number {
  for (;;) {
    bits.setUint32(0, Math.floor(rng() * 2 ** 32));
    bits.setUint32(4, Math.floor(rng() * 2 ** 32));
    const x = bits.getFloat64(0);
    if (Number.isFinite(x)) return x;
  }
}

const small = () =>
  fraction(BigInt(Math.floor(rng() * 41) - 20), BigInt(1 + Math.floor(rng() * 12)));

describe('a fraction', () => {
  test('of a double is the double itself, and comes back as it', () => {
    const special = [0, 1, -1, 0.1, 2 ** -1074, 3 * 2 ** -1074, 2 ** -1022, 2 ** -1021];
    const ends = [Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** -1022 - 2 ** -1074, 2 ** 53 + 2];
    const all = [...special, ...ends, ...Array.from({ length: 1000 }, anyDouble)];
    expect(all.filter((x) => nearest(rational(x)) !== x)).toEqual([]);
    expect(fractionText(rational(0.1))).toBe('3602879701896397/36028797018963968');
    expect(fractionText(rational(-0))).toBe('0');
  });

  test('goes to the nearest double, ties to even, at every magnitude', () => {
    const half = fraction(1n, 2n);
    const wrong: number[] = [];
    for (let round = 0; round < 1000; round++) {
      const x = Math.abs(anyDouble());
      bits.setFloat64(0, x);
      bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
      const next = bits.getFloat64(0);
      if (next === Infinity) continue;
      const middle = times(plus(rational(x), rational(next)), half);
      const even = bits.getBigUint64(0) % 2n === 0n ? next : x;
      const hair = fraction(1n, 1n << 1200n);
      if (nearest(middle) !== even) wrong.push(x);
      if (nearest(minus(middle, hair)) !== x) wrong.push(x);
      if (nearest(plus(middle, hair)) !== next) wrong.push(x);
    }
    expect(wrong).toEqual([]);
    expect(nearest(fraction(1n, 3n))).toBe(1 / 3);
    expect(nearest(fraction(1n << 1024n, 1n))).toBe(Infinity);
    expect(nearest(fraction(-1n, 1n << 1076n))).toBe(-0);
    expect(nearest(rational('1e400'))).toBe(Infinity);
  });

  test('reads fractions and decimals exactly, and is printed so that it reads back', () => {
    const read = (text: string): string => fractionText(rational(text));
    expect(['1/3', '-2/6', '0.25', '-1.5e-1', '1e3', '.5', ' 7 ', '+4/2'].map(read)).toEqual([
      '1/3',
      '-1/3',
      '1/4',
      '-3/20',
      '1000',
      '1/2',
      '7',
      '2',
    ]);
    for (let round = 0; round < 200; round++) {
      const x = small();
      expect(rational(fractionText(x))).toEqual(x);
    }
  });

  test('keeps the laws of arithmetic, in lowest terms', () => {
    for (let round = 0; round < 500; round++) {
      const [a, b, c] = [small(), small(), small()];
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
      expect(plus(minus(a, b), b)).toEqual(a);
      if (b.numerator !== 0n) expect(times(over(a, b), b)).toEqual(a);
      expect(BigInt(compared(a, b)) * minus(a, b).numerator >= 0n).toBe(true);
      expect(compared(a, b) === 0).toBe(minus(a, b).numerator === 0n);
      expect(Math.sign(nearest(a) - nearest(b)) + 0).toBe(compared(a, b));
    }
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
  });

  test.each(['', 'x', '1/0', '1/-3', '1e9999999', '0x10', 'NaN', '1/3/5', '--1'])(
    'is not made from "%s"',
    (text) => {
      expect(() => rational(text, 'cost')).toThrow(/^cost must be a number, as .*, got "/);
    },
  );

  test('refuses what is no number', () => {
    expect(() => rational(NaN, 'x')).toThrow('x must be finite, got NaN');
    expect(() => rational(Infinity, 'x')).toThrow('x must be finite, got Infinity');
    expect(() => fraction(1n, 0n)).toThrow('denominator must be not 0, got 0');
    expect(() => over(rational(1), rational(0))).toThrow(RangeError);
    // @ts-expect-error a value of the wrong kind
    expect(() => rational(null, 'x')).toThrow(TypeError);
  });
});

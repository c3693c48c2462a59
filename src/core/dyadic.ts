/** mantissa 2^exponent, exactly: what every finite double is, and sums and products of doubles too. */
export interface Dyadic {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export const NOTHING: Dyadic = { mantissa: 0n, exponent: 0 };

const bytes = new DataView(new ArrayBuffer(8));

/** A finite double without rounding. */
export function dyadic(x: number): Dyadic {
  if (x === 0) return NOTHING;
  bytes.setFloat64(0, x);
  const high = bytes.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const leading = biased === 0 ? 0 : 2 ** 20;
  const size = (leading + (high & 0xfffff)) * 2 ** 32 + bytes.getUint32(4);
  return { mantissa: BigInt(x < 0 ? -size : size), exponent: Math.max(biased, 1) - 1075 };
}

export function added(a: Dyadic, b: Dyadic): Dyadic {
  if (a.mantissa === 0n) return b;
  if (b.mantissa === 0n) return a;
  const [low, high] = a.exponent <= b.exponent ? [a, b] : [b, a];
  const shifted = high.mantissa << BigInt(high.exponent - low.exponent);
  return { mantissa: low.mantissa + shifted, exponent: low.exponent };
}

export function multiplied(a: Dyadic, b: Dyadic): Dyadic {
  return { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent };
}

export function opposite(a: Dyadic): Dyadic {
  return { mantissa: -a.mantissa, exponent: a.exponent };
}

export function subtracted(a: Dyadic, b: Dyadic): Dyadic {
  return added(a, opposite(b));
}

/** |a|. */
export function size(a: Dyadic): Dyadic {
  return a.mantissa < 0n ? opposite(a) : a;
}

/** Whether a > b. */
export function exceeds(a: Dyadic, b: Dyadic): boolean {
  return subtracted(a, b).mantissa > 0n;
}

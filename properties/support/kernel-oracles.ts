/**
 * Slow references for the elementary kernels. Reals are mantissa 2^exponent with bigint mantissas of about 200 bits
 * (60 digits), so that nothing here rests on a host's Math.
 */
export interface Real {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const BITS = 200;
const ONE = 1n << BigInt(BITS);

/** The exact value of a finite double. */
export function exact(x: number): Real {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** x y, exactly. */
export function times(x: Real, y: Real): Real {
  return { mantissa: x.mantissa * y.mantissa, exponent: x.exponent + y.exponent };
}

/** floor(x 2^bits). */
function fixed(x: Real, bits: number): bigint {
  const shift = BigInt(x.exponent + bits);
  return shift >= 0n ? x.mantissa << shift : x.mantissa >> -shift;
}

/** x + y, to 2^-400. */
export function plus(x: Real, y: Real): Real {
  return { mantissa: fixed(x, 400) + fixed(y, 400), exponent: -400 };
}

/** x / y to 200 bits or more, y > 0. */
export function over(x: Real, y: Real): Real {
  const shift = BITS + length(y.mantissa);
  return {
    mantissa: (x.mantissa << BigInt(shift)) / y.mantissa,
    exponent: x.exponent - y.exponent - shift,
  };
}

/** Bits of |x|, 1 for 0. */
function length(x: bigint): number {
  const digits = (x < 0n ? -x : x).toString(16);
  return 4 * digits.length - Math.min(3, Math.clz32(parseInt(digits.charAt(0), 16)) - 28);
}

/** ln 2 = sum 1/(k 2^k), times 2^bits. */
function halves(bits: number): bigint {
  let sum = 0n;
  for (let k = 1; k <= bits; k++) sum += (1n << BigInt(bits - k)) / BigInt(k);
  return sum;
}

const WIDE = 64; // guard bits, so that k ln 2 is right for k up to 2^60
const LN2_WIDE = halves(BITS + WIDE + 32) >> 32n;
const LN2 = LN2_WIDE >> BigInt(WIDE);

/** e^x: x = k ln 2 + r, r halved eight times, Taylor, squared back. */
export function expReal(x: Real): Real {
  const k = Number(fixed(x, 64) / (LN2 >> BigInt(BITS - 64)));
  const r = (fixed(x, BITS + WIDE) - BigInt(k) * LN2_WIDE) >> BigInt(WIDE + 8);
  let term = ONE;
  let value = ONE;
  for (let i = 1n; term !== 0n && term !== -1n; i++) {
    term = ((term * r) >> BigInt(BITS)) / i;
    value += term;
  }
  for (let i = 0; i < 8; i++) value = (value * value) >> BigInt(BITS);
  return { mantissa: value, exponent: k - BITS };
}

/** ln x, x > 0: x = 2^k m, m near 1, ln m = 2 artanh((m - 1)/(m + 1)). */
export function logReal({ mantissa, exponent }: Real): Real {
  let k = exponent + length(mantissa);
  let m = fixed({ mantissa, exponent: exponent - k }, BITS); // in [1/2, 1)
  if (3n * m < 2n * ONE) {
    m *= 2n;
    k -= 1;
  }
  const z = ((m - ONE) << BigInt(BITS)) / (m + ONE);
  const square = (z * z) >> BigInt(BITS);
  let power = z;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = (power * square) >> BigInt(BITS);
  }
  return { mantissa: 2n * sum + BigInt(k) * LN2, exponent: -BITS };
}

/** The sum, to 400 bits of the largest term. */
export function sumReal(terms: readonly Real[]): Real {
  const sizes = terms.map((x) => (x.mantissa === 0n ? -Infinity : x.exponent + length(x.mantissa)));
  const bits = 400 - Math.max(-1e9, ...sizes);
  return { mantissa: terms.reduce((sum, x) => sum + fixed(x, bits), 0n), exponent: -bits };
}

/** Weights exp(tilt score[i] + base[i]); a base of -Infinity gives 0. */
export function weightsReal(
  score: ArrayLike<number>,
  tilt: number,
  base?: ArrayLike<number>,
): Real[] {
  return Array.from(score, (q, i) => {
    const b = base?.[i] ?? 0;
    if (b === -Infinity) return exact(0);
    return expReal(plus(times(exact(tilt), exact(q)), exact(b)));
  });
}

/** sum p ln(p/q), p > 0 terms only; `q` absent: sum p ln p. */
export function divergenceReal(p: ArrayLike<number>, q?: ArrayLike<number>): Real {
  const terms = Array.from(p, (x, i) => {
    if (x === 0) return exact(0);
    const own = logReal(exact(x));
    const other = q === undefined ? exact(0) : logReal(exact(q[i] ?? 0));
    const apart = plus(own, { mantissa: -other.mantissa, exponent: other.exponent });
    return times(exact(x), apart);
  });
  return sumReal([exact(0), ...terms]);
}

/** The double nearest x, up to a few 2^-53: for showing, and for scales. */
export function toNumber(x: Real): number {
  if (x.mantissa === 0n) return 0;
  const drop = length(x.mantissa) - 60;
  const top = Number(drop > 0 ? x.mantissa >> BigInt(drop) : x.mantissa << BigInt(-drop));
  const exponent = x.exponent + drop;
  return top * 2 ** Math.trunc(exponent / 2) * 2 ** (exponent - Math.trunc(exponent / 2));
}

/** |actual - x| in units of the last place of x as a double. */
export function ulps(actual: number, x: Real): number {
  const place = Math.max(length(x.mantissa) + x.exponent - 53, -1074);
  const apart = { mantissa: fixed(exact(actual), 1400) - fixed(x, 1400), exponent: -1400 - place };
  return Math.abs(toNumber(apart));
}

/** |actual/x - 1|. */
export function relativeError(actual: number, x: Real): number {
  const ratio = over(exact(actual), x);
  return Math.abs(toNumber({ mantissa: fixed(ratio, 300) - (1n << 300n), exponent: -300 }));
}

import { exp, log } from '../kernel/exp.ts';

/** tanh(x), x >= 0, from the kernels' exp; a series below 0.02, where 1 - e^-2x cancels. Relative error below 1e-14. */
export function tanh(x: number): number {
  if (x < 0.02) {
    const s = x * x;
    return x * (1 - s * (1 / 3 - s * (2 / 15 - s * (17 / 315 - (s * 62) / 2835))));
  }
  const e = exp(-2 * x);
  return (1 - e) / (1 + e);
}

/** ln(y / (1 - e^-y)), y > 0: minus the log of the mean of e^(-y u) over [0, 1]. A series below 0.05. */
export function logMeanDecay(y: number): number {
  if (y < 0.05) {
    const s = y * y;
    return y / 2 - s * (1 / 24 - s * (1 / 2880 - s / 181440));
  }
  return log(y / (1 - exp(-y)));
}

/** W(e^a), the w > 0 with w + ln w = a, by Newton on w + ln w; for a down to -700 and up to 1e300. */
export function lambertWExp(a: number): number {
  if (a < -36) return exp(a);
  let w = a > 1 ? a - log(a) : exp(a) / (1 + exp(a));
  for (let i = 0; i < 60; i++) {
    const step = (w + log(w) - a) / (1 + 1 / w);
    w -= step;
    if (Math.abs(step) <= 1e-16 * w) break;
  }
  return w;
}

/** e^x - 1 with full relative precision: a series below 0.03, where e^x - 1 cancels. */
export function expm1(x: number): number {
  if (Math.abs(x) > 0.03) return exp(x) - 1;
  let [term, total] = [x, 0];
  for (let k = 2; k <= 11; k++) {
    total += term;
    term *= x / k;
  }
  return total;
}

/** ln(1 + x), x > -1, with full relative precision: 2 artanh(x / (2 + x)) as a series below 0.03 in size. */
export function log1p(x: number): number {
  if (Math.abs(x) > 0.03) return log(1 + x);
  const z = x / (2 + x);
  const s = z * z;
  return 2 * z * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7 + s * (1 / 9)))));
}

/** x^n for whole n >= 0, by products: a host's own power may differ in the last digit. O(n). */
export function power(x: number, n: number): number {
  let result = 1;
  for (let i = 0; i < n; i++) result *= x;
  return result;
}

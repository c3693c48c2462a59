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

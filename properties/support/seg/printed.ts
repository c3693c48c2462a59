import { provedLoss } from './oracles.ts';

/** The printed parameters of [SEG, 3] by the host's arithmetic, and what can be proved of the mechanism they define. */
export interface Parameters {
  /** N^(-2/3). */
  readonly epsilon: number;
  /** ceil(log2(N^(1/3) / ln N)). */
  readonly mbar: number;
  /** 32 B^2 I^2 epsilon mbar 2^mbar. */
  readonly q: number;
}

/** Parameters of M-hat as functions of N, I and B. */
export type ParametersOf = (N: number, attributes: number, B: number) => Parameters;

/** The printed formulas. N > 1. */
export const printedParametersOf: ParametersOf = (N, attributes, B) => {
  const epsilon = N ** (-2 / 3);
  const mbar = Math.ceil(Math.log2(Math.cbrt(N) / Math.log(N)));
  return { epsilon, mbar, q: 32 * B ** 2 * attributes ** 2 * epsilon * mbar * 2 ** mbar };
};

/** kappa ln N / N^(1/3), kappa = 32 B^2 I^2 + 2 + 3 (K + 2). */
export function printedBound(N: number, attributes: number, K: number, B: number): number {
  return ((32 * B ** 2 * attributes ** 2 + 2 + 3 * (K + 2)) * Math.log(N)) / Math.cbrt(N);
}

/**
 * The first N after which M-hat is defined for ever: mbar >= 1 and q < 1. Where mbar = m, q falls with N and is 1 at
 * z = (32 B^2 I^2 m 2^m)^(3/2), so the last N with q >= 1 is min(z, the end of that stretch) for the last m where z is in it or
 * beyond. Past a stretch's start 2^m < 2 N^(1/3) / ln N gives q < 64 B^2 I^2 m / (N^(1/3) ln N), falling for ever, which ends the
 * search. An integer up to 2^53, a double beyond.
 */
export function firstDefined(attributes: number, B: number): number {
  let last = stretchStart(1); // mbar is 0 on 7..93, and q >= 1 before
  for (let m = 1; ; m++) {
    const [start, end] = [stretchStart(m), stretchStart(m + 1)];
    const even = (32 * B ** 2 * attributes ** 2 * m * 2 ** m) ** 1.5;
    if (even > start) last = Math.min(even, end);
    if ((64 * B ** 2 * attributes ** 2 * m) / (Math.cbrt(start) * Math.log(start)) < 1) break;
  }
  return Math.floor(last) + 1;
}

/** The largest N with N^(1/3) / ln N = 2^(m-1): above it mbar >= m. */
export function stretchStart(m: number): number {
  let [low, high] = [Math.exp(3), 1e100];
  for (;;) {
    const middle = Math.sqrt(low * high);
    if (middle <= low || middle >= high) break;
    if (Math.cbrt(middle) / Math.log(middle) > 2 ** (m - 1)) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * Proved for every N with q <= 1 and every t: undominated strategies lose at most q + (1-q) (2 B 2^-(mbar-1) + L), L the
 * exponential part's own bound at x = N epsilon. Needs a lottery of two products.
 */
export function provedError(
  N: number,
  attributes: number,
  K: number,
  B: number,
  { epsilon, mbar, q }: Parameters,
): number {
  const misreported = 2 * B * 2 ** (1 - mbar);
  const own = provedLoss(N * epsilon, attributes, K, B);
  return q + (1 - q) * Math.min(1, misreported + own);
}

/** N from which `below` stays true, to 1e-6 relative: for functions of N that cross once. */
export function crossing(below: (N: number) => boolean): number {
  let [low, high] = [1e2, 1e60];
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (below(middle)) high = middle;
    else low = middle;
  }
  return high;
}

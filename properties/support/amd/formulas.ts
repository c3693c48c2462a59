/** The printed figures of [AMD, 3], and the exact ones they are compared with. */

/** ln(e^a + e^b). */
export function logAdd(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
}

/** ln(e^a - 1), a >= 0: of how many rivals an alternative has among e^a. */
export function lessOne(a: number): number {
  return a < 40 ? Math.log(Math.expm1(a)) : a;
}

/** W(e^l): the w > 0 with w + ln w = l, by bisection. */
export function lambertOfExp(l: number): number {
  let [low, high] = [Math.min(Math.exp(l) / 8, 0.5), Math.max(Math.exp(Math.min(l, 1)), l, 1)];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle + Math.log(middle) > l) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * The most that max F - E F can be over all F into [0, 1]^S under exp(x F), ln |S| given: W((|S|-1)/e)/x, or what a gap of 1
 * costs when no gap as long as that optimum's fits.
 */
export function worstLoss(lnSize: number, x: number): number {
  const rivals = lessOne(lnSize);
  if (rivals === -Infinity) return 0;
  const w = lambertOfExp(rivals - 1);
  return 1 + w <= x ? w / x : 1 / (1 + Math.exp(x - rivals));
}

/** (4d/(n eps)) ln(n eps |S|/(2d)): the loss that [AMD, Lemma 3] prints, by ln |S|. */
export function printedLoss(n: number, epsilon: number, d: number, lnSize: number): number {
  return ((4 * d) / (n * epsilon)) * (Math.log((n * epsilon) / (2 * d)) + lnSize);
}

/** What a mixture is run at: its bound and parameters depend on d/(ptilde gamma), |S| and n alone. */
export interface Scale {
  readonly d: number;
  /** ptilde gamma: what every lie is sure to lose in the commitment mechanism. */
  readonly loss: number;
  readonly size: number;
}

/** The printed conditions on n0, as they stand: n0 >= max(8A ln z, 4e^2 A/|S|^2) and n0/ln n0 > 8A, A = d/(ptilde gamma), z = |S|/(2A). */
export function meetsN0({ d, loss, size }: Scale, n: number): boolean {
  const A = d / loss;
  const floor = Math.max(8 * A * Math.log(size / (2 * A)), (4 * Math.E ** 2 * A) / size ** 2);
  return n >= floor && n / Math.log(n) > 8 * A;
}

/** The conditions as [AMD, Cor 2] prints them: max(8 d |S|/gamma ln(gamma/(2d)), 4e^2 d/(gamma |S|)) and n0/ln n0 > 8 d |S|/gamma. */
export function meetsUniformN0(d: number, gamma: number, size: number, n: number): boolean {
  const steep = (8 * d * size) / gamma;
  const floor = Math.max(steep * Math.log(gamma / (2 * d)), (4 * Math.E ** 2 * d) / (gamma * size));
  return n >= floor && n / Math.log(n) > steep;
}

/** The least integer from `first` on that meets the condition: small ones one by one, then by doubling and bisection, n/ln n rising from 3 on. */
export function leastInteger(meets: (n: number) => boolean, first = 2): number {
  for (let n = first; n <= 8; n++) if (meets(n)) return n;
  let high = 16;
  while (!meets(high)) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** n0 of [AMD, 3.3]: 1/ln 1 is no number, so it is at least 2. */
export function printedN0(scale: Scale): number {
  return leastInteger((n) => meetsN0(scale, n));
}

/** eps = sqrt(ptilde gamma d/n) sqrt(ln(n ptilde gamma |S|/(2d))); NaN where that logarithm is negative. */
export function printedEpsilon({ d, loss, size }: Scale, n: number): number {
  return Math.sqrt((loss * d) / n) * Math.sqrt(Math.log((n * loss * size) / (2 * d)));
}

/** 6 sqrt(d/(ptilde gamma n)) sqrt(ln(n ptilde gamma |S|/(2d))): the inaccuracy that [AMD, Thm 2] prints. */
export function printedInaccuracy({ d, loss, size }: Scale, n: number): number {
  return 6 * Math.sqrt(d / (loss * n)) * Math.sqrt(Math.log((n * loss * size) / (2 * d)));
}

/** What no lie can gain more than under the exponential law at eps/(2d): tanh(eps/4). */
export function exactGain(epsilon: number): number {
  return Math.tanh(epsilon / 4);
}

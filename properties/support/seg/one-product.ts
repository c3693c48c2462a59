/**
 * K = 1 as printed: the lottery offers beta alone, so nobody has a choice in it, and M-hat's incentives are those of its
 * exponential part. One attribute, P = 1 - p d; with clicks that never reach 0 several attributes are independent of each other.
 */

/** E |s - t| under the density proportional to e^(-rate |s - b|) on [0, 1]; Simpson's rule on smooth pieces, rate <= 1. */
export function expectedDistance(t: number, b: number, rate: number): number {
  const cuts = [0, Math.min(t, b), Math.max(t, b), 1];
  let [mass, moment] = [0, 0];
  for (let i = 1; i < cuts.length; i++) {
    const [low, high] = [cuts[i - 1]!, cuts[i]!];
    for (let k = 0; k <= 64; k++) {
      const s = low + ((high - low) * k) / 64;
      const weight = (high - low) * (k === 0 || k === 64 ? 1 : k % 2 === 1 ? 4 : 2);
      const density = weight * Math.exp(-rate * Math.abs(s - b));
      mass += density;
      moment += density * Math.abs(s - t);
    }
  }
  return moment / mass;
}

/**
 * What report b gains at type t when half of the others stand at 0 and half at 1, so that they cancel; V of slope c on this
 * attribute. rate = epsilon p.
 */
export function flatGain(t: number, b: number, rate: number, c: number): number {
  return c * (expectedDistance(t, t, rate) - expectedDistance(t, b, rate));
}

/**
 * Whether 0 is the only best reply of type t to others who cancel: then no strategy that reports it is dominated. E |s - t|
 * falls with b as long as the mean over s < b is below the mean over s > b; the weights e^(-rate |s-b|) move either by at most
 * 2 rate. Checked on b = k/512, between which the difference moves by at most 1/128.
 */
export function zeroIsUndominated(t: number, rate: number): boolean {
  const area = (s: number): number => (s <= t ? t * s - s ** 2 / 2 : t ** 2 / 2 + (s - t) ** 2 / 2);
  let least = area(1) - t;
  for (let k = 1; k < 512; k++) {
    const b = k / 512;
    least = Math.min(least, (area(1) - area(b)) / (1 - b) - area(b) / b);
  }
  return least > 4 * rate + 1 / 128;
}

/** E |s - t| when everybody reports 0: density proportional to e^(-x s) on [0, 1]. */
export function distanceAtZero(t: number, x: number): number {
  const [atT, atOne] = [Math.exp(-x * t), Math.exp(-x)];
  const below = t - (1 - atT) / x;
  const above = atT / x - atOne * (1 - t + 1 / x);
  return (below + above) / (1 - atOne);
}

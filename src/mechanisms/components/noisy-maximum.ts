import { deepUniform, type Rng } from '../../core/rng.ts';
import { exp, log, logArray } from '../../kernel/exp.ts';
import { panel } from './quadrature.ts';
import type { Contest } from './scores.ts';

/** Panels of the rule of 16 points: of width WIDTH / A, up to REACH / (A - 1). */
const WIDTH = 11.5;
const REACH = 45;

/** The index of the largest logit plus noise, the noise of an alternative being the largest of its copies'. O(k). */
export function noisyArgmax(
  { logits, copies }: Contest,
  noise: (copies: number, rng: Rng) => number,
  rng: Rng,
): number {
  let [best, most] = [0, -Infinity];
  for (let s = 0; s < logits.length; s++) {
    const x = logits[s]! + noise(copies[s]!, rng);
    if (x > most) [best, most] = [s, x];
  }
  return best;
}

/** ln(1 - y), y in (0, 1), from ln of the rounded 1 - y: its rounding cancels in y / (1 - (1 - y)). Relative error below 2^-50. */
function corrected(y: number, logRest: number): number {
  const lost = 1 - (1 - y);
  return lost === 0 ? -y : (logRest * y) / lost;
}

/** 1 - e^w, w < 0, without cancellation: relative error below 2^-50. */
export function oneLessExp(w: number): number {
  const rest = exp(w);
  if (rest === 1) return -w;
  return rest === 0 ? 1 : ((1 - rest) * w) / log(rest);
}

/**
 * ln F(z) at the largest z of `copies` alike noises of distribution F, drawn: ln(u) / copies, u uniform. Full relative precision at
 * both ends, for an alternative wins by its own upper tail or by the lower tail of another.
 */
export function logBelow(copies: number, rng: Rng): number {
  const low = rng.u32() >>> 31 === 0;
  const half = deepUniform(rng) / 2;
  return (low ? log(half) : corrected(half, log(1 - half))) / copies;
}

/** Sum over j of copies[j] ln(1 - c[j] t): the log of the chance that nobody is above. Relative error below 2^-50 + k 2^-53. */
export function logNobody(c: Float64Array, copies: Float64Array, t: number): number {
  const logs = logArray(c.map((x) => 1 - x * t));
  let total = 0;
  for (let j = 0; j < logs.length; j++) total += copies[j]! * corrected(c[j]! * t, logs[j]!);
  return total;
}

/**
 * G[s] = integral over t in [0, 1] of Pi(t) / (1 - c[s] t), Pi(t) = product over j of (1 - c[j] t)^copies[j]: the chance that
 * nobody else is above s where the noise of s has the tail t. O(80 k), relative error below 1e-13 + k 2^-48.
 *
 * ours: with A = sum of copies c and g = Pi / (1 - c[s] t) a product of lines that vanish at 1 or later, of total slope A' in
 * [A-1, A] at 0: g(z) <= e^(A' (|z-m| - m)) around any m in [0, 1], so on the ellipse rho = 11 around a panel of A' h <= 11.5 the rule
 * errs by e^(31.9) 11^-32 < 4e-20 of a typical value; all of them sum to less than 1e-18 of the integral, which is at least 1/(1 + A')
 * by (1-ct) >= (1-t)^c. Beyond t = 45/(A-1) lies less than e^-45 (1 + 1/A') of it, as g falls at a rate of at least A'.
 *
 * @param c chances in [0, 1]
 */
export function aloneAbove(c: Float64Array, copies: Float64Array): Float64Array {
  const slope = c.reduce((total, x, j) => total + copies[j]! * x, 0);
  const reach = slope > REACH + 1 ? REACH / (slope - 1) : 1;
  const panels = Math.max(1, Math.ceil((slope * reach) / WIDTH));
  const out = new Float64Array(c.length);
  for (let i = 0; i < panels; i++) {
    panel((reach * i) / panels, (reach * (i + 1)) / panels, (t, weight) => {
      const nobody = weight * exp(logNobody(c, copies, t));
      for (let s = 0; s < c.length; s++) out[s]! += nobody / (1 - c[s]! * t);
    });
  }
  return out;
}

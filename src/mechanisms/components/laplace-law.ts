import { exp, log } from '../../kernel/exp.ts';
import { aloneAbove, logNobody, oneLessExp } from './noisy-maximum.ts';
import { panel } from './quadrature.ts';

/** What is left out is below e^-42 of a probability; terms below e^-39 of 1 change nothing. */
const NEGLIGIBLE = 42;
const FLAT = 39;

/** Alternatives grouped by logit, from the best, 0, downwards. */
interface Levels {
  readonly values: Float64Array;
  readonly copies: Float64Array;
  /** The level of each alternative. */
  readonly of: Int32Array;
}

function levelsOf(logits: Float64Array, copies: Float64Array): Levels {
  const values = Float64Array.from(new Set(logits)).toSorted().toReversed();
  const index = new Map(Array.from(values, (x, i) => [x, i]));
  const of = Int32Array.from(logits, (x) => index.get(x) ?? 0);
  const counts = new Float64Array(values.length);
  of.forEach((level, s) => (counts[level]! += copies[s]!));
  return { values, copies: counts, of };
}

/**
 * ln Pr[s] = ln of copies[s] times the integral over u of f(u - x[s]) / F(u - x[s]) Pi(u), Pi(u) = product over j of
 * F(u - x[j])^copies[j], for the largest of x[j] plus Laplace noise of density f and distribution F. Relative error of Pr[s] below
 * 1e-12 + k 2^-47 + the size of its logit times 2^-52.
 *
 * Above the best the integral is `aloneAbove` at chances e^x / 2. Between two levels, N copies above, every factor is e^(u - x) / 2 or
 * 1 - e^(x - u) / 2: panels of the rule of 16 points from the lower level up to where the second kind is 1 in doubles, closed form
 * beyond. Down a level Pi e^-u at least halves a copy, and what lies below u is at most Pi(u) e^-u / (N - 1) of e^x[s], so some 70
 * copies below the best settle all. O(k) a node, at most about 3,000 nodes.
 *
 * ours: on the ellipse rho = 8 around a panel of width h <= min(1, 3 / rate), rate the slope of ln Pi at its lower end, the
 * integrand is at most e^(rate (e^r - 1)) <= e^20 times its value in the middle, r = 2.03 h, and the rule errs by 8^-32 of that.
 *
 * @param logits at most 0, the largest 0
 * @param copies whole numbers >= 1
 */
export function laplaceLaw(logits: Float64Array, copies: Float64Array): Float64Array {
  const levels = levelsOf(logits, copies);
  const top = aloneAbove(
    levels.values.map((x) => exp(x) / 2),
    levels.copies,
  );
  const mass = top.map((g) => g / 2);
  const floor = log(top[top.length - 1]! / 2) - NEGLIGIBLE;
  let i = 1;
  while (i < levels.values.length && !between(levels, i, floor, mass)) i += 1;
  if (i === levels.values.length) underAll(levels, mass);
  return logits.map((x, s) => x + log(copies[s]! * mass[levels.of[s]!]!));
}

/** N copies above a stretch, and ln of their factors e^(u - x) / 2 times e^-u at its upper end. */
function aboveOf({ values, copies }: Levels, i: number): { above: number; atHigh: number } {
  const high = values[i - 1]!;
  // one copy of the best, at 0, goes with e^-u: what is left are differences of nearby logits
  let above = copies[0]!;
  let atHigh = (1 - above) * (values[0]! - high);
  for (let p = 1; p < i; p++) {
    above += copies[p]!;
    atHigh -= copies[p]! * (values[p]! - high);
  }
  return { above, atHigh: atHigh - above * Math.LN2 };
}

/** Adds the stretch between level i and the next better one to `mass`; true when nothing below it counts. */
function between(levels: Levels, i: number, floor: number, mass: Float64Array): boolean {
  const { values, copies } = levels;
  const [low, high] = [values[i]!, values[i - 1]!];
  const { above, atHigh } = aboveOf(levels, i);
  const chance = values.subarray(i).map((x) => exp(x - low) / 2);
  const counts = copies.subarray(i);
  const slope = chance.reduce((sum, c, j) => sum + c * counts[j]!, 0);
  // ln of Pi e^-u without the factors from below, at u
  const bare = (u: number): number => atHigh + (above - 1) * (u - high);
  const flat = Math.min(high, low + FLAT + Math.max(0, log(slope)));
  if (flat < high) addFlat(values, i, { above, from: flat, to: high, weight: exp(atHigh) }, mass);
  if (above > 1 && bare(flat) - log(above - 1) < floor) return true;
  const rate = (v: number): number =>
    chance.reduce((sum, c, j) => {
      const x = c * exp(-v);
      return sum + (counts[j]! * x) / (1 - x);
    }, above);
  for (let from = 0, end = flat - low; from < end;) {
    const to = Math.min(end, from + Math.min(1, 3 / rate(from)));
    panel(from, to, (v, weight) => {
      const t = exp(-v);
      const each = weight * exp(bare(low + v) + logNobody(chance, counts, t));
      for (let p = 0; p < i; p++) mass[p]! += each * exp(low + v - values[p]!);
      for (let j = i; j < mass.length; j++) mass[j]! += each / (2 * (1 - chance[j - i]! * t));
    });
    from = to;
  }
  return bare(low) + logNobody(chance, counts, 1) - log(above + counts[0]! - 1) < floor;
}

/** Adds the stretch below all levels: nobody's noise is above the middle. */
function underAll(levels: Levels, mass: Float64Array): void {
  const { values } = levels;
  const { above, atHigh } = aboveOf(levels, values.length);
  const last = values[values.length - 1]!;
  for (let p = 0; p < mass.length; p++) mass[p]! += (exp(atHigh) * exp(last - values[p]!)) / above;
}

/** The part of a stretch where all levels below it are far below: Pi e^-u = weight e^((N-1)(u - to)). */
function addFlat(
  values: Float64Array,
  i: number,
  { above, from, to, weight }: Readonly<Record<'above' | 'from' | 'to' | 'weight', number>>,
  mass: Float64Array,
): void {
  const length = to - from;
  const under = above === 1 ? length : oneLessExp(-(above - 1) * length) / (above - 1);
  const over = oneLessExp(-above * length) / above;
  for (let p = 0; p < i; p++) mass[p]! += weight * exp(to - values[p]!) * over;
  for (let j = i; j < mass.length; j++) mass[j]! += (weight * under) / 2;
}

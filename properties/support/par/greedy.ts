import {
  compared,
  minus,
  over,
  plus,
  times,
  total,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';

/** A part of a market: its masses. */
type Part = readonly Rational[];

const least = (values: readonly Rational[]): Rational =>
  values.reduce((low, v) => (compared(v, low) < 0 ? v : low));

/**
 * The segmentation of Bergemann, Brooks, Morris (2015) for one alternative, written plainly: of what remains the largest multiple of the
 * market of its values in which every price earns the same. Types who do not want the alternative are a segment of their own.
 *
 * @param tilt moves so much of each segment's lowest type to its highest
 */
export function greedy(values: readonly Rational[], f: Part, tilt: Rational): Part[] {
  const without = f.map((mass, t) => (values[t]!.numerator > 0n ? ZERO : mass));
  const parts = total(without).numerator > 0n ? [without] : [];
  let rest = f.map((mass, t) => minus(mass, without[t]!));
  while (total(rest).numerator > 0n) {
    const part = extremalPart(values, rest, tilt);
    parts.push(part);
    rest = rest.map((mass, t) => minus(mass, part[t]!));
  }
  return parts;
}

function extremalPart(values: readonly Rational[], rest: Part, tilt: Rational): Rational[] {
  const there = values.filter((_, t) => rest[t]!.numerator > 0n).toSorted(compared);
  const levels = there.filter((v, j) => j === 0 || compared(v, there[j - 1]!) !== 0);
  const above = levels.map((v) => over(levels[0]!, v));
  const even = above.map((share, j) => minus(share, above[j + 1] ?? ZERO));
  const moved = levels.length > 1 ? times(tilt, even[0]!) : ZERO;
  const shares = even.map((share, j) => {
    if (j === 0) return minus(share, moved);
    return j === levels.length - 1 ? plus(share, moved) : share;
  });
  const levelOf = (t: number): number => levels.findIndex((v) => compared(v, values[t]!) === 0);
  const masses = levels.map((_, j) => total(rest.filter((__, t) => levelOf(t) === j)));
  const weight = least(levels.map((_, j) => over(masses[j]!, shares[j]!)));
  return rest.map((mass, t) => {
    if (mass.numerator === 0n) return ZERO;
    const j = levelOf(t);
    return times(mass, over(times(weight, shares[j]!), masses[j]!));
  });
}

import { type Rational } from '../../core/rational.ts';
import { flooredDouble, share, type Multiples } from './integers.ts';

/** Probabilities are multiples of 2^-52. */
const GRAIN = 1n << 52n;

/** A probability this close to 0 or 1 is meant to be it: the solver's rounding is 2^-50. */
const SNAPPED = 2 ** -40;

/** Passes over the constraints after which a cycle is to be feared. */
const PASSES = 60;

/** Lotteries with k + 1 entries that add up to 1 and the surplus of each type, exact; the constraints hold where `kept`. */
export interface Repaired {
  readonly allocation: readonly (readonly Rational[])[];
  readonly surplus: readonly Rational[];
  readonly kept: boolean;
}

/**
 * ours: an IC-IR mechanism beside a point of the solver. Its probabilities become lotteries; then the surplus of each type is raised,
 * payments falling, until u(t) >= u(s) + (v(t) - v(s)) x(s) for all pairs and u >= 0, in integers. Where rounding has closed a cycle that no
 * surplus satisfies, a little of the strictly IC mechanism x(t, a) proportional to 1 + v(t, a) is mixed in first.
 *
 * @param values rows of the support without the outside option @param primal n k probabilities @param surplus n, in money
 */
export function repaired(values: Multiples, primal: Float64Array, surplus: Float64Array): Repaired {
  const k = values.low[0]!.length;
  const lotteries = values.low.map((_, t) => lottery(primal.subarray(t * k, (t + 1) * k)));
  const unit = values.unit * GRAIN;
  const wanted = Array.from(surplus, (u) => flooredDouble(Math.max(0, u), unit));
  const settled = raised(values, lotteries, wanted);
  return {
    allocation: lotteries.map((row) => row.map((p) => share(p, GRAIN))),
    surplus: (settled ?? wanted).map((u) => share(u, unit)),
    kept: settled !== null,
  };
}

/** Probabilities as multiples of 2^-52 that add up to 1, that of the outside option first. */
function lottery(given: Float64Array): bigint[] {
  const counts = Array.from(given, (p) => BigInt(Math.round(snapped(p) * 2 ** 52)));
  const rest = GRAIN - counts.reduce((sum, count) => sum + count, 0n);
  const negligible = rest < 0n || rest < BigInt(2 ** 52 * SNAPPED);
  if (!negligible) return [rest, ...counts];
  const most = counts.reduce((best, count, a) => (count > counts[best]! ? a : best), 0);
  return [0n, ...counts.with(most, counts[most]! + rest)];
}

function snapped(p: number): number {
  return p < SNAPPED ? 0 : p > 1 - SNAPPED ? 1 : p;
}

/** The least surplus >= the wanted one that satisfies every constraint; null where none seems to. O(n^2 k) and the passes. */
function raised(
  values: Multiples,
  lotteries: readonly (readonly bigint[])[],
  wanted: readonly bigint[],
): bigint[] | null {
  const surplus = [...wanted];
  const rents = lotteries.map((_, from) =>
    lotteries.map((row, to) => (to === from ? 0n : rent(values, from, to, row))),
  );
  const order = surplus.map((_, t) => t).toSorted((s, t) => (wanted[s]! < wanted[t]! ? -1 : 1));
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false;
    for (const from of order) {
      const row = rents[from]!;
      for (let to = 0; to < row.length; to++) {
        const least = surplus[to]! + row[to]!;
        if (to === from || least <= surplus[from]!) continue;
        surplus[from] = least;
        moved = true;
      }
    }
    if (!moved) return surplus;
  }
  return null;
}

/** (v(t) - v(s)) x(s), from above; exactly 0 for types with the same values. */
function rent(
  { low, high, exact }: Multiples,
  from: number,
  to: number,
  row: readonly bigint[],
): bigint {
  const [mine, theirs] = [high[from]!, low[to]!];
  let sum = 0n;
  let same = true;
  for (let a = 0; a < mine.length; a++) {
    const p = row[a + 1]!;
    if (!exact && same && mine[a] !== high[to]![a]) same = false;
    if (p !== 0n) sum += p * (mine[a]! - theirs[a]!);
  }
  return !exact && same ? 0n : sum;
}

import { type Rational } from '../../core/rational.ts';
import { flooredDouble, share, type Multiples } from './integers.ts';

/** Probabilities are multiples of 2^-52. */
const GRAIN = 1n << 52n;

/** A probability this close to 0 or 1 is meant to be it: the solver's rounding is 2^-50. */
const SNAPPED = 2 ** -40;

/** How much of the strict mechanism is mixed in, as bits: what is lost is about 2^-bits of the largest value. */
const MIXED = [36n, 30n, 24n, 18n] as const;

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
 * surplus satisfies, a little of the strictly IC mechanism x(t, a) proportional to 1 + v(t, a) is mixed in first; types much smaller than
 * the largest get nothing of it, so that it may not help: then the point is returned as it is, not `kept`, to be offered as a menu.
 *
 * @param values rows of the support without the outside option @param primal n k probabilities @param surplus n, in money
 */
export function repaired(values: Multiples, primal: Float64Array, surplus: Float64Array): Repaired {
  const k = values.low[0]!.length;
  const lotteries = merged(values.low.map((_, t) => lottery(primal.subarray(t * k, (t + 1) * k))));
  const unit = values.unit * GRAIN;
  const wanted = Array.from(surplus, (u) => flooredDouble(Math.max(0, u), unit));
  const plain = raised(values, lotteries, wanted);
  if (plain !== null) return exactly(lotteries, GRAIN, plain, unit);
  for (const bits of MIXED) {
    const mixed = blended(values, lotteries, bits);
    const grain = GRAIN << bits;
    const settled = raised(
      values,
      mixed,
      wanted.map((u) => u << bits),
    );
    if (settled !== null) return exactly(mixed, grain, settled, unit << bits);
  }
  return { ...exactly(lotteries, GRAIN, wanted, unit), kept: false };
}

function exactly(
  lotteries: readonly (readonly bigint[])[],
  grain: bigint,
  surplus: readonly bigint[],
  unit: bigint,
): Repaired {
  // Types with the same lottery share the array, and its fractions.
  const known = new Map<readonly bigint[], readonly Rational[]>();
  const fractions = (row: readonly bigint[]): readonly Rational[] => {
    const found = known.get(row) ?? row.map((p) => share(p, grain));
    known.set(row, found);
    return found;
  };
  return {
    allocation: lotteries.map((row) => fractions(row)),
    surplus: surplus.map((u) => share(u, unit)),
    kept: true,
  };
}

/** Lotteries that differ by rounding only as one, for types that share an item must not envy each other's last digit. O(n^2 k). */
function merged(lotteries: readonly bigint[][]): bigint[][] {
  const near = BigInt(2 ** 52 * SNAPPED);
  const distinct: bigint[][] = [];
  return lotteries.map((row) => {
    const found = distinct.find((other) =>
      other.every((p, a) => p - row[a]! <= near && row[a]! - p <= near),
    );
    if (found === undefined) distinct.push(row);
    return found ?? row;
  });
}

/** (1 - 2^-bits) x + 2^-bits y, in multiples of 2^-(52 + bits), where y(t, a) is (1 + v(t, a) / largest) / 2 k. */
function blended(
  { high }: Multiples,
  lotteries: readonly (readonly bigint[])[],
  bits: bigint,
): bigint[][] {
  const most = high.flat().reduce((top, v) => (v > top ? v : -v > top ? -v : top), 1n);
  return lotteries.map((row, t) => {
    const strict = high[t]!.map((v) => (GRAIN * (v + most)) / (2n * most * BigInt(row.length - 1)));
    const rest = GRAIN - strict.reduce((sum, p) => sum + p, 0n);
    return [rest, ...strict].map((p, a) => row[a]! * ((1n << bits) - 1n) + p);
  });
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

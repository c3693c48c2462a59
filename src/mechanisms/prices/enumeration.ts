import { integer, outOfRange } from '../../core/errors.ts';
import { rounding } from '../../core/numeric.ts';
import { exp } from '../../kernel/exp.ts';
import type { Component } from '../components/component.ts';
import { refused } from '../refusal.ts';
import type { Deviation } from './cohorts.ts';
import { affordable, type PriceGrid } from './grid.ts';

/** The most that a lie gains in the private part, over all data of a kind. */
export type LieGain = (lie: Deviation) => number;

/** All data of this many agents. Reading every law takes O(profiles values k) a tilt. */
export interface Enumeration {
  /** Exact for this many agents, but for what rounding may hide, which is added. */
  gainAt(tilt: number, own: Component): LieGain;
  /** The largest |ln Pr - ln Pr'| of a price between neighbours. */
  privacyLossAt(tilt: number, own: Component): number;
}

/** What is enumerated: the values that each of the others may have, and every lie of one more. */
interface Crowd {
  /** How many purchases one report moves. */
  readonly members: number;
  readonly others: number;
  readonly possible: ArrayLike<number>;
  readonly deviations: readonly Deviation[];
}

/**
 * Everything the others may report, by how many of them have each value.
 *
 * @throws the refusal `budget` when there are more such profiles than the caller allows
 */
export function enumeration(grid: PriceGrid, crowd: Crowd, budget: number): Enumeration {
  const scores = othersScores(grid, crowd, integer('profiles', budget, 1));
  const cells = ({ value, told }: Deviation): readonly [number, number] => [
    affordable(grid, value),
    affordable(grid, told),
  ];
  return Object.freeze({
    gainAt(tilt: number, own: Component): LieGain {
      const law = lawsOf(grid, crowd.members, scores, tilt, own);
      const hidden = rounding(grid.prices.length, 1); // of a sum of probabilities
      return (lie) => {
        const [here, there] = cells(lie);
        if (lie.told > lie.value || here === there) return 0;
        let most = 0;
        for (let at = 0; at < scores.length; at++) {
          const [honest, lied] = [law(at, here).map(exp), law(at, there).map(exp)];
          let gain = 0;
          for (let j = 0; j < here; j++) {
            gain += (lied[j]! - honest[j]!) * (lie.value - grid.prices[j]!);
          }
          most = Math.max(most, gain);
        }
        return most + hidden;
      };
    },
    privacyLossAt(tilt: number, own: Component): number {
      const law = lawsOf(grid, crowd.members, scores, tilt, own);
      const pairs = new Map(crowd.deviations.map((lie) => [cells(lie).join(), cells(lie)]));
      let worst = 0;
      for (const [here, there] of pairs.values()) {
        for (let at = 0; at < scores.length; at++) {
          const [p, q] = [law(at, here), law(at, there)];
          for (let j = 0; j < p.length; j++) worst = Math.max(worst, Math.abs(p[j]! - q[j]!));
        }
      }
      return worst;
    },
  });
}

/** ln Pr of every price, by the others' profile and the cell of one more; each made once. */
function lawsOf(
  { prices }: PriceGrid,
  members: number,
  scores: readonly Float64Array[],
  tilt: number,
  own: Component,
): (at: number, cell: number) => Float64Array {
  const laws = new Map<number, Float64Array>();
  return (at, cell) => {
    const name = at * (prices.length + 1) + cell;
    const known = laws.get(name);
    if (known) return known;
    const score = scores[at]!.map((r, j) => r + (j < cell ? members * prices[j]! : 0));
    const made = own.logProbabilities(score, tilt);
    laws.set(name, made);
    return made;
  };
}

/** The total revenue of the others at every price, for every count of their values. */
function othersScores(
  grid: PriceGrid,
  { members, others, possible }: Crowd,
  budget: number,
): Float64Array[] {
  const cells = [...new Set(Array.from(possible, (v) => affordable(grid, v)))];
  let counted = new Map<string, readonly number[]>([['', cells.map(() => 0)]]);
  for (let i = 0; i < others; i++) {
    const next = new Map<string, readonly number[]>();
    for (const counts of counted.values()) {
      for (const c of cells.keys()) {
        const more = counts.with(c, counts[c]! + 1);
        next.set(more.join(), more);
      }
      if (next.size > budget) throw tooMany(next.size, others, budget);
    }
    counted = next;
  }
  return [...counted.values()].map((counts) =>
    grid.prices.map((p, j) =>
      counts.reduce((all, n, c) => all + (j < cells[c]! ? n * members * p : 0), 0),
    ),
  );
}

function tooMany(profiles: number, others: number, budget: number): RangeError {
  const { message } = outOfRange('profiles', `at least ${profiles} for ${others} others`, budget);
  return refused('budget', message, { profiles, others, budget });
}

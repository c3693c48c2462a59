import {
  adjacentSites,
  dyadicSites,
  printedSites,
} from '../../src/mechanisms/sites/lotteries/tilings.ts';
import { givenSiteLottery } from '../../src/mechanisms/sites/lotteries/given.ts';
import { candidatePairs, candidateTuples } from '../../src/mechanisms/sites/lotteries/pairs.ts';
import { uniformSites } from '../../src/mechanisms/sites/lotteries/uniform.ts';
import type { Cost, SiteLottery, Types } from '../../src/mechanisms/sites/lotteries/lottery.ts';
import { heldTo, paysAt, tuplesOf } from './line-tuples.ts';

/** A lottery as a list: alternatives with their probabilities. */
export type Listed = readonly (readonly [places: readonly number[], chance: number])[];

export interface LotteryCase {
  readonly name: string;
  readonly list: Listed;
  readonly grid: number;
  readonly make: (types: Types, cost: Cost) => SiteLottery;
}

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
export const points = (m: number): number[] => range(m + 1).map((j) => j / m);
const evenly = (alternatives: readonly (readonly number[])[]): Listed =>
  alternatives.map((places) => [places, 1 / alternatives.length] as const);
const CANDIDATES = [0.05, 0.2, 0.45, 0.5, 0.9];

function tilesOf(steps: readonly number[], draws: (steps: number) => number): Listed {
  return steps.flatMap((size) =>
    range(draws(size)).map(
      (y) => [[y / size, (y + 1) / size], 1 / (steps.length * draws(size))] as const,
    ),
  );
}

export const options = (grid: number, facilities: number, types: Types, cost: Cost) =>
  ({ grid, facilities, types, cost }) as const;

/** Every lottery on a line, and what it may draw. */
export const LOTTERIES: readonly LotteryCase[] = [
  ...[1, 3, 8].map((m) => ({
    name: `adjacent, m = ${m}`,
    grid: m,
    list: tilesOf([m], (steps) => steps),
    make: (types: Types, cost: Cost) => adjacentSites(options(m, 2, types, cost)),
  })),
  ...[2, 4, 8].flatMap((m) => {
    const rounds = range(Math.log2(m)).map((x) => x + 1);
    return [
      {
        name: `dyadic, m = ${m}`,
        grid: m,
        list: tilesOf(
          rounds.map((x) => 2 ** x),
          (steps) => steps,
        ),
        make: (types: Types, cost: Cost) => dyadicSites(options(m, 2, types, cost)),
      },
      {
        name: `as printed, m = ${m}`,
        grid: m,
        list: tilesOf(rounds, (steps) => steps + 1),
        make: (types: Types, cost: Cost) => printedSites(options(m, 2, types, cost)),
      },
    ];
  }),
  ...(
    [
      [4, 2],
      [3, 3],
      [5, 3],
    ] as const
  ).map(([m, K]) => ({
    name: `uniform, m = ${m}, K = ${K}`,
    grid: m,
    list: evenly(tuplesOf(points(m), K)),
    make: (types: Types, cost: Cost) => uniformSites(options(m, K, types, cost)),
  })),
  {
    name: 'pairs of candidates',
    grid: 4,
    list: evenly(range(4).map((j) => [CANDIDATES[j]!, CANDIDATES[j + 1]!])),
    make: (types, cost) =>
      candidatePairs(Float64Array.from(CANDIDATES), {
        facilities: 2,
        grid: types === 'grid' ? 4 : null,
        cost,
      }),
  },
  {
    name: 'triples of candidates',
    grid: 4,
    list: evenly(tuplesOf(CANDIDATES, 3)),
    make: (types, cost) =>
      candidateTuples(Float64Array.from(CANDIDATES), {
        facilities: 3,
        grid: types === 'grid' ? 4 : null,
        cost,
      }),
  },
  {
    name: 'given',
    grid: 4,
    list: [
      [[0, 0.25, 1], 0.5],
      [[0.25, 0.3, 0.75], 0.25],
      [[0.5, 0.5, 0.75], 0.25],
    ],
    make: (types, cost) =>
      givenSiteLottery({
        alternatives: [
          [[0], [0.25], [1]],
          [[0.25], [0.3], [0.75]],
          [[0.5], [0.5], [0.75]],
        ],
        probabilities: [0.5, 0.25, 0.25],
        grid: types === 'grid' ? 4 : 'continuous',
        cost,
      }),
  },
];

/** What a lie loses, ties the liar's. */
export function lossOf(list: Listed, t: number, b: number, cost: Cost): number {
  return list.reduce(
    (total, [places, chance]) =>
      total + chance * (heldTo(places, t, b, cost, 'liar') - paysAt(places, t, cost)),
    0,
  );
}

/** What a truthful type expects to pay. */
export const costOf = (list: Listed, t: number, cost: Cost): number =>
  list.reduce((total, [places, chance]) => total + chance * paysAt(places, t, cost), 0);

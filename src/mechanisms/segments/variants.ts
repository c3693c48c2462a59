import { clickCurve } from '../../core/curve.ts';
import { integer, positive, within } from '../../core/errors.ts';
import type { Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import { coin } from '../commitment.ts';
import { lineAgents } from './exponential-part.ts';
import { lineLaw, lineOptimum } from '../line/law.ts';
import type { Lottery } from './lottery.ts';
import { curvesOf, type Curves } from './shape.ts';

/** A simplified mechanism of one attribute, for comparison only: neither keeps both promises, so neither has a certificate. */
export interface Variant {
  /** What it fails at. */
  readonly fails: string;
  /** K products in [0, 1], ascending. */
  draw(rng: Rng): readonly number[];
}

/** What both variants take: reports of one attribute, K, and the grid 0, 1/m, .., 1. */
export interface VariantOptions {
  readonly population: Population;
  readonly segments: number;
  readonly grid: number;
  readonly click: Curves;
}

/** Variant 1: the exact optimum in place of the exponential part, still mixed with a lottery. Not private, and liars can gain. @see [SEG, 5, Example 1] */
export function optimumWithLottery(
  options: VariantOptions & { readonly q: number; readonly lottery: Lottery },
): Variant {
  const { grid, segments } = checked(options);
  const q = within('q', options.q, 0, 1);
  const tilt = 1 / options.population.size;
  const { problem } = lineLaw(agentsOf(options), 1, tilt, (j) => j / grid, grid + 1);
  const best = lineOptimum(problem, segments, tilt).sites.map((j) => j / grid);
  return Object.freeze({
    fails: 'privacy and truthfulness: one report can move the optimum by a jump',
    draw: (rng: Rng) =>
      coin(q, rng) === 'lottery' ? options.lottery.draw(rng).map((product) => product[0]!) : best,
  });
}

/** Variant 2: the exponential part alone, without a lottery. Private, but lies are not deterred. @see [SEG, 5, Example 2] */
export function exponentialAlone(options: VariantOptions & { readonly tilt: number }): Variant {
  const { grid, segments } = checked(options);
  const tilt = positive('tilt', options.tilt);
  const law = lineLaw(agentsOf(options), segments, tilt, (j) => j / grid, grid + 1);
  return Object.freeze({
    fails: 'truthfulness: a lie can gain, little each, and all together spoil the welfare',
    draw: (rng: Rng) => Array.from(law.draw(rng), (j) => j / grid),
  });
}

function checked(options: VariantOptions): { grid: number; segments: number } {
  integer('attributes', options.population.attributes, 1, 1);
  return {
    grid: integer('grid', options.grid, 1, 8192),
    segments: integer('segments', options.segments, 1, 100),
  };
}

function agentsOf({ population, click }: VariantOptions): ReturnType<typeof lineAgents> {
  return lineAgents(population, curvesOf('click', click, clickCurve, 1));
}

import {
  cohortPrice,
  population,
  postedPrice,
  printedPricing,
  seeded,
  type CohortPriceOptions,
  type PostedPrice,
  type PostedPriceOptions,
} from '../../src/index.ts';
import { figuresOf } from './portable-figures.ts';
import { spread, type Portable } from './portable-kernels.ts';

/** Posted prices of private values and of cohorts: plans, certificates, laws, draws. */
export function portablePrices(): Portable {
  const cases: Record<string, Omit<PostedPriceOptions, 'values'>> = { ...calibrated(), ...paper() };
  const values = Object.entries(cases).map(
    ([name, options]) => [`prices, ${name}`, () => priced(options)] as const,
  );
  const cohorts = Object.entries(cohortCases()).map(
    ([name, options]) => [`cohorts, ${name}`, () => figures(cohortPrice(options))] as const,
  );
  return {
    ...Object.fromEntries([...values, ...cohorts]),
    'prices as printed': () =>
      [10, 1e3, 1e5, 1e7].flatMap((n) =>
        [2, 16, 100].flatMap((m) => figuresOf(printedPricing(1e4 * n, m, m + 1, 1))),
      ),
  };
}

/** 300 values, a third of them on a price of a coarse grid, and some 45,000 buyers. */
function priced(options: Omit<PostedPriceOptions, 'values'>): number[] {
  const points = spread('values', 300, 0, 1).map((v, i) =>
    i % 3 === 0 ? Math.round(8 * v) / 8 : v,
  );
  const weights = spread('buyers', 300, 100, 200).map(Math.round);
  return figures(postedPrice({ values: population(points, 1, weights), ...options }));
}

function figures(made: Omit<PostedPrice, 'buys'>): number[] {
  const draws = Array.from({ length: 10 }, (_, i) => made.draw(seeded(`price ${i}`)));
  const { plan, certificate } = made;
  const lost = plan.lottery ? [plan.lottery.loss(0.75, 0.5), plan.lottery.loss(0.2, 0.9)] : [];
  return figuresOf([plan, certificate, made.law(), made.diagnostics(), draws, lost]);
}

function calibrated(): Record<string, Omit<PostedPriceOptions, 'values'>> {
  const mode = 'calibrated';
  const half = { grid: 16, offset: 'half', mode, promise: { loss: 'best' } } as const;
  const on = { ...half, offset: 'none' } as const;
  const given = spread('shares', 16, 1, 2);
  const total = given.reduce((sum, x) => sum + x, 0);
  return {
    'half, brackets': { ...half, truth: 'brackets' },
    'half, brackets, many prices': {
      ...half,
      grid: 1000,
      truth: 'brackets',
      promise: { tilt: 1e-3 },
    },
    'half, brackets, an optimal lottery': { ...half, truth: 'brackets', commitment: 'optimal' },
    'half, beyond': { ...half, truth: { beyond: 0.2 }, promise: { epsilon: 0.01 } },
    'half, a given lottery': {
      ...half,
      truth: { beyond: 0.3 },
      commitment: given.map((x) => x / total),
    },
    'half, a gain': { ...half, truth: { gain: 1e-4 }, promise: { loss: 0.1 } },
    'half, permute and flip': { ...half, truth: 'brackets', component: 'permute-and-flip' },
    'half, noise': { ...half, truth: { gain: 0.01 }, component: 'laplace' },
    'on the grid, beyond': { ...on, truth: { beyond: 0.25 } },
    'on the grid, a gain': { ...on, truth: { gain: 0 }, promise: { tilt: 0.01 } },
    'on the grid, permute and flip': {
      ...on,
      truth: { gain: 0.05 },
      component: 'permute-and-flip',
    },
  };
}

function paper(): Record<string, Omit<PostedPriceOptions, 'values'>> {
  return {
    'half, as printed': { grid: 4, offset: 'half', mode: 'paper' },
    'on the grid, as printed': { grid: 8, offset: 'none', mode: 'paper' },
  };
}

function cohortCases(): Record<string, CohortPriceOptions> {
  const signals = Array.from({ length: 60 }, (_, i) => [i % 2, Math.floor(i / 2) % 2, (i * i) % 2]);
  const cohorts = { signals, levels: 2, values: [0, 0.3, 0.6, 0.95] };
  const base = { cohorts, grid: 8, offset: 'half', rule: 'weak', mode: 'calibrated' } as const;
  const many = { ...cohorts, signals: Array.from({ length: 3000 }, (_, i) => signals[i % 60]!) };
  return {
    brackets: { ...base, truth: 'brackets', promise: { loss: 'best' } },
    'every profile': {
      ...base,
      cohorts: { ...cohorts, signals: signals.slice(0, 8) },
      truth: { gain: 0.01 },
      promise: { tilt: 0.3 },
      profiles: 1000,
    },
    'the strict rule': { ...base, rule: 'strict', truth: { gain: 0.1 }, promise: { epsilon: 0.1 } },
    'as printed': { ...base, cohorts: many, grid: 4, mode: 'paper' },
  };
}

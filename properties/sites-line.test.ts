import { describe, expect, test } from 'vitest';
import {
  facilities,
  lineSites,
  population,
  replaceOne,
  seeded,
  type Facilities,
  type FacilitiesOptions,
  type Population,
  type SitePlan,
} from '../src/index.ts';

const BASE = { distance: 'l1', mode: 'calibrated', facilities: 2, grid: 4 } as const;

/** Populations of a few agents, some extreme, the rest from a fixed stream; on the grid of m steps, or anywhere. */
function crowds(n: number, m: number | null): Population[] {
  const rng = seeded(`crowds ${n} ${m}`);
  const place = (): number => (m === null ? rng() : Math.floor(rng() * (m + 1)) / m);
  const drawn = Array.from({ length: 3 }, () => Float64Array.from({ length: n }, place));
  const ends = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
  const middle = new Float64Array(n).fill(0.5);
  return [ends, middle, ...drawn].map((points) => population(points, 1));
}

/** What agent 0's lies do under the whole mechanism: exactly, from the law and the lottery. */
function liesOf(made: Facilities, options: FacilitiesOptions, reports: readonly number[]) {
  const { plan } = made;
  const law = lineSites({
    ...plan,
    population: options.population,
    fixed: options.fixed ?? [],
    candidates: options.candidates ?? null,
    trials: 1,
    subsets: 1,
  });
  const t = options.population.points[0]!;
  return reports
    .filter((b) => b !== t)
    .map((b) => {
      const lie = law.lie(t, b);
      const best = Math.max(lie.gain, lie.truthful - lie.held);
      const lost = plan.lottery?.loss([t], [b]) ?? 0;
      const d = Math.abs(t - b);
      return { d, own: best, net: (1 - plan.q) * best - plan.q * lost, leak: lie.privacyLoss };
    });
}

const grid = (m: number): number[] => Array.from({ length: m + 1 }, (_, j) => j / m);

const DESIGNS: readonly (readonly [string, Omit<FacilitiesOptions, 'population'>])[] = [
  ...(['uniform', 'adjacent', 'dyadic', 'midpoint'] as const).map(
    (lottery) =>
      [lottery, { ...BASE, lottery, truth: 'brackets', promise: { epsilon: 1 } }] as const,
  ),
  ['squared', { ...BASE, cost: 'squared', truth: 'brackets', promise: { epsilon: 2 } }],
  [
    'uniform squared',
    { ...BASE, cost: 'squared', lottery: 'uniform', truth: 'brackets', promise: { tilt: 0.3 } },
  ],
  ['fixed', { ...BASE, fixed: [[0.3]], truth: 'brackets', promise: { epsilon: 1 } }],
  ['three', { ...BASE, facilities: 3, grid: 6, truth: 'brackets', promise: { epsilon: 0.5 } }],
  [
    'candidates',
    {
      ...BASE,
      candidates: [[0], [0.25], [0.5], [0.75], [1]],
      truth: 'brackets',
      promise: { epsilon: 1 },
    },
  ],
  ['a promised loss', { ...BASE, truth: 'brackets', promise: { loss: 'best' } }],
];

describe('facilities on a line: every deviation, every neighbour', () => {
  test.each(DESIGNS)('under brackets no lie gains: %s', (_, design) => {
    const m = design.grid as number;
    for (const people of [...crowds(1, m), ...crowds(5, m)]) {
      const options = { ...design, population: people };
      const made = facilities(options);
      const { plan } = made;
      for (const lie of liesOf(made, options, grid(m))) {
        expect(lie.net).toBeLessThan(0);
        expect(lie.leak).toBeLessThanOrEqual(plan.epsilon * (1 + 1e-12));
        expect(lie.leak).toBeLessThanOrEqual(made.certificate.privacy.epsilon * (1 + 1e-12));
      }
    }
  });

  test('a hundredth below the least q the bound on some lie is not outweighed', () => {
    const { plan } = facilities({
      ...BASE,
      population: crowds(5, 4)[0]!,
      truth: 'brackets',
      promise: { epsilon: 1 },
    });
    const ratio = (q: number): number => q / (1 - q);
    const worst = grid(4)
      .slice(1)
      .map((d) => Math.tanh((plan.tilt * d) / 2) / (d / 4));
    expect(Math.abs(ratio(plan.q) / Math.max(...worst) - 1)).toBeLessThan(1e-12);
    expect(ratio(plan.q * 0.99)).toBeLessThan(Math.max(...worst));
  });

  test.each(['midpoint', 'adjacent', 'uniform', 'dyadic'] as const)(
    'lies beyond the stated distance lose, types anywhere: %s',
    (lottery) => {
      for (const people of crowds(4, null)) {
        const options = {
          ...BASE,
          lottery,
          population: people,
          truth: { beyond: 0.35 },
          promise: { epsilon: 1 },
        };
        const made = facilities(options);
        const lies = liesOf(
          made,
          options,
          Array.from({ length: 41 }, (_, i) => i / 40),
        );
        const far = lies.filter((lie) => lie.d >= 0.35);
        expect(far.length).toBeGreaterThan(5);
        for (const lie of far) expect(lie.net).toBeLessThan(0);
        for (const lie of lies) expect(lie.net).toBeLessThanOrEqual(made.plan.worstGain);
      }
    },
  );

  test.each([
    ['midpoint', 0.02, 2],
    ['adjacent', 0.05, 2],
    ['uniform', 0.05, 2],
    [undefined, 0.3, 1],
  ] as const)('no lie gains more than stated: %s, %s, K = %s', (lottery, most, K) => {
    for (const people of crowds(3, null)) {
      const options = {
        ...BASE,
        facilities: K,
        ...(lottery && { lottery }),
        population: people,
        truth: { gain: most },
        promise: { epsilon: 1 },
      };
      const made = facilities(options);
      expect(made.plan.lottery === null).toBe(K === 1);
      expect(made.plan.worstGain).toBeLessThanOrEqual(most);
      const lies = liesOf(
        made,
        options,
        Array.from({ length: 21 }, (_, i) => i / 20),
      );
      for (const lie of lies) expect(lie.net).toBeLessThanOrEqual(made.plan.worstGain);
    }
  });

  test('a neighbour is a report replaced: the law of the lie is the law of the replaced report', () => {
    const people = crowds(5, 4)[3]!;
    const design = { ...BASE, truth: 'brackets', promise: { epsilon: 1 } } as const;
    const here = facilities({ ...design, population: people }).diagnostics();
    const there = facilities({ ...design, population: replaceOne(people, 0, [1]) }).diagnostics();
    const made = facilities({ ...design, population: people });
    const shift = (there.logPartition ?? NaN) - (here.logPartition ?? NaN);
    expect(Math.abs(shift)).toBeLessThanOrEqual(made.plan.tilt);
  });
});

/** What the mechanism gives up on this population, per head, from its own diagnostics. */
function givenUp(made: Facilities): number {
  const { optimum, expectedWelfare } = made.diagnostics();
  return (optimum ?? NaN) - (expectedWelfare ?? NaN);
}

describe('what is promised is kept', () => {
  test.each(DESIGNS)('on every population: %s', (_, design) => {
    for (const size of [1, 5, 40]) {
      for (const people of crowds(size, design.grid as number)) {
        const made = facilities({ ...design, population: people });
        expect(givenUp(made)).toBeLessThanOrEqual(made.plan.promised);
        expect(givenUp(made)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('the best promise falls with the population, and beats blind sites when that is large', () => {
    const promised = [1e2, 1e4, 1e6].map((n) => {
      const people = population(Float64Array.of(0, 1), 1, Float64Array.of(n / 2, n / 2));
      const made = facilities({
        ...BASE,
        population: people,
        truth: 'brackets',
        promise: { loss: 'best' },
      });
      return [made.plan.promised, made.plan.dataHelp] as const;
    });
    expect(promised[0]![0]).toBeGreaterThan(promised[1]![0]);
    expect(promised[1]![0]).toBeGreaterThan(10 * promised[2]![0] - 1e-3);
    expect(promised[2]![1]).toBe(true);
  });

  test('other first components keep the truth with their own q', () => {
    const people = crowds(5, 4)[2]!;
    const plans = (['exponential', 'permute-and-flip', 'laplace'] as const).map((component) => {
      const made = facilities({
        ...BASE,
        component,
        population: people,
        truth: 'brackets',
        promise: { epsilon: 0.5 },
      });
      expect(givenUp(made)).toBeLessThanOrEqual(made.plan.promised);
      return made.plan;
    });
    for (const plan of plans) expect(plan.tilt).toBe(0.25);
    const [exponential, flip] = plans as [SitePlan, SitePlan, SitePlan];
    expect(flip.q).toBeGreaterThan(exponential.q);
  });
});

import {
  calibrateSites,
  facilities,
  givenSiteLottery,
  locTable,
  population,
  printedParametersOf,
  seeded,
  type FacilitiesOptions,
  type SiteLottery,
} from '../../src/index.ts';
import { figuresOf } from './portable-figures.ts';
import { spread, type Portable } from './portable-kernels.ts';

/** Facilities on a line and in the plane: plans, certificates, lotteries, draws, assignments. */
export function portableSites(): Portable {
  const cases = { ...onGrid(), ...anywhere(), ...inPlane(), ...paper() };
  return {
    ...Object.fromEntries(
      Object.entries(cases).map(([name, options]) => [`sites, ${name}`, () => placed(options)]),
    ),
    'sites as printed': () =>
      ([1e3, 1e5, 1e7] as const).flatMap((n) => [
        ...figuresOf(printedParametersOf(n, 3, 16, 'uniform')),
        ...figuresOf(printedParametersOf(n, 2, 12, 'adjacent')),
        ...figuresOf(printedParametersOf(n, 2, 'continuous', 'loc3')),
      ]),
    'table of printed sites': () => figuresOf(locTable({ populations: [1e4], grids: [4] })),
    'sites of a large population': () =>
      figuresOf(
        calibrateSites({
          population: 1e6,
          attributes: 2,
          facilities: 3,
          grid: 8,
          distance: 'euclidean',
          truth: 'brackets',
          loss: 'best',
        }),
      ),
  };
}

/** A line of `agents` people at 200 places, and the same in the plane. */
function people(attributes: number, agents: number): FacilitiesOptions['population'] {
  const weights = spread('people', 200, 0.5, 1.5);
  const scale = agents / weights.reduce((total, w) => total + w, 0);
  return population(
    spread('homes', 200 * attributes, 0, 1),
    attributes,
    weights.map((w) => w * scale),
  );
}

function placed(options: FacilitiesOptions): number[] {
  const made = facilities(options);
  const { plan, certificate } = made;
  const draws = Array.from({ length: 4 }, (_, i) => made.draw(seeded(`sites ${i}`)));
  const lottery = plan.lottery && laid(plan.lottery, plan.attributes);
  return figuresOf([
    [plan, certificate, lottery, draws],
    [draws.slice(0, 2).map((each) => made.assign(each)), made.diagnostics()],
  ]);
}

/** What a lottery says, and five draws from it. */
function laid(lottery: SiteLottery, attributes: number): unknown {
  const places = Array.from({ length: 4 }, (_, i) =>
    Array.from(spread(`at ${i}`, attributes, 0, 1)),
  );
  const rng = seeded('lottery');
  return [
    [0.1, 0.25, 0.5, 1].map((d) => lottery.leastLoss(d)),
    places.flatMap((t) => places.map((b) => lottery.loss(t, b))),
    places.map((t) => lottery.expectedCost?.(t) ?? -1),
    Array.from({ length: 5 }, () => lottery.draw(rng)),
  ];
}

const line = (): FacilitiesOptions => ({
  population: people(1, 5000),
  facilities: 3,
  grid: 16,
  distance: 'l1',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { loss: 'best' },
});

function onGrid(): Record<string, FacilitiesOptions> {
  const base = line();
  const fixed = [[0.1], [0.77]];
  const candidates = [[0.05], [0.2], [0.45], [0.5], [0.8], [0.93]];
  const given = givenSiteLottery({
    alternatives: [
      [[0], [0.5], [1]],
      [[0.25], [0.3], [0.9]],
      [[0.125], [0.625], [0.875]],
    ],
    probabilities: [0.5, 0.25, 0.25],
    grid: 'continuous',
  });
  return {
    'adjacent pairs': base,
    uniform: { ...base, lottery: 'uniform', promise: { epsilon: 0.4 } },
    dyadic: { ...base, lottery: 'dyadic', truth: { beyond: 0.3 }, promise: { tilt: 0.1 } },
    'the printed lottery': { ...base, lottery: 'loc3', truth: { gain: 0.2 }, promise: { tilt: 2 } },
    'a given lottery': { ...base, lottery: given, truth: { gain: 0.1 }, promise: { tilt: 1 } },
    'fixed sites': { ...base, fixed, promise: { epsilon: 0.3 } },
    candidates: { ...base, grid: 4, candidates, promise: { tilt: 0.1 } },
    'any candidates': {
      ...base,
      grid: 4,
      candidates,
      lottery: 'uniform',
      promise: { tilt: 0.1 },
    },
    'squared distances': { ...base, cost: 'squared', promise: { epsilon: 0.2 } },
    'permute and flip': {
      ...base,
      grid: 8,
      component: 'permute-and-flip',
      promise: { tilt: 0.02 },
    },
    noise: { ...base, grid: 8, component: 'laplace', promise: { tilt: 0.02 } },
    'one facility': { ...base, facilities: 1, truth: { gain: 0.2 }, promise: { epsilon: 0.3 } },
  };
}

function anywhere(): Record<string, FacilitiesOptions> {
  const base = { ...line(), grid: 'continuous', truth: { beyond: 0.2 } } as const;
  return {
    'a random midpoint': { ...base, promise: { tilt: 0.01 } },
    'a random midpoint, squared': { ...base, cost: 'squared', promise: { tilt: 0.01 } },
    'anywhere, with fixed sites': {
      ...base,
      facilities: 2,
      fixed: [[0.5]],
      truth: { gain: 0.05 },
      promise: { tilt: 0.005 },
    },
  };
}

function inPlane(): Record<string, FacilitiesOptions> {
  const base = { ...line(), population: people(2, 500), grid: 4, facilities: 2 } as const;
  const far = { ...base, distance: 'euclidean', promise: { epsilon: 0.5 } } as const;
  const free = { grid: 'continuous', truth: { beyond: 0.5 }, promise: { tilt: 0.01 } } as const;
  const candidates = [
    [0.1, 0.1],
    [0.15, 0.8],
    [0.5, 0.45],
    [0.62, 0.95],
    [0.9, 0.2],
    [0.97, 0.7],
  ];
  return {
    'l1 in the plane': base,
    'l1, adjacent pairs': { ...base, lottery: 'adjacent', promise: { epsilon: 0.5 } },
    'straight lines': far,
    'straight lines, squared': { ...far, cost: 'squared', fixed: [[0.3, 0.3]] },
    'straight lines, any pair': { ...far, lottery: 'uniform', grid: 3 },
    'a wide plane': { ...far, population: people(2, 500), extent: [1, 1], subsets: 10 },
    'candidates in the plane': { ...far, candidates, grid: 2 },
    'noise in the plane': { ...far, component: 'laplace', grid: 3, promise: { tilt: 0.01 } },
    'l1 anywhere': { ...base, ...free },
    'straight lines anywhere': { ...far, ...free },
    'squares anywhere': { ...far, ...free, cost: 'squared' },
  };
}

function paper(): Record<string, FacilitiesOptions> {
  const { facilities: _, truth: __, promise: ___, ...rest } = line();
  const base = { ...rest, facilities: 2, mode: 'paper', population: people(1, 1e6) } as const;
  return {
    LOC1: { ...base, grid: 2, lottery: 'uniform' },
    LOC2: { ...base, grid: 8, lottery: 'adjacent' },
    LOC3: { ...base, grid: 8, lottery: 'loc3' },
    LOC4: { ...base, grid: 'continuous' },
  };
}

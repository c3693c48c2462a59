import { outOfRange } from '../src/core/errors.ts';
import {
  calibrate,
  calibrationTables,
  clickCurve,
  population,
  representatives,
  seeded,
  type CurveSpec,
  type Release,
  type RepresentativesOptions,
} from '../src/index.ts';
import { digest, fingerprint } from './support/fingerprint.ts';
import { portableEnvironments } from './support/portable-environments.ts';
import { portableKernels, spread, type Portable } from './support/portable-kernels.ts';
import { portableMarkets, portableSolver } from './support/portable-markets.ts';
import { portablePrices } from './support/portable-prices.ts';
import { portablePrograms } from './support/portable-programs.ts';
import { portableSites } from './support/portable-sites.ts';

const LINEAR = { family: 'linear', slope: 1 } as const;
const POWER = { family: 'power', exponent: 1.7 } as const;
const TABLE: CurveSpec = {
  family: 'table',
  points: [
    [0, 1],
    [0.3, 0.4],
    [1, 0],
  ],
};

/** The digest of figures. @throws RangeError for a NaN, which has many bit patterns */
function digestOf(figures: ArrayLike<number>): string {
  const doubles = Float64Array.from(figures);
  if (doubles.some(Number.isNaN)) throw outOfRange('figures', 'numbers', NaN);
  return digest(doubles);
}

/** Every computation's digest by name, those of the stored ones in determinism.test.ts included. */
export function digests(): Record<string, string> {
  const all = {
    ...portableKernels(),
    ...mechanism(),
    ...portablePrices(),
    ...portableEnvironments(),
    ...portableSites(),
    ...portablePrograms(),
    ...portableMarkets(),
  };
  return { ...fingerprint(), ...digested(all) };
}

/** The same of what needs the solver, which is loaded here. */
export async function solverDigests(): Promise<Record<string, string>> {
  return digested(await portableSolver());
}

function digested(all: Portable): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).map(([name, figures]) => [name, digestOf(figures())]),
  );
}

/** A small segmentation drawn from a seed: what a page does first, before anything is awaited. */
export function firstDraw(): Release {
  const made = representatives({
    population: population(Float64Array.of(0.1, 0.2, 0.2, 0.7, 0.9), 1),
    segments: 2,
    grid: 8,
    click: LINEAR,
    utility: LINEAR,
    mode: 'calibrated',
    truth: 'brackets',
    promise: { loss: 'best' },
  });
  return made.draw(seeded('x'));
}

/** Ten seeded draws of the whole mechanism, and what it says of itself. */
function released(options: RepresentativesOptions): number[] {
  const made = representatives(options);
  const { privacy, truthfulness, guarantee } = made.certificate;
  const draws = Array.from({ length: 10 }, (_, i) => made.draw(seeded(`draw ${i}`)));
  const products = draws.flatMap((each) => [...each.representatives.flat(), each.trials]);
  const { q, leastLoss } = truthfulness;
  return [...products, privacy.epsilon, q, leastLoss, guarantee.loss];
}

function onLine(): Omit<RepresentativesOptions, 'grid'> {
  return {
    population: population(spread('line', 400, 0, 1), 1),
    segments: 3,
    click: LINEAR,
    utility: LINEAR,
    mode: 'calibrated',
  };
}

function onSquare(): RepresentativesOptions {
  return {
    population: population(spread('square', 400, 0, 1), 2),
    segments: 2,
    click: { family: 'linear', slope: 0.5 },
    utility: { family: 'linear', slope: 0.5 },
    mode: 'calibrated',
    grid: 'continuous',
    truth: { beyond: 0.2 },
    promise: { tilt: 0.1 },
  };
}

function mechanism(): Portable {
  const [line, square] = [onLine(), onSquare()];
  const bracketed = { ...line, grid: 16, truth: 'brackets', promise: { loss: 'best' } } as const;
  return {
    'brackets on a line': () => released(bracketed),
    'brackets, a power click function': () => released({ ...bracketed, click: POWER }),
    'a continuous line': () =>
      released({ ...line, grid: 'continuous', truth: { gain: 0.1 }, promise: { epsilon: 0.2 } }),
    'a continuous square': () => released(square),
    'a square of brackets': () =>
      released({ ...square, grid: 8, truth: 'brackets', promise: { tilt: 0.1 } }),
    'a table of clicks, exactly': () => {
      const made = representatives({ ...bracketed, click: TABLE });
      const { logPartition, expectedWelfare, optimum } = made.diagnostics();
      return [logPartition ?? NaN, expectedWelfare ?? NaN, optimum ?? NaN];
    },
    'a power curve': () => spread('curve', 500, 0, 1).map(clickCurve('click', POWER, 1).value),
    'calibration for a loss': () => {
      const { segments, click, utility } = line;
      const shape = { population: 1e5, attributes: 1, segments, grid: 16, click, utility };
      const plan = calibrate({ ...shape, truth: 'brackets', loss: 0.1 });
      return [plan.tilt, plan.epsilon, plan.q, plan.promised, plan.leastLoss];
    },
    'calibration tables': () =>
      calibrationTables().flatMap(({ rows }) => rows.flat().filter((x) => typeof x === 'number')),
  };
}

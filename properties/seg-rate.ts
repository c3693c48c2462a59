import { rounding } from '../src/core/numeric.ts';
import { printedParameters, printedRate } from '../src/mechanisms/segments/paper-plan.ts';
import {
  choose,
  constant,
  integerIn,
  logScale,
  map,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { theorem4Refuters } from './counterexamples/seg-mixture.ts';
import { sizesFrom, type Sizes } from './support/seg/dominance-cases.ts';
import { distanceAtZero, zeroIsUndominated } from './support/seg/one-product.ts';
import {
  crossing,
  firstDefined,
  printedBound,
  provedError,
  stretchStart,
  type ParametersOf,
} from './support/seg/printed.ts';
import { statement } from './support/statement.ts';

/** The engine's printed parameters. */
export const engineParameters: ParametersOf = (N, attributes, B) => {
  const { tilt, mbar, q } = printedParameters(N, attributes, B);
  return { epsilon: tilt, mbar, q };
};

/** The printed bound less the proved worst error of undominated strategies; `params` may be broken. */
const rateSlack =
  (params: ParametersOf) =>
  ({ population, attributes, segments, lipschitz }: Sizes): number =>
    printedRate(population, attributes, segments, lipschitz) -
    provedError(
      population,
      attributes,
      segments,
      lipschitz,
      params(population, attributes, lipschitz),
    );

/** With one product: the bound less the error when everybody, of type (1/4, .., 1/4), reports 0; P = 1 - d/I, V = 1 - d/B. */
function oneProductRate(sizes: Sizes): number {
  const { population, attributes, segments, lipschitz } = sizes;
  const { epsilon, q } = engineParameters(population, attributes, lipschitz);
  const slope = 1 / attributes;
  const undominated = population % 2 === 1 && zeroIsUndominated(0.25, epsilon * slope);
  const lost = attributes * slope * distanceAtZero(0.25, population * epsilon * slope);
  const error = undominated ? (1 - q) * lost : 0;
  return printedRate(population, attributes, segments, lipschitz) - error;
}

const figures = (N: number): string => N.toExponential(2);

function theorem4Evidence(): string {
  const rows = [
    [1, 2, 1],
    [1, 3, 2],
    [2, 2, 2],
    [3, 3, 3],
  ].map(([attributes = 1, K = 2, B = 1]) => {
    const first = firstDefined(attributes, B);
    const share = Array.from({ length: 400 }, (_, k) => first * 1.1 ** k).map(
      (N) =>
        provedError(N, attributes, K, B, engineParameters(N, attributes, B)) /
        printedBound(N, attributes, K, B),
    );
    const bites = crossing((N) => printedBound(N, attributes, K, B) < 1);
    return `I=${attributes} K=${K} B=${B}: N0=${first}, proved error at most ${Math.max(...share).toFixed(3)} of the bound, the bound is below 1 from N=${figures(bites)}`;
  });
  return `N0 is where M-hat is defined; the bound holds for ever after. ${rows.join('; ')}. Slips of the proof that the constant absorbs: 2^mbar may be twice N^(1/3)/ln N, and lies cost 4 B ln N/N^(1/3), not 2; Theorem 1 needs the factor I K.`;
}

const theorem4 = statement<Sizes>({
  id: 'SEG-thm4',
  where: 'Thm 4',
  claim:
    'for large N undominated strategies lose at most kappa ln N / N^(1/3) against max F, kappa = 32 B^2 I^2 + 2 + 3(K+2)',
  hypotheses: 'I in 1..12, K in 1..1000, B from I to 100 I, every N for which M-hat is defined',
  decided:
    'exact: undominated reports are within 2^-(mbar-1) (SEG-domination), and then the error is at most q + (1-q)(2 B 2^-(mbar-1) + (I K/x) ln(y/(1-e^-y))), x = N eps, y = x B/K, for every t; K = 1 by an exact law in which everybody plays an undominated lie',
  method: 'exact',
  given: sizesFrom(1),
  slack: (sizes) =>
    sizes.segments === 1 ? oneProductRate(sizes) : rateSlack(engineParameters)(sizes),
  tolerance: rounding(100, 1),
  controls: {},
  counterexamples: theorem4Refuters,
  corrected: {
    claim: 'the same for every K when the lottery shows two products; N0 is where q < 1 for ever',
    given: sizesFrom(1),
    slack: rateSlack(engineParameters),
    tolerance: rounding(100, 1),
  },
  correctedControls: {
    'the lottery drawn so many times as often': {
      slack: (dose) =>
        rateSlack((N, attributes, B) => {
          const params = engineParameters(N, attributes, B);
          return { ...params, q: dose * params.q };
        }),
      doses: [2, 8, 32, 128],
      dose: 128,
    },
    'reports off by so many thresholds': {
      slack: (dose) =>
        rateSlack((N, attributes, B) => {
          const params = engineParameters(N, attributes, B);
          return { ...params, mbar: params.mbar - Math.log2(dose) };
        }),
      doses: [2, 8, 32, 128],
      dose: 32,
    },
    'one product only': {
      slack: () => (sizes) => oneProductRate({ ...sizes, segments: 1 }),
      examples: theorem4Refuters,
    },
  },
  verdict: 'corrected',
  evidence: theorem4Evidence,
});

/** A population not below the first defined one: `factor` times it, or the start of a later stretch of equal mbar. */
interface Defined {
  readonly attributes: number;
  readonly lipschitz: number;
  readonly factor: number;
  readonly stretch: number;
}

function populationOf({ attributes, lipschitz, factor, stretch }: Defined): number {
  const first = firstDefined(attributes, lipschitz);
  const N = stretch === 0 ? Math.ceil(first * factor) : Math.floor(stretchStart(stretch)) + 1;
  return factor < 1 ? N : Math.max(first, N);
}

const definedSlack =
  (excess: number) =>
  (c: Defined): number => {
    const { q, mbar } = engineParameters(populationOf(c), c.attributes, c.lipschitz);
    return mbar < 1 ? -1 : 1 - (1 + excess) * q;
  };

const definedCases = (factor: Arbitrary<number>): Arbitrary<Defined> =>
  map(
    tuple<[number, number, number, number]>(
      integerIn(1, 20),
      choose(constant(1), logScale(1, 100, 40)),
      factor,
      choose(constant(0), integerIn(1, 40)),
    ),
    ([attributes, steep, by, stretch]): Defined => ({
      attributes,
      lipschitz: attributes * steep,
      factor: by,
      stretch: by < 1 ? 0 : stretch,
    }),
  );

const defined = statement<Defined>({
  id: 'SEG-defined',
  where: 'proof of Thm 4',
  claim: 'for any I, K, B there is an N from which on q = 32 B^2 I^2 eps mbar 2^mbar < 1',
  hypotheses:
    'I in 1..20, B from I to 100 I (the convention c = 1/B makes B >= I), every K; N from the first one reported to 1e18 times that, and at the starts of all stretches of equal mbar',
  decided:
    "exact: the engine's q from the N on that the oracle reports; that it stays below 1 is proved by q < 64 B^2 I^2 mbar/(N^(1/3) ln N), falling once it is below 1",
  method: 'exact',
  given: definedCases(choose(constant(1), logScale(1, 1e18, 60))),
  slack: definedSlack(0),
  tolerance: rounding(20, 1),
  controls: {
    'q larger by this part': {
      slack: (dose) => definedSlack(dose),
      doses: [1e-12, 1e-6, 1e-3, 0.1],
      dose: 1e-12,
    },
    'fewer agents by this part': {
      given: (dose) => definedCases(constant(1 - dose)),
      doses: [1e-12, 1e-6, 1e-3, 0.1],
      dose: 1e-12,
    },
  },
  verdict: 'holds',
  evidence: () => {
    const rows = [
      [1, 1],
      [1, 2],
      [2, 2],
      [3, 3],
      [5, 5],
      [10, 10],
    ].map(([attributes = 1, B = 1]) => {
      const N = firstDefined(attributes, B);
      return `I=${attributes} B=${B}: ${N < 2 ** 53 ? N : figures(N)}`;
    });
    return `first N with q < 1 for ever, any K: ${rows.join('; ')}. mbar is 0 for N = 7 to 93, where no lottery is defined.`;
  },
});

/** What M-hat promises, and from which population on. */
export const segRate = [theorem4, defined];

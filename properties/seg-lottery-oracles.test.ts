import { describe, expect, test } from 'vitest';
import { utilityCurve, type CurveSpec } from '../src/core/curve.ts';
import { seeded } from '../src/core/rng.ts';
import { printedLottery } from '../src/mechanisms/segments/lottery.ts';
import { printedParameters, printedRate } from '../src/mechanisms/segments/paper-plan.ts';
import {
  offeredUtility,
  printedOffers,
  tightness,
  worstCase,
} from './support/seg/lottery-oracles.ts';
import {
  firstDefined,
  printedBound,
  printedParametersOf,
  provedError,
} from './support/seg/printed.ts';
import { lossOf } from './support/seg/scenes.ts';

const curves = (attributes: number): CurveSpec[] => [
  { family: 'linear', slope: 1 / attributes },
  { family: 'power', exponent: 0.5 },
  {
    family: 'table',
    points: [
      [0, 1],
      [attributes / 3, 0.9],
      [attributes, 0],
    ],
  },
];

describe('the printed lottery', () => {
  test('loses what enumeration of its offers says, at ties too', () => {
    const rng = seeded('offers');
    for (const attributes of [1, 2, 4]) {
      for (const mbar of [1, 2, 3]) {
        const fine = 4 * attributes * 2 ** mbar;
        const point = (): number[] =>
          Array.from({ length: attributes }, () => Math.floor(rng() * (fine + 1)) / fine);
        const offers = printedOffers(attributes, mbar, 2);
        const lottery = printedLottery(attributes, mbar);
        for (let i = 0; i < 20; i++) {
          const [t, b] = [point(), point()];
          for (const taste of curves(attributes)) {
            const expects = (report: number[]): number => offeredUtility(offers, t, report, taste);
            const engine = utilityCurve('utility', taste, attributes);
            expect(lottery.utility(t, b, engine)).toBeCloseTo(expects(b), 13);
            expect(lottery.loss(t, b, engine)).toBeCloseTo(expects(t) - expects(b), 13);
          }
        }
      }
    }
  });

  test('offers probabilities that sum to 1, one product when K = 1, copies when K > 2', () => {
    for (const K of [1, 2, 5]) {
      const offers = printedOffers(3, 2, K);
      expect(offers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 13);
      expect(offers.every(({ products }) => products.length === K)).toBe(true);
    }
  });

  test('has the worst case that a search over a finer lattice finds', () => {
    for (const [attributes, mbar] of [
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
    ] as const) {
      const worst = worstCase(attributes, mbar);
      const found = latticeSearch(attributes, mbar, worst.length);
      for (let steps = 1; steps < worst.least.length; steps++) {
        const unit = mbar * attributes ** 2 * worst.common * worst.length;
        expect(found[steps]!).toBeCloseTo(worst.least[steps]! / unit, 12);
      }
    }
  });

  test('keeps the printed bound for I <= 3, breaks it from I = 4, 6, 7 on, and always keeps the corrected one', () => {
    for (let mbar = 1; mbar <= 3; mbar++) {
      for (let attributes = 1; attributes <= 9; attributes++) {
        const worst = worstCase(attributes, mbar);
        expect(tightness(worst, 'printed').holds).toBe(attributes < [4, 6, 7][mbar - 1]!);
        expect(tightness(worst, 'corrected').holds).toBe(true);
      }
    }
  });
});

/** The least loss at every distance in half-steps, types on half-steps, reports there and a hair to either side. V = 1 - d/I. */
function latticeSearch(attributes: number, mbar: number, length: number): number[] {
  const lottery = printedLottery(attributes, mbar);
  const taste = utilityCurve('utility', { family: 'linear', slope: 1 / attributes }, attributes);
  const least: number[] = [];
  const hair = 1e-9 / length;
  const visit = (t: number[], b: number[]): void => {
    if (t.length === attributes) {
      const steps = Math.round(
        t.reduce((sum, x, i) => sum + Math.abs(x - b[i]!), 0) * length + 1e-6,
      );
      const loss = lottery.loss(t, b, taste);
      least[steps] = Math.min(least[steps] ?? Infinity, loss);
      return;
    }
    for (let i = 0; i <= length; i++) {
      for (let j = 0; j <= length; j++) {
        for (const off of [-hair, 0, hair]) {
          visit([...t, i / length], [...b, Math.min(1, Math.max(0, j / length + off))]);
        }
      }
    }
  };
  visit([], []);
  return least;
}

describe('the printed parameters', () => {
  test("are the engine's", () => {
    for (const N of [150, 1e4, 1e6, 1e9, 1e15]) {
      const own = printedParametersOf(N, 3, 5);
      const engine = printedParameters(N, 3, 5);
      expect(engine.mbar).toBe(own.mbar);
      expect(engine.q / own.q).toBeCloseTo(1, 12);
      expect(printedRate(N, 3, 2, 5) / printedBound(N, 3, 2, 5)).toBeCloseTo(1, 12);
    }
  });

  test('define a mechanism for ever from the N that a scan finds', () => {
    for (const B of [1, 1.1, 1.4]) {
      let last = 1;
      for (let N = 2; N < 60_000; N++) {
        const { q, mbar } = printedParametersOf(N, 1, B);
        if (!(mbar >= 1 && q < 1 - 1e-14)) last = N;
      }
      expect(firstDefined(1, B)).toBe(last + 1);
    }
  });

  test('keep exact instances below the proved error', () => {
    const click: CurveSpec = { family: 'linear', slope: 1 };
    for (const [N, K] of [
      [1000, 2],
      [1e6, 2],
      [1e6, 3],
    ] as const) {
      const params = printedParametersOf(N, 1, 1);
      const scene = {
        kind: 'point',
        K,
        reports: [[0.5]],
        types: [[0.5]],
        clicks: [click],
      } as const;
      const own = lossOf({ ...scene, weights: [N], epsilon: params.epsilon });
      const error = params.q + (1 - params.q) * own;
      expect(own).toBeGreaterThan(0);
      expect(error).toBeLessThan(provedError(N, 1, K, 1, params));
    }
  });
});

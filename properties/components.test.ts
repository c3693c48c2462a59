import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  component,
  type Component,
  type ComponentKind,
} from '../src/mechanisms/components/component.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { massDefect, privacyLoss } from '../src/verify/privacy.ts';
import { flipOracle, laplaceOracle } from './support/component-oracles.ts';
import { FAIL, PASS, tally } from './support/tally.ts';

const [flip, laplace] = [component('permute-and-flip'), component('laplace')];
const all: readonly Component[] = [component('exponential'), flip, laplace];

/** Scores of a size that a tilt of 1 feels, some of them tied. */
function scores(rng: () => number, k: number, size: number): Float64Array {
  return Float64Array.from({ length: k }, () => {
    const x = size * rng();
    return rng() < 0.2 ? Math.round(x) : x;
  });
}

describe('laws of the first component', () => {
  it('sum to 1 over one to two thousand alternatives, for logits down to -1e6', () => {
    const rng = seeded('mass');
    for (const k of [1, 2, 3, 17, 300, 2000]) {
      for (const size of [0, 0.1, 5, 40, 1e3, 1e6]) {
        const law = scores(rng, k, size);
        for (const each of all) {
          const defect = massDefect(each.logProbabilities(law, 1));
          expect(defect, `${each.kind} ${k} ${size}`).toBeLessThan(1e-13);
        }
      }
    }
  });

  it('agree with inclusion and exclusion, and with a fine quadrature', () => {
    const rng = seeded('oracles');
    for (const k of [2, 5, 9]) {
      const score = scores(rng, k, 4);
      const logits = Array.from(score);
      const [byFlip, byNoise] = [flipOracle(logits), laplaceOracle(logits)];
      flip
        .logProbabilities(score, 1)
        .forEach((x, s) => expect(Math.exp(x) / byFlip[s]!).toBeCloseTo(1, 11));
      laplace
        .logProbabilities(score, 1)
        .forEach((x, s) => expect(Math.exp(x) / byNoise[s]!).toBeCloseTo(1, 5));
    }
  });

  it('keep every digit of an alternative far below the best', () => {
    for (const gap of [1e-3, 1, 30, 139, 1e4, 1e6]) {
      const score = Float64Array.of(0, -gap);
      expect(flip.logProbabilities(score, 1)[1]! + gap + Math.LN2).toBeCloseTo(0, 9);
      const closed = Math.log((2 + gap) / 4) - gap;
      expect(laplace.logProbabilities(score, 1)[1]! - closed).toBeCloseTo(0, 9);
    }
  });

  it('count an alternative of measure c as c alike ones', () => {
    const [score, copies] = [
      [0, -1, -2.5, -7],
      [1, 3, 2, 5],
    ];
    const listed = Float64Array.from(
      copies.flatMap((c, s) => Array.from({ length: c }, () => score[s]!)),
    );
    const measure = Float64Array.from(copies, Math.log);
    for (const each of all) {
      const apart = each.logProbabilities(listed, 1);
      each.logProbabilities(Float64Array.from(score), 1, measure).forEach((x, s) => {
        const first = copies.slice(0, s).reduce((sum, c) => sum + c, 0);
        expect(x).toBeCloseTo(apart[first]! + Math.log(copies[s]!), 12);
      });
    }
  });
});

describe('draws of the first component', () => {
  const score = Float64Array.of(1, 0, 2.5, 2.5, -3, 2);
  const measure = Float64Array.from([1, 4, 1, 2, 60, 3], Math.log);
  it.each(all)('$kind: by its law, and not by a law 10 % steeper', (each) => {
    const rng = seeded(each.kind);
    const law = (tilt: number): Float64Array =>
      each.logProbabilities(score, tilt, measure).map(Math.exp);
    const counts = tally(10_000, 6, () => each.draw(score, 0.8, rng, measure));
    expect(goodnessOfFit(counts, law(0.8)).pValue).toBeGreaterThan(PASS);
    expect(goodnessOfFit(counts, law(0.88)).pValue).toBeLessThan(FAIL);
  });
});

/** Total variation: the most an expectation in [0, 1] differs. */
const variation = (p: Float64Array, q: Float64Array): number =>
  p.reduce((sum, x, s) => sum + Math.max(0, Math.exp(x) - Math.exp(q[s]!)), 0);

/** Pairs of scores whose change lies within an interval of width L. */
function pairs(label: string): { x: Float64Array; y: Float64Array; width: number }[] {
  const rng = seeded(label);
  return Array.from({ length: 300 }, () => {
    const k = 2 + Math.floor(5 * rng());
    const width = 4 * rng() ** 2;
    const x = scores(rng, k, 3 * rng());
    const ends = rng() < 0.7; // the extreme change: some alternatives by all of it, the rest by nothing
    const y = x.map((v) => v + 0.3 + width * (ends ? Math.round(rng()) : rng()));
    return { x, y, width };
  });
}

describe('what one report moves', () => {
  it.each(all)('$kind: influence and epsilon hold on 300 pairs', (each) => {
    let [closest, loss] = [Infinity, Infinity];
    for (const { x, y, width } of pairs(each.kind)) {
      const [p, q] = [each.logProbabilities(x, 1), each.logProbabilities(y, 1)];
      closest = Math.min(closest, each.influence(width) - variation(p, q));
      loss = Math.min(loss, each.epsilon(width) - privacyLoss(p, q));
    }
    expect(closest).toBeGreaterThan(-1e-13);
    expect(loss).toBeGreaterThan(-1e-12);
  });

  it('is attained by two alternatives moved across the middle; tanh(L/4) would be too little for permute and flip', () => {
    expect(flip.influence(0.5)).toBeGreaterThan(1.7 * component('exponential').influence(0.5));
    for (const width of [1e-6, 0.3, 2, 9]) {
      const [x, y] = [Float64Array.of(0, width / 2), Float64Array.of(width, width / 2)];
      for (const each of all.slice(0, 2)) {
        const moved = variation(each.logProbabilities(y, 1), each.logProbabilities(x, 1));
        expect(moved / each.influence(width), each.kind).toBeCloseTo(1, 9);
      }
    }
  });

  it('is within an eighth of attained by two against two under Laplace noise', () => {
    const width = 1e-3;
    const [x, y] = [
      [0, 0, width / 2, width / 2],
      [width, width, width / 2, width / 2],
    ];
    const [p, q] = [x, y].map((v) => laplace.logProbabilities(Float64Array.from(v), 1));
    expect(variation(q!, p!) / width).toBeCloseTo(7 / 24, 4);
    expect(laplace.influence(width) / width).toBeCloseTo(1 / 3, 12);
  });

  it.each(all)('$kind: epsilon is approached, so no less is promised', (each) => {
    const at = (best: number): number =>
      each.logProbabilities(Float64Array.of(best, -2_000), 1)[1]!;
    expect(at(0) - at(0.5)).toBeGreaterThan(0.999 * each.epsilon(0.5));
  });
});

/** The worst of the gaps `from`, `from + step`, .. below `to`. */
function worstOf(
  lossAt: (gap: number) => number,
  from: number,
  to: number,
  step: number,
): { at: number; loss: number } {
  let worst = { at: from, loss: 0 };
  for (let at = from; at < to; at += step) {
    const loss = lossAt(at);
    if (loss > worst.loss) worst = { at, loss };
  }
  return worst;
}

describe('what the best alternative loses', () => {
  const expectedLoss = (each: Component, score: Float64Array, n: number): number => {
    const best = Math.max(...score);
    const law = each.logProbabilities(
      score.map((x) => n * x),
      1 / 2,
    );
    return law.reduce((sum, x, s) => sum + Math.exp(x) * (best - score[s]!), 0);
  };

  it.each(all)(
    '$kind: the bound holds on 300 score vectors, and one gap for all comes near',
    (each) => {
      const rng = seeded(`loss ${each.kind}`);
      const n = 50;
      for (let i = 0; i < 300; i++) {
        const k = 1 + Math.floor(8 * rng());
        const score = scores(rng, k, 1).map((x) => x ** 3);
        expect(expectedLoss(each, score, n)).toBeLessThanOrEqual(
          each.loss(Math.log(k), n / 2).value + 1e-13,
        );
      }
    },
  );

  it.each([
    ['exponential', 2, 1],
    ['exponential', 40, 1],
    ['permute-and-flip', 2, 1],
    ['permute-and-flip', 40, 0.87],
    ['laplace', 2, 1],
    ['laplace', 40, 0.44],
  ] as const)(
    '%s over %d alternatives: the worst gap comes to the given part of the bound',
    (kind, k, part) => {
      const each = component(kind);
      const lossAt = (y: number): number => {
        const score = new Float64Array(k).fill(-y / 25);
        score[k - 1] = 0;
        return expectedLoss(each, score, 50);
      };
      // of one peak: coarsely over (0, 12), then in steps of 0.005 about the best
      const coarse = worstOf(lossAt, 0.1, 12, 0.1);
      const fine = worstOf(lossAt, coarse.at - 0.1, coarse.at + 0.1, 0.005);
      const share = Math.max(coarse.loss, fine.loss) / each.loss(Math.log(k), 25).value;
      expect(share).toBeLessThanOrEqual(1 + 1e-12);
      expect(share).toBeGreaterThan(part * (1 - 1e-5));
    },
  );
});

describe('bad input', () => {
  it('names what is wrong', () => {
    const one = Float64Array.of(1, 2);
    expect(() => component('gumbel' as ComponentKind)).toThrow('component must be one of');
    for (const each of all) {
      expect(() => each.logProbabilities(Float64Array.of(1, NaN), 1)).toThrow(
        'score[1] must be finite',
      );
      expect(() => each.logProbabilities(one, -1)).toThrow('tilt must be >= 0, got -1');
      expect(() => each.draw(one, 1, seeded('x'), Float64Array.of(0))).toThrow(
        'logMeasure.length must be 2',
      );
      expect(() => each.influence(-1)).toThrow('width must be >= 0');
      const far = 'tilt must be at most 2^20 over the range of the scores, ';
      expect(() => each.logProbabilities(Float64Array.of(0, 1e200), 1e200)).toThrow(`${far}1e+200`);
      expect(() => each.draw(Float64Array.of(1e308, -1e308), 1, seeded('x'))).toThrow(
        `${far}Infinity`,
      );
      for (const x of [0, -1, NaN]) expect(() => each.loss(1, x)).toThrow('x must be ');
      expect(() => each.loss(-1, 1)).toThrow('logAlternatives must be >= 0, got -1');
      expect(each.loss(0, 1).value).toBe(0);
    }
    expect(() => flip.logProbabilities(one, 1, Float64Array.of(0, 0.5))).toThrow(
      'logMeasure[1] must be the log of a whole number',
    );
  });
});

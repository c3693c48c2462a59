import { describe, expect, test } from 'vitest';
import { exponentialLaw } from './support/seg/engine.ts';
import { almostEnough, bracketSlack, leastPlan } from './support/seg/brackets.ts';
import { bestTwo, cuts } from './support/seg/clustering.ts';
import {
  given,
  lotteryDraws,
  privateDraws,
  spread,
  type CoinScene,
} from './support/seg/coin-law.ts';
import { averageLoss, replyLoss, type Reply } from './support/seg/example2.ts';
import { dominance, equilibria, payoffs, type Game } from './support/seg/game.ts';
import { distanceAtZero, flatGain, zeroIsUndominated } from './support/seg/one-product.ts';
import { mean } from './support/seg/oracles.ts';

/** Probabilities of s on a fine midpoint grid for reports b_n with weights, P = 1 - d. */
function lineLaw(
  reports: readonly (readonly [number, number])[],
  epsilon: number,
): [number[], Float64Array] {
  const at = Array.from({ length: 4000 }, (_, k) => (k + 0.5) / 4000);
  const score = at.map((s) => reports.reduce((sum, [b, w]) => sum - w * Math.abs(s - b), 0));
  return [at, exponentialLaw(Float64Array.from(score), epsilon)];
}

describe('one product', () => {
  test('among others who cancel: gains of a lie as in the whole law', () => {
    for (const epsilon of [0.01, 0.5]) {
      const expects = (b: number): number => {
        const [at, law] = lineLaw(
          [
            [0, 3],
            [1, 3],
            [b, 1],
          ],
          epsilon,
        );
        return mean(
          law,
          at.map((s) => 1 - Math.abs(s - 0.25)),
        );
      };
      expect(flatGain(0.25, 0, epsilon, 1)).toBeCloseTo(expects(0) - expects(0.25), 7);
      expect(flatGain(0.25, 0, epsilon, 1)).toBeGreaterThan(0);
    }
  });

  test('0 is the only best reply of type 1/4, and not of type 2/5', () => {
    expect(zeroIsUndominated(0.25, 1e-6)).toBe(true);
    expect(zeroIsUndominated(0.4, 1e-6)).toBe(false);
    const gains = [0.05, 0.1, 0.25, 0.6, 1].map((b) => flatGain(0.25, b, 1e-3, 1));
    expect(Math.max(...gains)).toBeLessThan(flatGain(0.25, 0, 1e-3, 1));
  });

  test('everybody at 0: the distance to 1/4 as in the whole law', () => {
    for (const x of [0.5, 20]) {
      const [at, law] = lineLaw([[0, x]], 1);
      const direct = mean(
        law,
        at.map((s) => Math.abs(s - 0.25)),
      );
      expect(distanceAtZero(0.25, x)).toBeCloseTo(direct, 6);
    }
  });

  test('Example 2: replies and the average loss as in the whole law', () => {
    const reply: Reply = {
      N: 2,
      epsilon: 0.7,
      type: 0.5,
      report: 0.3,
      utility: { family: 'power', exponent: 2 },
      halves: 1,
    };
    const at = Array.from({ length: 4000 }, (_, k) => (k + 0.5) / 4000);
    const law = (reports: readonly number[]): Float64Array =>
      exponentialLaw(
        Float64Array.from(at, (s) => -reports.reduce((sum, b) => sum + (s - b) ** 2, 0)),
        reply.epsilon,
      );
    const worth = (type: number, reports: readonly number[]): number =>
      mean(
        law(reports),
        at.map((s) => 1 - (s - type) ** 2),
      );
    const told = worth(0.5, [0, 0, 1, 1]);
    expect(replyLoss(reply)).toBeCloseTo(told - worth(0.5, [0, 0, 1, 0.3]), 7);
    const zero = worth(0, [0, 0, 1, 1]) - worth(0, [0, 0.3, 1, 1]);
    expect(replyLoss({ ...reply, type: 0 })).toBeCloseTo(zero, 7);
    const welfare = (worth(0, [0, 0, 1, 1]) + told) / 2;
    expect(averageLoss(2, 0.7)).toBeCloseTo(15 / 16 - welfare, 6);
  });
});

describe('two products on a line', () => {
  test('are the best of a grid of pairs', () => {
    const reports = { at: [0, 0.2, 0.55, 1], weights: [3, 1, 2, 4] };
    const best = bestTwo(reports, 'lowest').loss;
    let least = Infinity;
    for (let i = 0; i <= 400; i++) {
      for (let j = i; j <= 400; j++) {
        const loss = reports.at.reduce(
          (sum, t, n) =>
            sum + reports.weights[n]! * Math.min((t - i / 400) ** 2, (t - j / 400) ** 2),
          0,
        );
        least = Math.min(least, loss);
      }
    }
    expect(cuts(reports)).toHaveLength(3);
    expect(least).toBeGreaterThanOrEqual(best);
    expect(least).toBeLessThan(best + 1e-4);
  });
});

const opposed: CoinScene = {
  K: 2,
  grid: 3,
  mbar: 2,
  types: [[0], [0.7]],
  reports: [[0.1], [1]],
  weights: [1, 1],
  click: { family: 'power', exponent: 2 },
  utility: { family: 'linear', slope: 1 },
  tilt: 3,
  q: 0.3,
};

/** First and second moments of the CTR by enumeration of segmentations, coins and, if asked, clicks. */
function variances(scene: CoinScene, clicks: boolean): { common: number; each: number } {
  const [own, lots] = [privateDraws(scene), lotteryDraws(scene, 2)];
  const [x, y] = [given(scene, own, scene.click), given(scene, lots, scene.click)];
  const sums = { common: [0, 0], each: [0, 0] };
  const add = (kind: 'common' | 'each', p: number, chosen: readonly number[]): void => {
    for (let hit = 0; hit < (clicks ? 4 : 1); hit++) {
      const hits = chosen.map((rate, n) => (clicks ? (hit >> n) % 2 : rate));
      const chance = clicks
        ? chosen.reduce((all, rate, n) => all * (hits[n] === 1 ? rate : 1 - rate), p)
        : p;
      const ctr = (hits[0]! + hits[1]!) / 2;
      sums[kind][0]! += chance * ctr;
      sums[kind][1]! += chance * ctr * ctr;
    }
  };
  own.forEach((s, i) => {
    lots.forEach((l, j) => {
      for (let coins = 0; coins < 4; coins++) {
        const heads = [coins % 2 === 1, coins > 1];
        const chance = heads.reduce((all, head) => all * (head ? scene.q : 1 - scene.q), 1);
        const chosen = heads.map((head, n) => (head ? y[j]![n]! : x[i]![n]!));
        add('each', s.probability * l.probability * chance, chosen);
      }
      add('common', s.probability * l.probability * (1 - scene.q), x[i]!);
      add('common', s.probability * l.probability * scene.q, y[j]!);
    });
  });
  return { common: varianceOf(sums.common), each: varianceOf(sums.each) };
}

function varianceOf([first = 0, second = 0]: readonly number[]): number {
  return second - first ** 2;
}

describe('the least q on brackets', () => {
  test('deters the tightest lie by 6c/7 of its loss, and a q smaller by c does not', () => {
    for (const slope of [0.1, 0.01, 0.001, 0.0001]) {
      const lie = almostEnough(slope);
      const left = bracketSlack(lie);
      expect(left).toBeGreaterThan(0);
      expect(Math.abs(left - (6 * slope) / 7)).toBeLessThan(1e-7);
      expect(bracketSlack(lie, 1 - slope)).toBeLessThan(0);
    }
  });

  test('makes every type there strictly prefer the truth to every other report', () => {
    const lie = almostEnough(0.001);
    const plan = leastPlan(lie);
    for (const t of lie.sites) {
      for (const b of lie.sites) {
        if (b !== t) expect(bracketSlack({ ...lie, t, b }, 1, plan)).toBeGreaterThan(0);
      }
    }
  });
});

describe('coins', () => {
  test('give the variances that enumeration gives, and clicks add the same to both', () => {
    const { common, each } = spread(opposed, 2);
    const plain = variances(opposed, false);
    const clicked = variances(opposed, true);
    expect(common).toBeCloseTo(plain.common, 13);
    expect(each).toBeCloseTo(plain.each, 13);
    expect(clicked.each - clicked.common).toBeCloseTo(each - common, 13);
    expect(clicked.common).toBeGreaterThan(common);
  });
});

describe('the game of reports', () => {
  const median: Game = {
    part: 'optimum',
    K: 1,
    grid: 2,
    types: [2, 2, 2],
    tilt: 1,
    q: 0,
    mbar: 1,
  };

  test('knows the equilibria of the median, and that truth dominates weakly, not strictly', () => {
    const payoff = payoffs(median);
    const profiles = equilibria(payoff, 0);
    expect(profiles).toContain(0);
    expect(profiles).toContain(26);
    expect(dominance(payoff, 0, 0, 'weak')).toBe(1);
    expect(dominance(payoff, 0, 0, 'strict')).toBe(0);
    expect(dominance(payoff, 0, 2, 'weak')).toBe(0);
  });

  test('finds strict domination where the lottery punishes', () => {
    const payoff = payoffs({ ...median, part: 'exponential', K: 2, tilt: 0.01, q: 0.5, mbar: 2 });
    expect(dominance(payoff, 0, 0, 'strict')).toBeGreaterThan(0.01);
    expect(equilibria(payoff, 0)).toEqual([26]);
  });
});

import { describe, expect, test } from 'vitest';
import { locTable } from '../src/index.ts';
import {
  adjacentSites,
  dyadicSites,
  printedSites,
} from '../src/mechanisms/sites/lotteries/tilings.ts';
import { givenSiteLottery } from '../src/mechanisms/sites/lotteries/given.ts';
import { midpointSites } from '../src/mechanisms/sites/lotteries/midpoint.ts';
import { stretched } from '../src/mechanisms/sites/lotteries/stretched.ts';
import type { Cost } from '../src/mechanisms/sites/lotteries/lottery.ts';
import { costOf, lossOf, options, range, type Listed } from './support/line-lotteries.ts';

const COSTS: readonly Cost[] = ['distance', 'squared'];

function near(got: number, wanted: number): void {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(2e-9);
}

describe('pairs around a uniform midpoint', () => {
  test.each(COSTS)('losses and costs are their integrals: %s', (cost) => {
    const lottery = midpointSites(2, cost);
    const cells = 4000;
    const list: Listed = range(cells).map((i) => {
      const middle = (i + 0.5) / cells;
      return [[Math.max(0, 2 * middle - 1), Math.min(1, 2 * middle)], 1 / cells] as const;
    });
    let worst = 0;
    for (const t of [0, 0.2, 0.5, 0.65, 1]) {
      const paid = lottery.expectedCost?.([t]) ?? NaN;
      worst = Math.max(worst, paid);
      expect(Math.abs(paid - costOf(list, t, cost))).toBeLessThan(5e-4);
      for (const b of [0, 0.3, 0.5, 0.95, 1]) {
        expect(Math.abs(lottery.loss([t], [b]) - lossOf(list, t, b, cost))).toBeLessThan(1e-3);
      }
    }
    expect(Math.abs(worst - (lottery.worst ?? NaN))).toBeLessThan(1e-12);
  });

  test.each(COSTS)('the least loss is an infimum, and convex: %s', (cost) => {
    const lottery = midpointSites(2, cost);
    const least = range(101).map((i) => lottery.leastLoss(i / 100));
    for (const [i, wanted] of least.entries()) {
      const d = i / 100;
      let found = Infinity;
      for (let k = 0; k <= 200; k++) {
        const t = (k / 200) * (1 - d);
        found = Math.min(found, lottery.loss([t], [t + d]), lottery.loss([t + d], [t]));
      }
      expect(Math.abs(found - wanted)).toBeLessThan(1e-12);
      if (i >= 2) expect(wanted - 2 * least[i - 1]! + least[i - 2]!).toBeGreaterThan(-1e-12);
    }
    if (cost === 'distance') expect(least[50]).toBeCloseTo(0.125, 14);
  });
});

describe('what the paper says of its lotteries', () => {
  test('under adjacent pairs every lie loses d/m, and nothing more', () => {
    const lottery = adjacentSites(options(64, 2, 'grid', 'distance'));
    for (const [t, b] of [
      [0, 1],
      [3, 4],
      [40, 7],
    ] as const) {
      near(lottery.loss([t / 64], [b / 64]), Math.abs(t - b) / 64 ** 2);
    }
  });

  test.each([4, 8, 64, 256])(
    'Lemma 7 fails as printed at m = %s: nothing separates 0 from 1/m',
    (m) => {
      const lottery = printedSites(options(m, 2, 'grid', 'distance'));
      expect(lottery.loss([0], [1 / m])).toBe(0);
      expect(dyadicSites(options(m, 2, 'grid', 'distance')).leastLoss(1 / m)).toBeGreaterThan(0);
    },
  );

  test('a lottery on a shorter line loses in proportion', () => {
    const [one, half] = [adjacentSites(options(4, 2, 'grid', 'squared')), 0.5];
    const other = stretched(one, half);
    near(other.loss([0.125], [0.5]), one.loss([0.25], [1]) / 4);
    near(other.leastLoss(0.25), one.leastLoss(0.5) / 4);
    near(other.worst ?? NaN, (one.worst ?? NaN) / 4);
    expect(Array.from(other.distances ?? [])).toEqual([0.125, 0.25, 0.375, 0.5]);
  });

  test('a given lottery in the plane knows the losses of all lies', () => {
    const alternatives = [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [0, 0],
        [0, 1],
      ],
    ];
    const lottery = givenSiteLottery({
      alternatives,
      probabilities: [0.5, 0.5],
      grid: 1,
      extent: [1, 1],
      distance: 'l1',
    });
    near(lottery.loss([0, 0], [1, 0]), 0.5);
    near(lottery.loss([0, 0], [1, 1]), 1);
    near(lottery.expectedCost?.([1, 1]) ?? NaN, 1);
    expect(Array.from(lottery.distances ?? [])).toEqual([1, 2]);
    near(lottery.leastLoss(1), 0.5);
    near(lottery.leastLoss(2), 1);
  });
});

describe('the table of LOC1 to LOC4', () => {
  const { columns, rows } = locTable({ populations: [1e4, 1e6] });
  const cell = (name: string, n: number, column: string): number => {
    const row = rows.find((each) => each[0] === name && each[2] === n);
    return Number(row?.[columns.indexOf(column)]);
  };

  test('LOC2 at n = 1e6, m = 8: charged in full the calibrated guarantee is 28 times below the printed one', () => {
    const printed = cell('LOC2', 1e6, 'printed guarantee');
    expect(printed / cell('LOC2', 1e6, 'charged in full')).toBeCloseTo(27.96, 2);
    expect(printed / cell('LOC2', 1e6, 'calibrated guarantee')).toBeCloseTo(42.34, 2);
  });

  test('what is truly given up stays below each guarantee, and calibration gives up less', () => {
    for (const name of ['LOC1', 'LOC2', 'LOC3', 'LOC4']) {
      const at = (column: string): number => cell(name, 1e6, column);
      expect(at('true loss as printed')).toBeLessThan(at('printed guarantee'));
      expect(at('true loss calibrated')).toBeLessThan(at('calibrated guarantee'));
      expect(at('true loss calibrated')).toBeLessThan(at('true loss as printed'));
      expect(at('calibrated guarantee')).toBeLessThan(at('charged in full'));
    }
  });

  test('a population that is not above n0 has no printed figures', () => {
    const row = rows.find((each) => each[0] === 'LOC1' && each[2] === 1e4) ?? [];
    expect(row[columns.indexOf('n0')]).toBe(56746);
    expect(row[columns.indexOf('printed q')]).toBe('-');
  });
});

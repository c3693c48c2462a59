import { describe, expect, test } from 'vitest';
import { fractionText, type Quantity } from '../src/core/rational.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import {
  disclosure,
  disclosureOf,
  exPostUtilities,
  posteriors,
} from '../src/mechanisms/segmentation/disclosure.ts';
import { segmentation } from '../src/mechanisms/segmentation/segmentation.ts';
import { message } from './support/par/message.ts';

const environment = productEnvironment({ values: [[1], [2], [3]] });
const seller = exactMonopolist(environment);
const f = market(environment, [1, 3, 0]);
const rows = (policy: ReturnType<typeof disclosure>) =>
  policy.map((row) => row.map((p) => fractionText(p)));

describe('a disclosure policy', () => {
  test('is the segmentation it came from, exactly', () => {
    const segments = segmentation(environment, f, [
      { masses: [1, '3/7', 0] },
      { masses: [0, '18/7', 0] },
    ]);
    const policy = disclosureOf(f, segments);
    expect(rows(policy)).toEqual([
      ['1', '0'],
      ['1/7', '6/7'],
      ['5/14', '9/14'],
    ]);
    expect(posteriors(environment, f, policy)).toEqual({ segments, signals: [0, 1] });
  });

  test('comes back from its posteriors without the signals that nobody sends', () => {
    const policy = [
      [0, '1/3', 0, '2/3'],
      [0, '1/2', 0, '1/2'],
      [1, 0, 0, 0],
    ];
    const found = posteriors(environment, f, policy);
    expect(found.signals).toEqual([1, 3]);
    const back = disclosureOf(f, found.segments);
    expect(rows(back).slice(0, 2)).toEqual([
      ['1/3', '2/3'],
      ['1/2', '1/2'],
    ]);
    // The type that is not there sends as the market does.
    expect(rows(back)[2]).toEqual(found.segments.map(({ weight }) => fractionText(weight)));
  });

  test('that says nothing is the trivial segmentation', () => {
    const found = posteriors(environment, f, [[1], [1], [1]]);
    expect(found.segments).toEqual(segmentation(environment, f, [{ weight: 1, market: f }]));
  });

  test('raises ex-post utilities exactly when its segmentation is Pareto improving', () => {
    const policy = [
      [0, 1, 0],
      [0, '1/6', '5/6'],
      ['1/4', '1/2', '1/4'],
    ];
    const found = exPostUtilities(seller, f, policy, { rule: 'efficient' });
    expect(found.assessment.verdict).toBe('improving');
    expect(found.silent.map((u) => fractionText(u))).toEqual(['0', '0', '1']);
    const texts = found.disclosed.map((row) => row.map((u) => u && fractionText(u)));
    expect(texts).toEqual([
      [null, '0', null],
      [null, '1', '0'],
      [null, '2', '1'],
    ]);
    const all = [
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    expect(exPostUtilities(seller, f, all, { rule: 'efficient' }).assessment.verdict).toBe(
      'neutral',
    );
  });

  const refused: [string, Quantity[][], string][] = [
    ['a missing type', [[1], [1]], 'policy.length must be 3, got 2'],
    ['no signals', [[], [], []], 'policy[0].length must be >= 1, got 0'],
    ['rows of other lengths', [[1], [1, 0], [1]], 'policy[1].length must be 1, got 2'],
    [
      'a negative probability',
      [
        [1, 0],
        ['3/2', '-1/2'],
        [1, 0],
      ],
      'policy[1][1] must be >= 0, got "-1/2"',
    ],
    [
      'a row that does not add up',
      [
        [1, 0],
        ['1/2', '1/3'],
        [1, 0],
      ],
      'policy[1] must be probabilities that add up to 1, got "5/6"',
    ],
  ];
  test.each(refused)('is refused for %s', (_, policy, said) => {
    expect(message(() => disclosure(environment, policy))).toBe(said);
    expect(message(() => posteriors(environment, f, policy))).toBe(said);
  });
});

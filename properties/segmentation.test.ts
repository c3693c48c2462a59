import { describe, expect, test } from 'vitest';
import { fractionText, rational, type Quantity } from '../src/core/rational.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import {
  averages,
  nonTrivial,
  roundedSegmentation,
  segmentation,
  type Segmentation,
  type SegmentInput,
} from '../src/mechanisms/segmentation/segmentation.ts';
import { message } from './support/par/message.ts';

const environment = productEnvironment({ types: ['low', 'high'], values: [[1], [2]] });
const of = (masses: readonly Quantity[]) => market(environment, masses);
const f = of([1, 3]);
const texts = (segments: Segmentation) =>
  segments.map((each) => [fractionText(each.weight), ...each.market.map((x) => fractionText(x))]);

describe('a segmentation', () => {
  test('is given by weights and markets, or by the masses in any unit', () => {
    const halves = [
      ['1/2', '1/2', '1/2'],
      ['1/2', '0', '1'],
    ];
    const byWeight = [
      { weight: '1/2', market: [1, 1] },
      { weight: 0.5, market: [0, 7] },
    ];
    expect(texts(segmentation(environment, f, byWeight))).toEqual(halves);
    const byMass = [{ masses: [10, 10] }, { masses: [0n, '20'] }];
    const found = segmentation(environment, f, byMass);
    expect(texts(found)).toEqual(halves);
    expect(averages(environment, found)).toEqual(f);
    expect(nonTrivial(f, found)).toBe(true);
  });

  test('is trivial where every segment is the market itself', () => {
    const twice = [
      { weight: '1/3', market: [1, 3] },
      { weight: '2/3', market: [2, 6] },
    ];
    expect(nonTrivial(f, segmentation(environment, f, twice))).toBe(false);
  });

  const refused: [string, SegmentInput[], string][] = [
    ['no segment', [], 'segments.length must be >= 1, got 0'],
    [
      'a weight of 0',
      [
        { weight: 0, market: [1, 1] },
        { weight: 1, market: [1, 3] },
      ],
      'segments[0].weight must be > 0, got "0"',
    ],
    [
      'weights short of 1',
      [{ weight: '3/4', market: [1, 3] }],
      'segments must be segments with weights that add up to 1, got "3/4"',
    ],
    [
      'another average',
      [
        { weight: '1/2', market: [1, 0] },
        { weight: '1/2', market: [0, 1] },
      ],
      'segments must be segments with shares of type low that average to 1/4, got "1/2"',
    ],
    [
      'an average off by the last digit of a double',
      [
        { weight: 0.1, market: [0.25, 0.75] },
        { weight: 0.9, market: [0.25, 0.75] },
      ],
      'segments must be segments with weights that add up to 1, got "1 + 2.7755575615628914e-17"',
    ],
    ['a mass below 0', [{ masses: [-1, 2] }], 'segments[0].masses[0] must be >= 0, got -1'],
    [
      'a fraction below 0',
      [{ masses: [rational('-1/2'), 2] }],
      'segments[0].masses[0] must be >= 0, got {"numerator":"-1","denominator":"2"}',
    ],
    [
      'an empty segment',
      [{ masses: [1, 3] }, { masses: [0, 0] }],
      'segments[1].masses must be masses of which one is > 0, got [0,0]',
    ],
    [
      'masses of another number of types',
      [{ masses: [1, 3, 0] }],
      'segments[0].masses.length must be 2, got 3',
    ],
    [
      'both forms',
      [{ masses: [1, 3] }, { weight: 1, market: [1, 3] }],
      'segments must be all of weight and market or all of masses, got "both"',
    ],
    [
      'neither form',
      [{ weight: 1 } as unknown as SegmentInput],
      'segments[0] must be a weight and a market, or masses, got {"weight":1}',
    ],
    [
      'a form of both kinds',
      [{ weight: 1, market: [1, 3], masses: [1, 3] }],
      'segments[0] must be a weight and a market, or masses, got {"weight":1,"market":[1,3],"masses":[1,3]}',
    ],
  ];
  test.each(refused)('is refused for %s', (_, segments, said) => {
    expect(message(() => segmentation(environment, f, segments))).toBe(said);
  });
});

describe('a segmentation in rounded numbers', () => {
  const thirds = of([1, 2]);
  const rounded = [
    { weight: '0.6666666667', market: ['0.5', '0.5'] },
    { weight: '0.3333333333', market: [0, 1] },
  ];

  test('is rescaled type by type, and says by how much it missed', () => {
    expect(() => segmentation(environment, thirds, rounded)).toThrow(/average to 1\/3/);
    const { segments, difference } = roundedSegmentation(environment, thirds, rounded);
    expect(averages(environment, segments)).toEqual(thirds);
    // The high type's mass is in the proportion 0.33333333335 : 0.3333333333 of the numbers as written.
    const [one, two] = segments.map(
      (each) => Number(each.weight.numerator) / Number(each.weight.denominator),
    );
    expect(one).toBeCloseTo(0.66666666668, 10);
    expect(two).toBeCloseTo(0.33333333332, 10);
    expect(fractionText(difference)).toBe(fractionText(rational('1/60000000000')));
  });

  test('is left as it is where nothing is rounded', () => {
    const exact = [{ masses: [1, 1] }, { masses: [0, 1] }];
    const { segments, difference } = roundedSegmentation(environment, thirds, exact);
    expect(segments).toEqual(segmentation(environment, thirds, exact));
    expect(fractionText(difference)).toBe('0');
  });

  test('may miss by 1e-9 and not by more', () => {
    const off = (by: string) => [{ weight: by, market: [1, 2] }];
    expect(
      fractionText(roundedSegmentation(environment, thirds, off('1.000000001')).difference),
    ).toBe('1/1000000000');
    expect(message(() => roundedSegmentation(environment, thirds, off('1.0000000011')))).toBe(
      'segments must be segments with weights that add up to 1 within 1e-9, got "10000000011/10000000000"',
    );
  });

  test('is refused where a type of the market is in no segment', () => {
    const rare = of(['1e-12', 1]);
    expect(message(() => roundedSegmentation(environment, rare, [{ masses: [0, 1] }]))).toBe(
      'segments must be segments of which one has type low, got "none"',
    );
  });

  test('is refused where a segment holds only types that are not in the market', () => {
    const segments = [{ masses: ['1e-12', 0] }, { masses: [0, 1] }];
    expect(message(() => roundedSegmentation(environment, of([0, 1]), segments))).toBe(
      'segments[0] must be a segment of types that are in the market, got "none of them"',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { cohortPrice } from '../src/mechanisms/prices/cohort-price.ts';
import {
  postedPrice,
  type PostedPrice,
  type PostedPriceOptions,
} from '../src/mechanisms/prices/posted.ts';
import { heldLoss, priceLaw, pricePoints, surplus } from './support/amd/price-oracles.ts';

const SMALL = { grid: 2, offset: 'half', mode: 'calibrated', truth: 'brackets' } as const;
const UNLISTED = {
  ...SMALL,
  values: population(Float64Array.of(0.5), 1),
  promise: { tilt: 1 },
} as const;

const made = (n: number, given: Partial<PostedPriceOptions>): PostedPrice =>
  postedPrice({
    values: population(new Float64Array(n).fill(0.5), 1),
    ...SMALL,
    promise: { tilt: 0.3 },
    profiles: 500,
    ...given,
  });

/** Every list of n entries. */
const lists = (n: number, entries: readonly number[]): number[][] =>
  n === 0 ? [[]] : lists(n - 1, entries).flatMap((row) => entries.map((x) => [...row, x]));

const lawOf = (values: number[], m: number, offset: 'half' | 'none', tilt: number): number[] =>
  priceLaw({ values, counts: values.map(() => 1) }, pricePoints(m, offset), tilt, 'weak');

describe('exact over all data of this many buyers', () => {
  it('the least q on brackets and the privacy loss are those of every list of reports', () => {
    const rng = seeded('enumerated prices');
    for (const [n, m] of [
      [1, 1],
      [1, 2],
      [2, 2],
      [3, 2],
      [2, 3],
      [3, 3],
    ] as const) {
      const tilt = 0.1 + 3 * rng();
      const { plan, certificate, prices } = made(n, { grid: m, promise: { tilt } });
      const types = Array.from({ length: m + 1 }, (_, j) => j / m);
      const P = Array.from(plan.lottery!.probabilities);
      let [ratio, privacy] = [0, 0];
      for (const others of lists(n - 1, types)) {
        const laws = types.map((b) => lawOf([...others, b], m, 'half', tilt));
        types.forEach((t, i) =>
          types.forEach((b, j) => {
            if (i === j) return;
            const worth = (law: number[]): number => surplus(law, Array.from(prices), t);
            const gain = worth(laws[j]!) - worth(laws[i]!);
            ratio = Math.max(ratio, gain / heldLoss(P, Array.from(prices), t, b, 'weak'));
            const apart = laws[i]!.map((p, at) => Math.abs(Math.log(p / laws[j]![at]!)));
            privacy = Math.max(privacy, ...apart);
          }),
        );
      }
      expect(plan.q / (1 - plan.q)).toBeGreaterThan(ratio);
      expect(plan.q / (1 - plan.q)).toBeLessThan(ratio + 1e-11);
      expect(Math.abs(plan.worstPrivacyLoss - privacy)).toBeLessThan(1e-13 * (1 + privacy));
      expect([certificate.privacy.basis, certificate.truthfulness.basis]).toEqual([
        'exact',
        'exact',
      ]);
    }
  });

  it.each(['half', 'none'] as const)('%s: no lie of any type gains more than g', (offset) => {
    const [m, tilt, prices] = [3, 4, pricePoints(3, offset)];
    const at = (gain: number): PostedPrice['plan'] =>
      made(2, { grid: m, offset, promise: { tilt }, truth: { gain } }).plan;
    const most = at(1).worstGain;
    const { q, lottery } = at(0.7 * most);
    const P = Array.from(lottery!.probabilities);
    const points = Array.from({ length: 61 }, (_, i) => i / 60 - (i % 2) * 2e-16);
    let [gained, left] = [0, 0];
    for (const other of points.filter((_, i) => i % 5 === 0)) {
      const laws = points.map((b) => lawOf([other, b], m, offset, tilt));
      points.forEach((t, i) =>
        laws.forEach((law, j) => {
          const gain = surplus(law, prices, t) - surplus(laws[i]!, prices, t);
          gained = Math.max(gained, gain);
          left = Math.max(left, (1 - q) * gain - q * heldLoss(P, prices, t, points[j]!, 'weak'));
        }),
      );
    }
    expect(gained).toBeLessThanOrEqual(most);
    expect(gained).toBeGreaterThan(0.95 * most);
    expect(left).toBeLessThanOrEqual(0.7 * most);
    expect(left).toBeGreaterThan(0.65 * most);
  });

  it('is below the supremum over any number of buyers, which is called a bound', () => {
    const { plan, certificate } = made(1, { promise: { epsilon: 0.01 } });
    const any = postedPrice({ ...UNLISTED, promise: { epsilon: 0.01 } });
    expect(any.certificate.privacy).toMatchObject({ basis: 'bound', epsilon: 0.0075 });
    expect(any.certificate.truthfulness.basis).toBe('bound');
    expect(certificate.privacy.epsilon).toBeCloseTo(0.00375, 4);
    expect(plan.q).toBeLessThan(any.plan.q);
  });
});

/** The refusal's reason and figures. */
function refusalOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return { reason: error.reason, ...error.figures };
    throw error;
  }
  return null;
}

describe('what is refused says why', () => {
  const paper = (n: number, m: number): PostedPrice =>
    postedPrice({
      values: population(Float64Array.of(1), 1, Float64Array.of(n)),
      grid: m,
      offset: 'half',
      mode: 'paper',
    });

  it('by reason and figures', () => {
    expect(refusalOf(() => made(30, { profiles: 100 }))).toMatchObject({
      reason: 'budget',
      budget: 100,
    });
    expect(refusalOf(() => made(2, { offset: 'none' }))).toMatchObject({ reason: 'separation' });
    const commitment = Float64Array.of(1, 0);
    expect(refusalOf(() => made(2, { commitment }))).toMatchObject({
      reason: 'separation',
      value: 0.5,
    });
    const plain = (given: Partial<PostedPriceOptions>): unknown =>
      refusalOf(() => postedPrice({ ...UNLISTED, ...given }));
    expect(plain({ offset: 'none' })).toEqual({ reason: 'separation', type: 0.5, report: 0 });
    expect(plain({ commitment })).toEqual({ reason: 'separation', type: 1, report: 0.5 });
    expect(plain({ truth: { beyond: 0.5 } })).toMatchObject({ reason: 'separation' });
    expect(refusalOf(() => paper(100, 2))).toMatchObject({ reason: 'population', agents: 100 });
    const cohorts = { signals: [[0], [1]], levels: 2, values: [0.6, 0.9] };
    const { values: _, ...rest } = { ...UNLISTED, commitment };
    expect(refusalOf(() => cohortPrice({ ...rest, cohorts, rule: 'weak' }))).toMatchObject({
      reason: 'separation',
      told: 0.9,
    });
  });

  it('profiles of weighted buyers, and of lies beyond a length, by name', () => {
    const values = population(Float64Array.of(0.5), 1, Float64Array.of(2));
    expect(() => made(1, { values })).toThrow('values.weights[0] must be 1 where profiles are');
    expect(() => made(2, { truth: { beyond: 0.9 } })).toThrow('profiles must be left out under');
  });

  it.each(['promise', 'commitment', 'component', 'profiles'])('%s: null by name', (name) => {
    expect(() => made(2, JSON.parse(`{"${name}":null}`) as object)).toThrow(
      new RegExp(`^${name} must be .*, got null`),
    );
  });

  it.each([1, 2, 3])('paper mode with %i steps says whether it promises any revenue', (m) => {
    const { certificate, plan } = paper(1e7, m);
    const nothing = certificate.assumptions.some(({ name }) => name.startsWith('the grid has'));
    expect(nothing).toBe(m <= 2);
    expect(plan.promised === plan.lottery!.regret || plan.promised >= 0.5).toBe(true);
    expect(plan.promised === pricePoints(m, 'half').at(-1)).toBe(nothing);
  });
});

import { describe, expect, it } from 'vitest';
import {
  approximate,
  type ApproximateOptions,
} from '../src/mechanisms/environments/approximate.ts';
import { largestGain, SOCIETIES } from './support/societies.ts';

const CALIBRATED = {
  commitment: 'uniform',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 2 },
} as const satisfies ApproximateOptions;

describe('truth pays', () => {
  it.each(Object.entries(SOCIETIES))(
    '%s: the certified figures are those of brute force',
    (name, [game, F]) => {
      const dominant = name === 'patchwork' || name === 'private reactions';
      for (const component of ['exponential', 'permute-and-flip', 'laplace'] as const) {
        const mechanism = approximate(game, F, { ...CALIBRATED, component });
        const { plan, certificate } = mechanism;
        expect(plan.basis).toBe('exact');
        const net = largestGain(game, mechanism, plan.q, dominant);
        expect(net).toBeLessThan(0);
        expect(-net).toBeCloseTo(plan.leastLoss, 12);
        expect(certificate.truthfulness.promise).toBe(
          `every lie strictly loses, ${dominant ? 'whatever the others report' : 'given that the others report the truth'}`,
        );
        // one part in a thousand less and a lie pays: the least q is the least
        expect(largestGain(game, mechanism, plan.q * 0.999, dominant)).toBeGreaterThan(0);
      }
    },
  );

  it('a gain may be left instead, and then q is less, or none', () => {
    const [game, F] = SOCIETIES['patchwork']!;
    const strict = approximate(game, F, CALIBRATED).plan;
    const alone = approximate(game, F, { ...CALIBRATED, truth: { gain: 1 } });
    expect(alone.plan.q).toBe(0);
    expect(largestGain(game, alone, 0, true)).toBeCloseTo(alone.plan.worstGain, 12);
    const most = alone.plan.worstGain / 2;
    const some = approximate(game, F, { ...CALIBRATED, truth: { gain: most } });
    expect(some.plan.q).toBeGreaterThan(0);
    expect(some.plan.q).toBeLessThan(strict.q);
    expect(largestGain(game, some, some.plan.q, true)).toBeCloseTo(most, 12);
  });

  it('reports of the others that are no types are told apart from types: a crowd is not dominant-truthful', () => {
    const [game, F] = SOCIETIES['common values, alike']!;
    const mechanism = approximate(game, F, CALIBRATED);
    expect(largestGain(game, mechanism, mechanism.plan.q, false)).toBeLessThan(0);
    expect(largestGain(game, mechanism, mechanism.plan.q, true)).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  approximate,
  type ApproximateOptions,
} from '../src/mechanisms/environments/approximate.ts';
import { environment } from '../src/mechanisms/environments/environment.ts';
import { gap, lieLosses } from '../src/mechanisms/environments/separation.ts';
import { welfare } from '../src/mechanisms/environments/welfare.ts';
import { fractionText, optimalCommitment } from '../src/lp.ts';
import { lottery } from './support/lotteries.ts';
import { SOCIETIES } from './support/societies.ts';

const game = environment({
  agents: 165,
  types: 2,
  alternatives: 2,
  reactions: 2,
  utility: { own: (t, s, r) => (s === t ? 0.5 : 0) + (r === t ? ([0.5, 0.25][s] ?? 0) : 0) },
});
const shares = welfare(game, 'share', { average: (t, s) => (t === s ? 1 : 0) });

const mixed = (commitment: ApproximateOptions['commitment']): ApproximateOptions => ({
  commitment,
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 2 },
});

describe('the best commitment lottery of an environment', () => {
  it('for losses alone: all on the alternative where a lie costs most', async () => {
    const found = lottery(await optimalCommitment(game, { weights: 'one' }));
    expect(fractionText(found.exact!.least)).toBe('1/2');
    expect(Array.from(found.commitment.given)).toEqual([1, 0]);
    expect(gap(game, { ties: 'worst' }).gamma).toBe(0.5);
    expect(approximate(game, shares, mixed(found.commitment)).plan.q).toBeGreaterThan(0);
  });

  it.each(Object.entries(SOCIETIES))(
    '%s: for gains, the least q there is',
    async (_name, [g, F]) => {
      const options = { weights: 'gain', welfare: F, tilt: 2 } as const;
      const found = lottery(await optimalCommitment(g, options));
      const { plan } = approximate(g, F, mixed(found.commitment));
      const odds = plan.q / (1 - plan.q);
      expect(odds * found.least).toBeGreaterThan(1 - 1e-5);
      expect(odds * found.least).toBeLessThan(1 + 1e-5);
      const rng = seeded('other lotteries');
      for (let trial = 0; trial < 10; trial++) {
        const raw = Array.from({ length: g.alternatives }, () => 0.01 + rng() ** 3);
        const total = raw.reduce((all, x) => all + x, 0);
        const other = approximate(g, F, mixed({ given: raw.map((x) => x / total) }));
        expect(other.plan.q).toBeGreaterThan(plan.q * (1 - 1e-5));
      }
      const even = lottery(await optimalCommitment(g, { weights: 'one' }));
      const least = (P: Float64Array): number =>
        Math.min(
          ...lieLosses(g, { ties: 'worst' }).losses.map((row) =>
            row.reduce((lost, x, s) => lost + x * P[s]!, 0),
          ),
        );
      expect(least(even.probabilities)).toBeGreaterThanOrEqual(least(found.probabilities) - 1e-9);
    },
  );

  it('names the lie that nothing deters, and the option that is wrong', async () => {
    const alike = environment({
      agents: 3,
      types: 2,
      alternatives: 2,
      reactions: 1,
      utility: { own: () => 1 },
    });
    await expect(optimalCommitment(alike, { weights: 'one' })).rejects.toThrow(
      'losses[0] must be above 0 at some alternative for type 0 of agent 0 as 1, or nothing deters it',
    );
    const options = { weights: 'gain', welfare: shares, tilt: 0 } as const;
    await expect(optimalCommitment(game, options)).rejects.toThrow('tilt must be > 0, got 0');
    await expect(optimalCommitment(game, { weights: 'two' as 'one' })).rejects.toThrow(
      'weights must be one of one, gain, got "two"',
    );
  });
});

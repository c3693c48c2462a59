import { describe, expect, it } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import {
  approximate,
  type ApproximateOptions,
} from '../src/mechanisms/environments/approximate.ts';
import { environment } from '../src/mechanisms/environments/environment.ts';
import { lieLosses } from '../src/mechanisms/environments/separation.ts';
import { welfare } from '../src/mechanisms/environments/welfare.ts';
import { optimalLottery } from '../src/lp.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import { massDefect, privacyLoss } from '../src/verify/privacy.ts';
import { profiles, SOCIETIES, utilities, withReport, type Society } from './support/societies.ts';
import { FAIL, PASS, tally } from './support/tally.ts';

const CALIBRATED = {
  commitment: 'uniform',
  mode: 'calibrated',
  truth: 'brackets',
  promise: { tilt: 2 },
} as const satisfies ApproximateOptions;

describe('what is given up, and what is told', () => {
  it.each(Object.entries(SOCIETIES))(
    '%s: the most over all profiles, exactly',
    (_name, [game, F]) => {
      const mechanism = approximate(game, F, CALIBRATED);
      let [worst, loss] = [0, 0];
      for (const reports of profiles(game)) {
        const { optimum, expectedWelfare } = mechanism.diagnostics(reports);
        worst = Math.max(worst, optimum - expectedWelfare);
        const law = mechanism.law(reports);
        for (const each of [law.mixture, law.component, law.lottery]) {
          expect(massDefect(each)).toBeLessThan(1e-13);
        }
        for (let i = 0; i < game.agents; i++) {
          for (let b = 0; b < game.types(i); b++) {
            loss = Math.max(
              loss,
              privacyLoss(law.component, mechanism.law(withReport(reports, i, b)).component),
            );
          }
        }
      }
      expect(worst).toBeCloseTo(mechanism.plan.promised, 12);
      expect(loss).toBeCloseTo(mechanism.certificate.privacy.epsilon, 12);
      expect(loss).toBeLessThanOrEqual(mechanism.plan.epsilon + 1e-12);
      expect(mechanism.certificate.privacy.basis).toBe('exact');
    },
  );

  const votes = (n: number): Society => {
    const game = environment({
      agents: n,
      types: 3,
      alternatives: 3,
      reactions: 3,
      utility: { own: (t, s, r) => (s === t ? 0.25 : 0) + (r === t ? 0.5 : 0) },
    });
    return [game, welfare(game, 'votes', { average: (t, s) => (t === s ? 1 : 0) })];
  };

  it('bounds stand in where profiles are too many, and are on the safe side', () => {
    const [game, F] = votes(12);
    const exact = approximate(game, F, CALIBRATED);
    const bound = approximate(game, F, { ...CALIBRATED, budget: 5 });
    expect([exact.plan.basis, bound.plan.basis]).toEqual(['exact', 'bound']);
    expect(bound.plan.q).toBeGreaterThan(exact.plan.q);
    expect(bound.plan.promised).toBeGreaterThan(exact.plan.promised);
    expect(bound.certificate.privacy.epsilon).toBeGreaterThanOrEqual(
      exact.certificate.privacy.epsilon,
    );
    const huge = approximate(...votes(1_000_000), { ...CALIBRATED, promise: { loss: 'best' } });
    expect(huge.plan.basis).toBe('bound');
    expect(huge.plan.promised).toBeLessThan(0.01);
    expect(huge.plan.dataHelp).toBe(true);
  });

  it('the best tilt promises no more than any other, and a promised loss is kept with the least privacy loss', () => {
    const [game, F] = votes(40);
    const options = { ...CALIBRATED, budget: 5 };
    const best = approximate(game, F, { ...options, promise: { loss: 'best' } }).plan;
    for (let tilt = 0.01; tilt < 3; tilt *= 1.3) {
      expect(
        approximate(game, F, { ...options, promise: { tilt } }).plan.promised,
      ).toBeGreaterThanOrEqual(best.promised - 1e-9);
    }
    const loss = (best.promised + best.blind) / 2;
    const kept = approximate(game, F, { ...options, promise: { loss } }).plan;
    expect(kept.promised).toBeLessThanOrEqual(loss);
    const less = { tilt: kept.tilt * 0.999 };
    expect(approximate(game, F, { ...options, promise: less }).plan.promised).toBeGreaterThan(loss);
    expect(
      approximate(game, F, { ...options, promise: { epsilon: 0.3 } }).plan.epsilon,
    ).toBeCloseTo(0.3, 12);
  });

  it('the best lottery of a linear program takes more from the best lie than the uniform one', async () => {
    const [game, F] = SOCIETIES['patchwork']!;
    const { losses } = lieLosses(game, { ties: 'worst' });
    const found = await optimalLottery({ losses, weights: losses.map(() => 1) });
    if (found.kind !== 'lottery') throw new Error(found.kind);
    const uniform = losses.map((row) => row.reduce((sum, x) => sum + x, 0) / row.length);
    expect(found.least).toBeGreaterThan(Math.min(...uniform));
    const best = approximate(game, F, {
      ...CALIBRATED,
      commitment: { given: found.probabilities },
    });
    const atBest = losses.map((row) => row.reduce((sum, x, s) => sum + x * best.commitment[s]!, 0));
    expect(Math.min(...atBest)).toBeCloseTo(found.least, 12);
    expect(best.plan.leastLoss).toBeGreaterThan(0);
  });

  it('draws follow the law, parts and reactions too', () => {
    const [game, F] = SOCIETIES['patchwork']!;
    const mechanism = approximate(game, F, {
      ...CALIBRATED,
      commitment: { given: [0.5, 0.25, 0.25] },
    });
    const { q } = mechanism.plan;
    const reports = [1, 2, 0];
    const rng = seeded('draws');
    const { component, lottery } = mechanism.law(reports);
    const cells = [
      ...component.map((x) => (1 - q) * Math.exp(x)),
      ...lottery.map((x) => q * Math.exp(x)),
    ];
    const held: number[][] = [];
    const counts = tally(8_000, 6, () => {
      const { alternative, part, reactions } = mechanism.draw(reports, rng);
      if ((part === 'lottery') !== (reactions !== null)) return NaN;
      if (reactions === null) return alternative;
      held[alternative] = Array.from(reactions);
      return 3 + alternative;
    });
    expect(held).toEqual(
      [0, 1, 2].map((s) =>
        reports.map((_, i) => {
          const u = utilities(game, i, reports, s);
          return u.indexOf(Math.max(...u));
        }),
      ),
    );
    expect(goodnessOfFit(counts, cells).pValue).toBeGreaterThan(PASS);
    const other = [
      ...component.map((x) => q * Math.exp(x)),
      ...lottery.map((x) => (1 - q) * Math.exp(x)),
    ];
    expect(goodnessOfFit(counts, other).pValue).toBeLessThan(FAIL);
  });
});

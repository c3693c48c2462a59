import { describe, expect, test } from 'vitest';
import type { OpenSession } from '../src/core/lp-session.ts';
import { compared, inner, minus, nearest, rational, times } from '../src/core/rational.ts';
import { exactMonopolist, isSolverFailure, monopolist, RULES } from '../src/lp.ts';
import { certifiedMonopolist } from '../src/mechanisms/monopoly/certified.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import { loadSolver } from '../src/solver/loading.ts';
import { sessions } from '../src/solver/session.ts';
import { SHAPES, sized } from './support/par/sizes.ts';

const CASES = SHAPES.flatMap((shape) =>
  (
    [
      [2, 1],
      [3, 2],
      [5, 3],
      [8, 4],
    ] as const
  ).flatMap(([n, k]) =>
    Array.from({ length: 3 }, (_, i) => ({ shape, n, k, seed: `certified ${i}` })),
  ),
);

/** The relative gap that is the most these markets are allowed. */
const CLOSE = rational(1e-9);

describe('a certified menu', () => {
  test.each(CASES)(
    'is that of fractions: $n types, $k alternatives, $shape, $seed',
    async (each) => {
      const { environment, f } = sized(each.n, each.k, each.shape, each.seed);
      const exact = exactMonopolist(environment);
      const certified = await monopolist(environment, { arithmetic: 'certified' });
      const best = exact.optimum(f).revenue;
      for (const rule of RULES.filter((name) => name !== 'posted')) {
        const [theirs, ours] = [exact, certified].map((seller) =>
          optimalMenu(seller, f, { rule }),
        ) as [ReturnType<typeof optimalMenu>, ReturnType<typeof optimalMenu>];
        const { revenue, upperBound, gap, maxViolation } = ours.certificate;
        expect(maxViolation.numerator).toBe(0n);
        expect(compared(revenue, best)).toBeLessThanOrEqual(0);
        expect(compared(upperBound, best)).toBeGreaterThanOrEqual(0);
        expect(compared(gap, minus(upperBound, revenue))).toBe(0);
        expect(compared(gap, times(CLOSE, best))).toBeLessThanOrEqual(0);
        expect(compared(inner(f, ours.mechanism.payments), revenue)).toBe(0);
        ours.mechanism.surplus.forEach((u, t) => {
          expect(nearest(u)).toBeCloseTo(nearest(theirs.mechanism.surplus[t]!), 6);
        });
        expect(ours.uniquePayments).toBe(theirs.uniquePayments);
        expect(ours.efficient).toBe(theirs.efficient);
        expect(ours.binding).toEqual(theirs.binding);
      }
    },
  );

  test('is proved at 60 types, lotteries adding up to exactly 1', async () => {
    for (const shape of SHAPES) {
      const { environment, f } = sized(60, 6, shape, 'large');
      const seller = await monopolist(environment, { arithmetic: 'certified' });
      const { mechanism, certificate } = optimalMenu(seller, f, { rule: 'efficient' });
      expect(certificate.maxViolation.numerator).toBe(0n);
      expect(certificate.gap.numerator >= 0n).toBe(true);
      expect(compared(certificate.gap, times(CLOSE, certificate.revenue))).toBeLessThanOrEqual(0);
      for (const lottery of mechanism.allocation) {
        expect(
          compared(
            inner(
              lottery,
              lottery.map(() => rational(1n)),
            ),
            rational(1n),
          ),
        ).toBe(0);
      }
    }
  });

  test('is no worse for a market close by, begun from the one before', async () => {
    const { environment, f } = sized(12, 4, 'ordered', 'nearby');
    const other = sized(12, 4, 'ordered', 'other').f;
    const seller = await monopolist(environment, { arithmetic: 'certified' });
    const [fresh, begun] = [seller.optimum(other), seller.optimum(f).nearby(other)];
    expect(nearest(begun.revenue)).toBeCloseTo(nearest(fresh.revenue), 9);
    expect(compared(begun.upperBound, fresh.revenue)).toBeGreaterThanOrEqual(0);
  });
});

describe('the solver behind it', () => {
  const { environment, f } = sized(8, 3, 'ties', 'sessions');

  test('is closed as often as it is opened, also where it fails', async () => {
    const real = sessions(await loadSolver());
    let [opened, closed] = [0, 0];
    const counted =
      (failing: number): OpenSession =>
      (program, start) => {
        const session = real(program, start);
        opened++;
        return {
          ...session,
          run: () => {
            if (opened === failing) throw new Error('stopped');
            return session.run();
          },
          close: () => {
            closed++;
            session.close();
          },
        };
      };
    optimalMenu(certifiedMonopolist(environment, counted(0)), f, { rule: 'adverse' });
    expect(opened).toBeGreaterThan(1);
    expect(closed).toBe(opened);
    const next = opened + 1;
    expect(() => certifiedMonopolist(environment, counted(next)).optimum(f)).toThrow('stopped');
    expect(closed).toBe(next);
  });

  test('drops rows that do not bind and goes on from the same vertex', async () => {
    const open = sessions(await loadSolver());
    // x + 2 y at most, where x <= 3, y <= 2 and x + y <= 4 bind or not; rows: x + y <= 9, x + y <= 4, x - y <= 7.
    const session = open({
      sense: 'maximise',
      cost: Float64Array.of(1, 2),
      columnLower: Float64Array.of(0, 0),
      columnUpper: Float64Array.of(3, 2),
      rowLower: new Float64Array(3).fill(-Infinity),
      rowUpper: Float64Array.of(9, 4, 7),
      starts: Int32Array.of(0, 2, 4, 6),
      indices: Int32Array.of(0, 1, 0, 1, 0, 1),
      values: Float64Array.of(1, 1, 1, 1, 1, -1),
    });
    try {
      const before = session.run();
      expect([...before.primal]).toEqual([2, 2]);
      expect(before.basis.rows).toEqual(['basic', 'upper', 'basic']);
      session.dropRows([0, 2]);
      const after = session.run();
      expect([...after.primal]).toEqual([2, 2]);
      expect([...after.dual]).toEqual([1]);
      expect(after.basis).toEqual({ columns: before.basis.columns, rows: ['upper'] });
      // The row left is x + y: with y going down by 1 and the row kept, x goes up by 1.
      expect([...session.moved(Float64Array.of(0, -1), Float64Array.of(0))]).toEqual([1, -1]);
      session.addRows({
        rowLower: Float64Array.of(-Infinity),
        rowUpper: Float64Array.of(1),
        starts: Int32Array.of(0, 1),
        indices: Int32Array.of(0),
        values: Float64Array.of(1),
      });
      expect([...session.run().primal]).toEqual([1, 2]);
    } finally {
      session.close();
    }
  });

  test('says in a typed failure that there is no optimum', async () => {
    const open = sessions(await loadSolver());
    const none = new Float64Array(0);
    const session = open({
      sense: 'maximise',
      cost: Float64Array.of(1),
      columnLower: Float64Array.of(0),
      columnUpper: Float64Array.of(Infinity),
      rowLower: none,
      rowUpper: none,
      starts: Int32Array.of(0),
      indices: new Int32Array(0),
      values: none,
    });
    try {
      expect(() => session.run()).toThrow('the solver found no optimum: unbounded');
      let failure: unknown;
      try {
        session.run();
      } catch (error) {
        failure = error;
      }
      expect(isSolverFailure(failure)).toBe(true);
    } finally {
      session.close();
    }
  });

  // Without closing, these take 40 MB or more.
  test('takes hundreds of markets without growing', async () => {
    const highs = await loadSolver();
    const seller = certifiedMonopolist(environment, sessions(highs));
    for (let i = 0; i < 60; i++) seller.optimum(f);
    const before = process.memoryUsage().external;
    for (let i = 0; i < 300; i++) seller.optimum(f);
    expect(process.memoryUsage().external - before).toBeLessThan(2 ** 24);
  });
});

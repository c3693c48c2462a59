import { describe, expect, test } from 'vitest';
import {
  compared,
  fractionText,
  inner,
  minus,
  over,
  plus,
  rational,
  ZERO,
  type Rational,
} from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import { residual } from '../src/mechanisms/improvement/offer.ts';
import { weightPieces } from '../src/mechanisms/improvement/pieces.ts';
import { keepingWeight, weightLimit } from '../src/mechanisms/improvement/weight.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market, type Market } from '../src/mechanisms/monopoly/market.ts';
import { optimalMenu } from '../src/mechanisms/monopoly/menu.ts';
import { bestRevenue, dominates } from './support/par/judge.ts';

const rule = 'efficient' as const;
const draw = seeded('weights');
const whole = (below: number): number => Math.floor(draw() * below);

/** Inefficient markets of whole numbers, each with every dominating market that the construction finds. */
const scenes = Array.from({ length: 60 }, () => {
  const [n, k] = [2 + whole(3), 1 + whole(3)];
  const base = Array.from({ length: k }, () => 1 + whole(5));
  const values = Array.from({ length: n }, () => {
    const scale = 1 + whole(n);
    return base.map((b) => scale * b + whole(5) / 4);
  });
  const seller = exactMonopolist(productEnvironment({ values }));
  const f = market(seller.environment, values.map(() => 1 + whole(9))); // prettier-ignore
  if (seller.environment.efficient.some((best) => best.length > 1)) return [];
  return [...dominatingMarkets(seller, f, { rule })].flatMap((each) =>
    each.kind === 'dominating' ? [{ seller, f, part: each.dominating.market }] : [],
  );
})
  .flat()
  .slice(0, 40);

/** Between two weights, nearer to the first. */
const third = (a: Rational, b: Rational): Rational => over(plus(a, plus(a, b)), rational(3n));

describe('the largest weight', () => {
  test('keeps the payments optimal, and a larger one does not, as an independent judge finds', () => {
    let below = 0;
    for (const { seller, f, part } of scenes) {
      const optimum = seller.optimum(f);
      const { payments } = optimum.mechanism;
      const { value, limit } = keepingWeight(optimum, f, part, payments);
      const short = (weight: Rational): Rational => {
        const rest = residual(f, part, weight);
        return minus(bestRevenue(seller.environment.values, rest), inner(rest, payments));
      };
      expect(fractionText(short(value))).toBe('0');
      if (compared(value, limit) === 0) continue;
      below += 1;
      expect(compared(short(third(value, limit)), ZERO)).toBe(1);
    }
    expect(below).toBeGreaterThan(5);
  });

  test('is no more than what there is of the dominating market', () => {
    const f: Market = [rational('1/2'), rational('1/4'), rational('1/4')];
    const part: Market = [rational('3/4'), rational('1/4'), ZERO];
    expect(fractionText(weightLimit(f, part))).toBe('2/3');
  });
});

describe('the pieces', () => {
  test('run from 0 to the largest weight there is, the first as far as the menu is kept', () => {
    for (const { seller, f, part } of scenes) {
      const menu = optimalMenu(seller, f, { rule });
      const pieces = weightPieces(seller, f, part, { rule, surplus: menu.mechanism.surplus });
      expect(fractionText(pieces[0]!.from)).toBe('0');
      expect(pieces.at(-1)!.to).toEqual(weightLimit(f, part));
      pieces.slice(1).forEach(({ from }, i) => expect(from).toEqual(pieces[i]!.to));
      if (!menu.uniquePayments) continue;
      const kept = keepingWeight(seller.optimum(f), f, part, menu.mechanism.payments);
      expect(pieces[0]!.to).toEqual(kept.value);
      expect(pieces[0]!.improves).toBe(true);
    }
  });

  test('say for every weight in them whether somebody loses', () => {
    const answers = new Set<boolean>();
    for (const { seller, f, part } of scenes) {
      const { surplus } = optimalMenu(seller, f, { rule }).mechanism;
      const kept = (weight: Rational): boolean => {
        const rest = residual(f, part, weight);
        const after = optimalMenu(seller, rest, { rule }).mechanism;
        return dominates({ market: rest, surplus: after.surplus }, surplus, false);
      };
      for (const { from, to, improves, improvesAtEnd } of weightPieces(seller, f, part, {
        rule,
        surplus,
      })) {
        expect([kept(third(from, to)), kept(third(to, from)), kept(to)]).toEqual([
          improves,
          improves,
          improvesAtEnd,
        ]);
        answers.add(improves);
      }
    }
    expect(answers).toEqual(new Set([true, false]));
  });
});

test('nothing is left of a market that is cut off whole', () => {
  const f: Market = [rational('1/2'), rational('1/2')];
  expect(() => residual(f, f, rational(1n))).toThrow('weight must be < 1, got "1"');
});

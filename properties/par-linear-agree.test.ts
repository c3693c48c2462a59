import { expect, test } from 'vitest';
import { compared, nearest, type Rational } from '../src/core/rational.ts';
import {
  improvableTypes,
  improvingSplit,
  unchangedByPerturbation,
} from '../src/mechanisms/linear/improve.ts';
import { linearMenu, type Ties } from '../src/mechanisms/linear/menu.ts';
import { productOf } from '../src/mechanisms/linear/product.ts';
import { exactVirtual, virtualValuations } from '../src/mechanisms/linear/virtual.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { RULES, selected } from '../src/mechanisms/monopoly/rules.ts';
import type { Market } from '../src/mechanisms/monopoly/market.ts';
import { hunt } from '../src/verify/arbitrary.ts';
import { draws } from './support/par/tallies.ts';
import { mostlyAsked, onPlane } from './support/par/convex-claims.ts';
import {
  environmentOf,
  inefficient,
  linears,
  manyMarkets,
  marketOf,
  type Linear,
} from './support/par/linear-cases.ts';
import { printedVirtual } from './support/par/linear-hull.ts';
import { paretoImproving } from './support/par/judge.ts';
import { AT_KINK } from './support/par/linear-samples.ts';
import { served } from './support/par/linear-served.ts';

/** What types keep by the linear program, the most or the least of it. */
function surplusesOf(c: Linear, f: Market, ties: Ties): readonly Rational[] {
  const product = productOf(environmentOf(c));
  const rule = ties === 'largest' ? 'consumer' : 'adverse';
  return selected(product, exactMonopolist(product).optimum(f), rule).surplus;
}

/** Hunts with a fixed seed and reports what it brought back. */
const hunted = (runs: number, most: number, holds: (c: Linear) => boolean) =>
  hunt(linears(1, most), holds, { runs, seed: 7 }).counterexample?.value;

test('virtual valuations are the slopes of the hull as the paper defines them, where it does', () => {
  const same = (c: Linear): boolean => {
    const environment = environmentOf(c);
    const f = marketOf(c);
    const printed = printedVirtual(environment.values, f);
    const { ironed, touches } = exactVirtual(environment.values, f);
    const equal = printed.phi.every(
      (phi, t) => phi === null || (ironed[t] && compared(phi, ironed[t]) === 0),
    );
    return equal && printed.touches.every((each, t) => each === touches[t]);
  };
  expect(hunted(120, 5, same)).toBeUndefined();
});

test('menus of virtual values earn what the linear program earns, by every rule', () => {
  const same = (c: Linear): boolean => {
    if (c.levels.length === 1) return true;
    const environment = environmentOf(c);
    const f = marketOf(c);
    const product = productOf(environment);
    const optimum = exactMonopolist(product).optimum(f);
    const menu = linearMenu(environment, f, { ties: 'smallest' });
    const rules = RULES.every((rule) => {
      const { surplus } = selected(product, optimum, rule);
      const ours = served(environment, f, rule).surplus;
      return surplus.every((u, t) => compared(u, ours[t]!) === 0);
    });
    return rules && compared(optimum.revenue, menu.profit) === 0;
  };
  expect(hunted(80, 5, same)).toBeUndefined();
});

test('the kernel and the fractions find the same virtual valuations, small and large', () => {
  const same = (c: Linear): boolean => {
    const environment = environmentOf(c);
    const f = marketOf(c);
    const exact = virtualValuations(environment.values, f);
    const doubles = virtualValuations(
      Float64Array.from(environment.values, nearest),
      Float64Array.from(f, nearest),
    );
    expect([exact.arithmetic, doubles.arithmetic]).toEqual(['exact', 'double']);
    return exact.ironed.every((phi, t) => {
      const rounded = phi ? nearest(phi) : -Infinity;
      const off = Math.abs(doubles.ironed[t]! - rounded);
      return rounded === doubles.ironed[t] || off <= 1e-9 * (1 + Math.abs(rounded));
    });
  };
  expect(hunted(80, 6, same)).toBeUndefined();
  const n = 2000;
  const values = Array.from({ length: n }, (_, t) => 1 + t / 64);
  const masses = Array.from({ length: n }, (_, t) => (t % 7 === 3 ? 0 : 1 + ((t * 7919) % 13)));
  const exact = virtualValuations(values, masses).ironed;
  const doubles = virtualValuations(Float64Array.from(values), Float64Array.from(masses)).ironed;
  const worst = exact.map((phi, t) => Math.abs(nearest(phi!) - doubles[t]!));
  expect(Math.max(...worst.map((each) => Math.abs(each)))).toBeLessThan(1e-12);
});

test('with the smallest levels at ties every inefficient market of finitely many levels is improvable', () => {
  const same = (c: Linear): boolean => {
    const environment = environmentOf(c);
    const menu = linearMenu(environment, c.masses, { ties: 'smallest' });
    return improvableTypes(environment, menu).length > 0 === !menu.efficient;
  };
  expect(hunted(80, 6, same)).toBeUndefined();
});

test('a small perturbation leaves the menu unchanged exactly where the virtual value may fall a little', () => {
  const same = (c: Linear): boolean => {
    const environment = environmentOf(c);
    return (['largest', 'smallest'] as const).every((ties) => {
      const menu = linearMenu(environment, c.masses, { ties });
      const improvable = improvableTypes(environment, menu);
      return menu.entries.every(
        ({ type, share, efficient }) =>
          efficient ||
          share.numerator === 0n ||
          unchangedByPerturbation(environment, menu, type) === improvable.includes(type),
      );
    });
  };
  expect(same({ ...AT_KINK, masses: ['1', '1'] })).toBe(true);
  expect(hunted(100, 6, same)).toBeUndefined();
});

test('splits of up to eight types average back, hurt nobody by the program, and earn more', () => {
  const tried = { splits: 0 };
  const same = (c: Linear): boolean => {
    const environment = environmentOf(c);
    const f = marketOf(c);
    return (['largest', 'smallest'] as const).every((ties) => {
      const split = improvingSplit(environment, f, { ties });
      if (!split) return true;
      tried.splits += 1;
      const segments = split.segments.map(({ weight, menu }) => ({
        weight,
        market: menu.market,
        surplus: surplusesOf(c, menu.market, ties),
      }));
      return (
        split.profitGain.numerator > 0n && paretoImproving(f, surplusesOf(c, f, ties), segments)
      );
    });
  };
  // Half the mass above the low type makes her virtual value the kink 1, where level 0 would still be optimal.
  expect(same({ ...AT_KINK, masses: ['1', '2'] })).toBe(true);
  expect(hunted(60, 4, same)).toBeUndefined();
  expect(hunt(linears(5, 8), same, { runs: 4, seed: 7 }).counterexample?.value).toBeUndefined();
  expect(tried.splits).toBeGreaterThan(40);
});

test('most cases of the rows on improvable linear markets have something to decide', () => {
  const asked = draws(manyMarkets(1, 3, 4), 60, 'improvable').flatMap(({ markets }) => markets);
  expect(asked.filter(inefficient).length).toBeGreaterThan(asked.length * 0.45);
  const generic = draws(mostlyAsked(1, 4), 120, 'non-generic');
  const left = generic.filter((c) => inefficient(c) && !onPlane(c));
  expect(left.length).toBeGreaterThan(generic.length * 0.3);
});

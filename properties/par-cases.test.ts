import { expect, test } from 'vitest';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import type { Sold } from './support/par/arbitraries.ts';
import { dominatable, oneProduct } from './support/par/dominating-cases.ts';
import { efficientIn } from './support/par/judge.ts';
import type { AnyRule } from './support/par/ruled.ts';
import { offered, ruleAt, sceneOf } from './support/par/scenes.ts';
import { draws } from './support/par/tallies.ts';

/** The drawn cases of a statement's run whose markets are inefficient. */
const inefficientOf = <C extends Sold>(drawn: readonly C[], rule: (c: C) => AnyRule): C[] =>
  drawn.filter((c) => {
    const { seller, values, f } = sceneOf(c);
    return !efficientIn(values, f, offered(seller, f, rule(c)));
  });

test('most markets drawn for one product are inefficient', () => {
  const drawn = draws(oneProduct, 50, 'PAR-prop1/printed');
  expect(inefficientOf(drawn, () => 'efficient').length).toBeGreaterThan(30);
});

test('most markets drawn for the dominating market are inefficient, and some rent paths are long', () => {
  const drawn = draws(dominatable, 24, 'PAR-prop3-if/printed');
  const asked = inefficientOf(drawn, ({ rule }) => rule);
  const lengths = asked.map((c) => {
    const { seller, f } = sceneOf(c);
    const { value } = dominatingMarkets(seller, f, { rule: ruleAt(seller, f, c.rule) }).next();
    return value?.kind === 'dominating' ? value.dominating.path.length : 0;
  });
  expect(asked.length).toBeGreaterThan(15);
  expect(lengths.filter((length) => length > 3).length).toBeGreaterThan(2);
  expect(Math.max(...lengths)).toBeGreaterThan(5);
});

test('most markets drawn for the theorem are inefficient with one payment rule', () => {
  const drawn = draws(dominatable, 24, 'PAR-thm1/printed');
  const asked = inefficientOf(drawn, ({ rule }) => rule).filter((c) => {
    const { seller, f } = sceneOf(c);
    return uniquePayments(seller.environment, seller.optimum(f));
  });
  expect(asked.length).toBeGreaterThan(12);
});

import { expect, test } from 'vitest';
import { compared, fractionText, rational, type Rational } from '../src/core/rational.ts';
import { linearEnvironment } from '../src/mechanisms/linear/environment.ts';
import { improvableTypes, improvingSplit } from '../src/mechanisms/linear/improve.ts';
import { linearMenu, type LinearMenu } from '../src/mechanisms/linear/menu.ts';
import { productOf } from '../src/mechanisms/linear/product.ts';
import { exactVirtual } from '../src/mechanisms/linear/virtual.ts';
import { improvability } from '../src/mechanisms/maps/improvability.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { paretoVectors } from './support/par/vectors.ts';

const texts = (values: readonly (Rational | null)[]): (string | null)[] =>
  values.map((value) => value && fractionText(value));

const there = ({ entries }: LinearMenu) => entries.filter(({ share }) => share.numerator > 0n);

test.each(paretoVectors('linear'))('the linear menus of $id are those of the vectors', (vector) => {
  const levels = vector.A.map((level) => rational(level));
  const environment = linearEnvironment({
    values: vector.v,
    alternatives: { levels: vector.A, costs: vector.C },
  });
  const index = (level: Rational): number => levels.findIndex((a) => compared(a, level) === 0);
  const { raw } = exactVirtual(
    environment.values,
    vector.f.map((share) => rational(share)),
  );
  if (vector.phi_raw) expect(texts(raw)).toEqual(vector.phi_raw);
  expect(environment.efficient.map(({ largest }) => index(largest))).toEqual(
    vector.efficient_alloc,
  );
  for (const [ties, wanted] of [
    ['largest', vector.alpha_max],
    ['smallest', vector.alpha_min],
  ] as const) {
    const menu = linearMenu(environment, vector.f, { ties });
    const served = there(menu);
    expect(served.map(({ type }) => type)).toEqual(vector.support);
    expect(texts(served.map(({ virtual }) => virtual))).toEqual(vector.phi);
    expect(served.map(({ touches }) => touches)).toEqual(vector.on_hull);
    expect(served.map(({ level }) => index(level))).toEqual(wanted.alloc_index);
    expect(texts(served.map(({ surplus }) => surplus))).toEqual(wanted.u);
    expect(fractionText(menu.profit)).toBe(vector.profit);
    expect(improvableTypes(environment, menu).length > 0).toBe(wanted.cor2);
    if (wanted.improvable_exact === undefined) continue;
    const split = improvingSplit(environment, menu.market, { ties });
    expect(split !== null).toBe(wanted.improvable_exact);
    const rule = ties === 'largest' ? 'consumer' : 'adverse';
    const oracle = improvability(exactMonopolist(productOf(environment)), menu.market, { rule });
    expect(oracle.improvable).toBe(wanted.improvable_exact);
  }
});

test.each(paretoVectors('continuum'))(
  'the menu of $id on [0, inf) is that of the vectors',
  (vector) => {
    const environment = linearEnvironment({
      values: vector.v,
      alternatives: { cost: { family: 'power', scale: '1/2', exponent: 2 }, low: 0, high: null },
    });
    const menu = linearMenu(environment, vector.f, { ties: 'largest' });
    expect(menu.arithmetic).toBe('exact');
    expect(texts(menu.entries.map(({ virtual }) => virtual))).toEqual(vector.phi);
    expect(texts(menu.entries.map(({ level }) => level))).toEqual(vector.a);
    expect(texts(menu.entries.map(({ surplus }) => surplus))).toEqual(vector.u);
    expect(fractionText(menu.profit)).toBe(vector.profit);
    const excluded = menu.entries.filter(({ level }) => level.numerator === 0n);
    expect(excluded.map(({ type }) => type)).toEqual(vector.excluded);
    expect(excluded.length > 0).toBe(vector.some_type_excluded);
    expect(improvingSplit(environment, menu.market, menu) !== null).toBe(vector.improvable);
  },
);

test.each(paretoVectors('continuum2'))(
  'the menu of $id on [0, 1] is that of the vectors',
  (vector) => {
    const environment = linearEnvironment({
      values: [1, 2],
      alternatives: {
        cost: { family: 'polynomial', coefficients: [0, 0, '1/2'] },
        low: 0,
        high: 1,
      },
    });
    const q = rational(vector.q);
    const rest = { numerator: q.denominator - q.numerator, denominator: q.denominator };
    const menu = linearMenu(environment, [rest, q], { ties: 'largest' });
    const [low, high] = menu.entries;
    expect([low!.virtual!, low!.level, high!.surplus, menu.profit].map(fractionText)).toEqual([
      vector.phi_low,
      vector.a_low,
      vector.cs_high,
      vector.profit,
    ]);
    expect(improvingSplit(environment, menu.market, menu) !== null).toBe(vector.improvable);
  },
);

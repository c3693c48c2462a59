import { expect, test } from 'vitest';
import { fractionText } from '../src/core/rational.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import {
  paymentRanges,
  surplusRanges,
  uniquePayments,
} from '../src/mechanisms/monopoly/payments.ts';
import { selected } from '../src/mechanisms/monopoly/rules.ts';
import { servedEfficiently } from '../src/mechanisms/monopoly/mechanism.ts';
import { paretoVectors } from './support/par/vectors.ts';

const RULES = ['efficient', 'consumer', 'adverse'] as const;

test.each(paretoVectors('market'))(
  'the optimal menus of $id are those of the vectors',
  (vector) => {
    const environment = productEnvironment({ values: vector.v });
    const optimum = exactMonopolist(environment).optimum(market(environment, vector.f));
    expect(fractionText(optimum.revenue)).toBe(vector.revenue);
    expect(uniquePayments(environment, optimum)).toBe(vector.unique_payment);
    const texts = (ranges: ReturnType<typeof paymentRanges>) =>
      Object.fromEntries(
        ranges.map(({ low, high }, i) => [
          String(optimum.support[i]),
          [fractionText(low), fractionText(high)],
        ]),
      );
    expect(texts(paymentRanges(environment, optimum))).toEqual(vector.pay_range);
    expect(texts(surplusRanges(environment, optimum))).toEqual(vector.cs_range);
    for (const rule of RULES) {
      const mechanism = selected(environment, optimum, rule);
      const on = (values: readonly Parameters<typeof fractionText>[0][]) =>
        optimum.support.map((t) => fractionText(values[t]!));
      expect({
        u: on(mechanism.surplus),
        p: on(mechanism.payments),
        efficient_on_support: optimum.support.every((t) =>
          servedEfficiently(environment, mechanism, t),
        ),
      }).toEqual(vector[rule]);
    }
  },
);

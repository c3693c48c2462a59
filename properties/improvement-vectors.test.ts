import { expect, test } from 'vitest';
import { fractionText, type Rational } from '../src/core/rational.ts';
import { chainOf } from '../src/mechanisms/improvement/chain.ts';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import { improve } from '../src/mechanisms/improvement/improve.ts';
import { weightPieces, type WeightPiece } from '../src/mechanisms/improvement/pieces.ts';
import { keepingWeight } from '../src/mechanisms/improvement/weight.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { choice } from '../src/mechanisms/monopoly/rules.ts';
import { paretoVectors, type SplitVector } from './support/par/vectors.ts';

const texts = (row: readonly (Rational | null)[]) => row.map((x) => x && fractionText(x));

function scene(vector: SplitVector) {
  const environment = productEnvironment({ values: vector.v });
  const seller = exactMonopolist(environment);
  const f = market(environment, vector.f);
  const { rule } = vector;
  return { environment, seller, f, rule, part: market(environment, vector.f_prime) };
}

/** Neighbouring pieces with the same answer as one. */
function joined(pieces: readonly WeightPiece[]): (string | boolean)[][] {
  const found: (string | boolean)[][] = [];
  for (const { from, to, improves } of pieces) {
    const last = found.at(-1);
    if (last?.[2] === improves) last[1] = fractionText(to);
    else found.push([fractionText(from), fractionText(to), improves]);
  }
  return found;
}

const vectors = paretoVectors('theorem1');

test.each(vectors)(
  'the path of $id gives the thresholds and the market of the vectors',
  (vector) => {
    const { environment, seller, f, rule } = scene(vector);
    const chain = chainOf(environment, vector.path);
    expect(texts(chain.thresholds)).toEqual(vector.lemma5_delta);
    expect(texts(chain.market)).toEqual(vector.f_prime);
    const kept = chain.path.map((t, j) => [String(t), fractionText(chain.surplus[j]!)]);
    expect(Object.fromEntries(kept)).toEqual(vector.mstar_surplus);
    const attempts = [...dominatingMarkets(seller, f, { rule })];
    expect(attempts.map(({ kind }) => kind)).not.toContain('failed');
    const same = attempts.flatMap((each) =>
      each.kind === 'dominating' && each.dominating.path.join() === vector.path.join()
        ? [each.dominating]
        : [],
    );
    expect(same.map(({ inefficient, gaining }) => [inefficient, gaining])).toEqual([
      [vector.inefficient_type, vector.t_prime],
    ]);
  },
);

test.each(vectors)('of $id as much can be cut off as the vectors say', (vector) => {
  const { seller, f, rule, part } = scene(vector);
  const { optimum, mechanism } = choice(seller, f, rule);
  expect(texts(mechanism.surplus)).toEqual(vector.base_surplus);
  expect(texts(mechanism.payments)).toEqual(vector.base_payment);
  const found = keepingWeight(optimum, f, part, mechanism.payments);
  expect(fractionText(found.value)).toBe(vector.eps_keep);
  const pieces = weightPieces(seller, f, part, { rule, surplus: mechanism.surplus });
  expect(joined(pieces)).toEqual(vector.eps_intervals_weak_dominance);
});

test.each(vectors)('the split of $id is that of the vectors where its path is', (vector) => {
  const { seller, f, rule } = scene(vector);
  const found = improve(seller, f, { rule });
  expect([found.improvable, found.reason]).toEqual([true, 'menu-kept']);
  expect(found.certificate.revenueRises).toBe(true);
  expect(found.dominating?.path).toEqual(vector.path);
  expect(fractionText(found.largestWeight!.value)).toBe(vector.eps_keep);
  const { revenue_gain, segment_surplus } = vector.split_at_half_eps;
  expect(fractionText(found.certificate.revenueGain!)).toBe(revenue_gain);
  expect(found.segments.map(({ menu }) => texts(menu.mechanism.surplus))).toEqual(segment_surplus);
});

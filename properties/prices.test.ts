import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded, type Rng } from '../src/core/rng.ts';
import type { ComponentKind } from '../src/mechanisms/components/component.ts';
import { exponential } from '../src/mechanisms/exponential.ts';
import { priceGrid, type Offset } from '../src/mechanisms/prices/grid.ts';
import { priceLottery } from '../src/mechanisms/prices/lottery.ts';
import {
  postedPrice,
  type PostedPrice,
  type PostedPriceOptions,
} from '../src/mechanisms/prices/posted.ts';
import { goodnessOfFit } from '../src/verify/goodness.ts';
import {
  average,
  heldLoss,
  joined,
  priceLaw,
  pricePoints,
  revenues,
  softened,
  surplus,
  type Buyers,
} from './support/amd/price-oracles.ts';
import { PASS, tally } from './support/tally.ts';

interface Instance {
  readonly id: string;
  readonly input: Readonly<Record<string, number | string>>;
  readonly expect: Readonly<Record<string, number>>;
}

const file = new URL('./vectors/approximate.json', import.meta.url);
const { instances } = JSON.parse(readFileSync(file, 'utf8')) as { instances: Instance[] };
const named = (prefix: string): Instance[] => instances.filter(({ id }) => id.startsWith(prefix));

const spread = (n: number, m: number): Float64Array =>
  Float64Array.from(
    { length: n },
    (_, i) => Math.floor(m * (((7919 * (i + 1)) % 1000003) / 1000003)) / m,
  );

const close = (x: number, y: number, relative = 1e-12): void =>
  expect(Math.abs(x - y)).toBeLessThanOrEqual(relative * Math.max(1e-3, Math.abs(y)));

/** A price on these values; truth {gain: 1} leaves the private part alone. */
const priced = (
  values: Float64Array,
  given: Omit<PostedPriceOptions, 'values' | 'mode'>,
): PostedPrice => postedPrice({ values: population(values, 1), mode: 'calibrated', ...given });

describe('posted prices agree with independently computed numbers', () => {
  it.each([...named('price-half'), ...named('price-grid')])('$id', ({ input, expect: wanted }) => {
    const m = Number(input['m']);
    const offset: Offset = input['prices'] === 'half' ? 'half' : 'none';
    const promise = { tilt: Number(input['eps']) / 2 };
    const values = spread(Number(input['n']), m);
    const made = priced(values, { grid: m, offset, truth: { gain: 1 }, promise });
    const { optimum = NaN, expectedWelfare = NaN } = made.diagnostics();
    close(optimum, wanted['opt']!);
    close(expectedWelfare, wanted['expected']!);
    close(optimum - expectedWelfare, wanted['loss']!, 1e-11);
  });

  it.each(named('price-calib'))('$id', ({ input, expect: wanted }) => {
    const [m, eps] = [Number(input['m']), Number(input['eps'])];
    const base = { grid: m, offset: 'half', promise: { tilt: eps / 2 } } as const;
    const at = (commitment: 'uniform' | 'optimal'): PostedPrice =>
      priced(Float64Array.of(0.5), { ...base, truth: 'brackets', commitment });
    const free = priced(Float64Array.of(0.5), { ...base, truth: { gain: 1 } });
    close(free.plan.worstGain, wanted['sup_gain']!);
    close(at('uniform').plan.lottery!.loss(2 / m, 1 / m), wanted['uniform_loss_one_step']!);
    close(at('uniform').plan.q, wanted['q_uniform']!);
    close(at('optimal').plan.q, wanted['q_optimal_lottery']!, 2e-6);
    close((2 * eps) / wanted['uniform_loss_one_step']!, wanted['q_printed_rule']!);
  });

  it.each(named('price-calib'))('$id: data that reach the gain', ({ input, expect: wanted }) => {
    const [m, eps] = [Number(input['m']), Number(input['eps'])];
    const prices = pricePoints(m, 'half');
    const top = 2 ** 22; // and as many below as make the lowest and the highest price equally good
    const even = (prices.at(-1)! / prices[0]! - 1) * top;
    let most = 0;
    for (let shift = -20; shift <= 20; shift++) {
      const others: Buyers = { values: [1 / m, 1], counts: [even + shift, top] };
      const worth = (b: number): number =>
        surplus(priceLaw(joined(others, b), prices, eps / 2, 'weak'), prices, 1);
      most = Math.max(most, worth(1 - 1 / m) - worth(1));
    }
    close(most, wanted['attained_gain']!, 1e-6);
    expect(most).toBeLessThan(wanted['sup_gain']!);
    expect(most).toBeGreaterThan(0.99999 * wanted['sup_gain']!);
  });

  it.each(named('ex1'))('$id', ({ input, expect: wanted }) => {
    const [n, eps] = [Number(input['n']), Number(input['eps'])];
    const law = (halves: number): number[] => {
      const score = Float64Array.of(0.5 * n, n - halves);
      return Array.from(exponential({ tilt: eps / 2 }).logProbabilities(score), Math.exp);
    };
    close(law(n)[0]!, wanted['p_low_if_all_say_half']!);
    close(average(law(n), [0.5, 1]), wanted['revenue_if_all_say_half']!);
    close(average(law(0), [0.5, 1]), wanted['revenue_truth']!);
  });
});

/** Values on quarters of the step, ties and ends included, with weights. */
function crowd(rng: Rng, m: number, most: number): Buyers {
  const size = 1 + Math.floor(rng() * most);
  const values = Array.from({ length: size }, () => Math.floor(rng() * (4 * m + 1)) / (4 * m));
  return { values, counts: values.map(() => 1 + Math.floor(rng() * 5) / 4) };
}

const OFFSETS = ['none', 'half'] as const;

describe('the law over prices', () => {
  it('is the softened revenue of values >= p, mixed with the lottery', () => {
    const rng = seeded('price law');
    for (let i = 0; i < 200; i++) {
      const [m, offset] = [1 + Math.floor(rng() * 9), OFFSETS[i % 2]!];
      const { values, counts } = crowd(rng, m, 12);
      const [tilt, prices] = [rng() * 4, pricePoints(m, offset)];
      const made = postedPrice({
        values: population(Float64Array.from(values), 1, Float64Array.from(counts)),
        grid: m,
        offset,
        mode: 'calibrated',
        truth: { gain: 0.001 },
        promise: { tilt },
      });
      const alone = priceLaw({ values, counts }, prices, tilt, 'weak');
      const { q } = made.plan;
      const law = made.law();
      alone.forEach((p, j) => close(Math.exp(law[j]!), (1 - q) * p + q / prices.length, 1e-11));
      const score = revenues({ values, counts }, prices, 'weak');
      const n = counts.reduce((all, c) => all + c, 0);
      const {
        expectedWelfare = NaN,
        optimum,
        optimalPrice,
        logPartition = NaN,
      } = made.diagnostics();
      const even = average(
        prices.map(() => 1 / prices.length),
        score,
      );
      close(expectedWelfare, ((1 - q) * average(alone, score) + q * even) / n, 1e-11);
      close(optimum ?? NaN, Math.max(...score) / n);
      close(score[prices.indexOf(optimalPrice)]! / n, optimum ?? NaN);
      const peak = tilt * Math.max(...score);
      const rest = score.reduce((all, r) => all + Math.exp(tilt * r - peak), 0);
      close(logPartition, peak + Math.log(rest), 1e-11);
    }
  });

  it.each(['exponential', 'permute-and-flip', 'laplace'] as const)('%s draws', (kind) => {
    const made = priced(Float64Array.of(0.1, 0.4, 0.4, 0.8, 1), {
      grid: 5,
      offset: 'half',
      truth: 'brackets',
      promise: { tilt: 2 },
      component: kind,
    });
    const rng = seeded(`prices ${kind}`);
    const at = new Map(Array.from(made.prices, (p, j) => [p, j]));
    const counts = tally(6_000, 5, () => at.get(made.draw(rng).price)!);
    expect(goodnessOfFit(counts, made.law().map(Math.exp)).pValue).toBeGreaterThan(PASS);
    expect([made.buys(0.3, 0.3), made.buys(0.29, 0.3)]).toEqual([true, false]);
  });
});

describe('what a lie gains, costs and tells', () => {
  it('the lottery costs what being held to the report costs', () => {
    const rng = seeded('price loss');
    for (let i = 0; i < 200; i++) {
      const [m, offset] = [1 + Math.floor(rng() * 9), OFFSETS[i % 2]!];
      const prices = pricePoints(m, offset);
      const share = softened(prices.map(() => 4 * rng()));
      const lottery = priceLottery(priceGrid(m, offset, 'weak'), Float64Array.from(share), 'given');
      const [t, b] = [Math.floor(rng() * (4 * m + 1)), Math.floor(rng() * (4 * m + 1))];
      const [type, report] = [t / (4 * m), b / (4 * m)];
      close(lottery.loss(type, report), heldLoss(share, prices, type, report, 'weak'));
    }
  });

  it.each(['exponential', 'permute-and-flip', 'laplace'] as const)(
    '%s: every lie loses at the least q, with any others',
    (kind: ComponentKind) => {
      const rng = seeded(`price truth ${kind}`);
      for (let i = 0; i < 60; i++) {
        const m = 2 + Math.floor(rng() * 5);
        const beyond = 1 / m + (1 - 1 / m) * rng() * 0.9 + 0.02;
        const promise = { tilt: 0.05 + 2 * rng() };
        const truth = i % 2 === 0 ? ('brackets' as const) : { beyond };
        const offset = i % 2 === 0 ? 'half' : OFFSETS[i % 4 === 1 ? 0 : 1]!;
        const made = (values: readonly number[]): PostedPrice =>
          priced(Float64Array.from(values), {
            grid: m,
            offset,
            truth,
            promise,
            component: kind,
          });
        const step = i % 2 === 0 ? m : 4 * m;
        const others = Array.from({ length: 3 }, () => Math.floor(rng() * (step + 1)) / step);
        const [t, b] = [Math.floor(rng() * (step + 1)), Math.floor(rng() * (step + 1))];
        if (t === b || (i % 2 === 1 && Math.abs(t - b) / step < beyond)) continue;
        const [honest, lied] = [made([...others, t / step]), made([...others, b / step])];
        const { q, lottery } = honest.plan;
        const worth = (law: Float64Array): number => {
          const prices = Array.from(honest.prices);
          const all = surplus(Array.from(law, Math.exp), prices, t / step);
          return all - q * surplus(Array.from(lottery!.probabilities), prices, t / step);
        };
        const gain = worth(lied.law()) - worth(honest.law());
        expect(gain - q * lottery!.loss(t / step, b / step)).toBeLessThan(1e-15);
      }
    },
  );

  it('beyond b: the ratio of gain to loss is the supremum over types', () => {
    for (const [m, offset, beyond] of [
      [4, 'none', 0.3],
      [5, 'half', 0.4],
      [7, 'none', 0.5],
      [3, 'half', 0.9],
    ] as const) {
      const made = priced(Float64Array.of(1), {
        grid: m,
        offset,
        truth: { beyond },
        promise: { tilt: 1 },
      });
      const { q, lottery } = made.plan;
      const prices = pricePoints(m, offset);
      let most = 0;
      for (let i = 0; i <= 20_000; i++) {
        const [t, b] = [i / 20_000, i / 20_000 - beyond];
        const top = prices.findLast((p) => p <= t) ?? -1;
        if (b < 0 || top <= b) continue;
        const apart = top - prices[0]!;
        const gain = apart * Math.tanh((prices[0]! <= b ? top : apart) / 4);
        most = Math.max(most, gain / lottery!.loss(t, b));
      }
      close(q / (1 - q), most, 2e-3);
      expect(q / (1 - q)).toBeGreaterThanOrEqual(most * (1 - 1e-12));
    }
  });
});

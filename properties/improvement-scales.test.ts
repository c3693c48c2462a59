import { expect, test } from 'vitest';
import { compared, minus, rational, times, type Rational } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { monopolist } from '../src/lp.ts';
import { improve, type Improvement } from '../src/mechanisms/improvement/improve.ts';
import { productEnvironment } from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { market } from '../src/mechanisms/monopoly/market.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { assess } from '../src/mechanisms/segmentation/assess.ts';

type Values = readonly (readonly number[])[];

/** Types who want nothing and are not there, so many that nothing is decided in fractions. */
const OTHERS = 13;

/** What a seller in doubles says of a market, and what fractions say of her segments; null for none, and where ties are refused. */
async function judged(values: Values, masses: readonly number[], rule: Rule, others: number) {
  const none = Array.from({ length: others }, () => values[0]!.map(() => 0));
  const environment = productEnvironment({ values: [...values, ...none] });
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  const f = market(environment, [...masses, ...none.map(() => 0)]);
  try {
    const found = improve(seller, f, { rule });
    const { segments, improvable, arithmetic } = found;
    if (improvable !== true) return null;
    return {
      found,
      arithmetic,
      judge: assess(exactMonopolist(environment), f, segments, { rule }),
    };
  } catch (error) {
    if (isRefusal(error) && (error.reason === 'ties' || error.reason === 'arithmetic')) return null;
    throw error;
  }
}

/** Whether an amount is more than 1e-8 of what a type values most. */
function above(values: Values, type: number, amount: Rational): boolean {
  const slack = times(rational('1e-8'), rational(Math.max(...values[type]!)));
  return compared(amount, slack) > 0;
}

/** Whether a type of a segment keeps less, as doubles say. */
function loses({ before, segments }: Improvement, values: Values): boolean {
  return segments.some(({ market: part, menu }) =>
    values.some((_, t) => {
      const lost = minus(before.mechanism.surplus[t]!, menu.mechanism.surplus[t]!);
      return part[t]!.numerator > 0n && above(values, t, lost);
    }),
  );
}

const WIDE = [[4.25, 2, 4.75, 0], [4, 4, 3.75, 0], [4, 0.25, 4.75, 0], [3, 2, 2.5, 0], [4.5, 3.25, 1.75, 0], [0, 0, 0, 1e8]]; // prettier-ignore

test.each([0, OTHERS])('a value of 1e8 does not hide a loss of 1.23, %d others', async (others) => {
  const { found, judge } = (await judged(WIDE, [2, 4, 1, 4, 3, 1], 'efficient', others))!;
  expect([found.reason, found.arithmetic]).toEqual(['menu-kept', 'certified']);
  expect(judge.verdict).toBe('improving');
  expect(compared(found.certificate.gains!.least, rational('-1e-7'))).toBe(1);
});

const draw = seeded('a value of 1e8');
const whole = (below: number): number => Math.floor(draw() * below);

/** Markets of values below 5 but for one of 1e8, by itself in its row in every other one. */
const markets = Array.from({ length: 80 }, (_, i) => {
  const [n, k] = [2 + whole(5), 1 + whole(4)];
  const values = Array.from({ length: n }, () => Array.from({ length: k }, () => whole(20) / 4));
  const [type, alternative] = [whole(n), whole(k)];
  if (i % 2 === 1) values[type]!.fill(0);
  values[type]![alternative] = 1e8;
  return { values, masses: values.map(() => 1 + whole(4)), rule: RULES[i % RULES.length]! };
});

test('segments that doubles find beside one value of 1e8 hurt nobody, as fractions judge', async () => {
  const seen = { certified: 0, exact: 0 };
  for (const { values, masses, rule } of markets) {
    const found = await judged(values, masses, rule, 0);
    if (!found) continue;
    seen[found.arithmetic] += 1;
    expect(found.judge.verdict).toBe('improving');
  }
  expect(seen.certified).toBeGreaterThan(30);
  expect(seen.exact).toBeGreaterThan(5);
});

test('and by themselves hurt nobody, but where within the gap the seller has a choice', async () => {
  let [improvable, chosen] = [0, 0];
  for (const { values, masses, rule } of markets) {
    const said = await judged(values, masses, rule, OTHERS);
    if (said?.arithmetic !== 'certified') continue;
    const { found, judge } = said;
    improvable += 1;
    expect(loses(found, values)).toBe(false);
    if (!judge.losers.some(({ type, amount }) => above(values, type, amount))) continue;
    chosen += 1;
    expect(found.before.uniquePayments).toBe(false);
    expect(compared(found.before.certificate.gap, rational('1e-6'))).toBe(-1);
  }
  expect(improvable).toBeGreaterThan(30);
  expect(chosen).toBeLessThan(3);
});

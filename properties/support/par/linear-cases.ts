import {
  compared,
  fractionText,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import {
  linearEnvironment,
  type LinearEnvironment,
} from '../../../src/mechanisms/linear/environment.ts';
import { linearMenu } from '../../../src/mechanisms/linear/menu.ts';
import { market, type Market } from '../../../src/mechanisms/monopoly/market.ts';
import {
  chain,
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { somebody } from './arbitraries.ts';

/** The hypotheses of [PAR, C.1] as plain values: texts of fractions. */

/** Values that do not fall, levels from "0" on, their costs, and masses of the types. */
export interface Linear {
  readonly values: readonly string[];
  readonly levels: readonly string[];
  readonly costs: readonly string[];
  readonly masses: readonly string[];
}

export function environmentOf({ values, levels, costs }: Linear): LinearEnvironment {
  return linearEnvironment({ values, alternatives: { levels, costs } });
}

export function marketOf(c: Linear): Market {
  return market({ types: c.values }, c.masses);
}

/** n rows of v(t) a - C(a), level 0 first, for whoever knows tables only. */
export function rowsOf({ values, levels, costs }: Linear): Rational[][] {
  return values.map((v) =>
    levels.map((a, i) => minus(times(rational(v), rational(a)), rational(costs[i]!))),
  );
}

/** How many levels are best. */
const bestIn = (row: readonly Rational[]): number =>
  row.filter((x) => row.every((y) => compared(x, y) >= 0)).length;

/** One efficient level a type, as [PAR, C.1] assumes: where there are two, all values move up by 1/7, which is no slope of these costs. */
export function oneBest(c: Linear): Linear {
  if (rowsOf(c).every((row) => bestIn(row) === 1)) return c;
  return { ...c, values: c.values.map((v) => fractionText(plus(rational(v), rational('1/7')))) };
}

interface Shape {
  readonly base: number;
  readonly steps: readonly number[];
  readonly levels: readonly number[];
  readonly slopes: readonly number[];
}

/** Values from below 0 up with equal neighbours, any set of levels up to 4, costs of every shape. */
const environments = (least: number, most: number): Arbitrary<Omit<Linear, 'masses'>> =>
  chain(integerIn(least, most), (n) =>
    map(
      record<Shape>({
        base: choose(integerIn(1, 4), integerIn(-3, 1)),
        steps: listOf(choose({ weight: 4, of: integerIn(1, 3) }, integerIn(0, 1)), n - 1),
        levels: choose(
          { weight: 3, of: oneOfValues<readonly number[]>([1], [1, 2], [1, 2, 3]) },
          oneOfValues<readonly number[]>([], [2], [1, 3], [2, 3], [1, 4]),
        ),
        slopes: choose(
          { weight: 3, of: map(listOf(integerIn(0, 3), 4), rising) },
          listOf(integerIn(-2, 6), 4),
        ),
      }),
      ({ base, steps, levels, slopes }) => {
        let v = base;
        let cost = 0;
        const values = [v, ...steps.map((step) => (v += step))];
        const costs = levels.map((a, i) => (cost += slopes[i]! * (a - (levels[i - 1] ?? 0))));
        const texts = (numbers: readonly number[]) => numbers.map(String);
        const all = { levels: texts([0, ...levels]), costs: texts([0, ...costs]) };
        const { masses: _, ...found } = oneBest({ values: texts(values), ...all, masses: [] });
        return found;
      },
    ),
  );

function rising(steps: readonly number[]): number[] {
  let slope = -1;
  return steps.map((step) => (slope += step));
}

interface Stratum {
  /** Whether the type is pooled with the one below. */
  readonly pooled: boolean;
  readonly kink: number;
  /** How near the concave hull a pooled type is, in halves: 0 gives mass 0, 2 a point on it. */
  readonly near: number;
}

/** The virtual values at which two levels are equally good. */
export function kinksOf({ levels, costs }: Omit<Linear, 'masses' | 'values'>): Rational[] {
  const at = levels.map((a, i) => ({ a: rational(a), c: rational(costs[i]!) }));
  return at.flatMap(({ a, c }, i) =>
    at.slice(0, i).map((low) => over(minus(c, low.c), minus(a, low.a))),
  );
}

/**
 * Masses from the top down such that the hull's slopes are kinks of the cost: pools from L to H - 1 of slope k have
 * F(L) = F(H) (v(H) - k) / (v(L) - k), and the types within lie below the line, on it, or have mass 0.
 */
function atKinks(c: Omit<Linear, 'masses'>, strata: readonly Stratum[]): string[] {
  const values = c.values.map((v) => rational(v));
  const n = values.length;
  const cumulative: Rational[] = values.map(() => rational(1));
  const kinks = kinksOf(c);
  let [high, slope] = [n - 1, null as Rational | null];
  while (high > 0) {
    let low = high - 1;
    while (low > 0 && strata[low]!.pooled) low -= 1;
    const v = values[low]!;
    const last = slope;
    const usable = kinks.filter(
      (k) => compared(k, v) < 0 && (last === null || compared(k, last) <= 0),
    );
    slope = usable[strata[low]!.kink % Math.max(usable.length, 1)] ?? minus(v, rational(1));
    const line = (t: number): Rational =>
      over(times(cumulative[high]!, minus(values[high]!, slope!)), minus(values[t]!, slope!));
    for (let t = high - 1; t > low; t--) {
      const top = line(t);
      const share = over(rational(strata[t]!.near), rational(2));
      const inside = plus(cumulative[high]!, times(share, minus(top, cumulative[high]!)));
      cumulative[t] = compared(inside, cumulative[t + 1]!) > 0 ? inside : cumulative[t + 1]!;
    }
    cumulative[low] = line(low);
    high = low;
  }
  return cumulative.map((f, t) => fractionText(minus(f, cumulative[t + 1] ?? ZERO)));
}

const people = (masses: readonly number[]): string[] => somebody(masses).map(String);

const strata = (n: number): Arbitrary<Stratum[]> =>
  listOf(
    record<Stratum>({
      pooled: oneOfValues(false, true),
      kink: integerIn(0, 3),
      near: integerIn(0, 2),
    }),
    n,
  );

/** Masses of an environment: small whole numbers with zeros, generic ones, and such that virtual values are kinks. */
function massesOf(c: Omit<Linear, 'masses'>): Arbitrary<readonly string[]> {
  const n = c.values.length;
  return choose<readonly string[]>(
    { weight: 2, of: map(listOf(integerIn(0, 6), n), people) },
    { weight: 1, of: map(listOf(integerIn(1, 100_003), n), people) },
    { weight: 3, of: map(strata(n), (each) => atKinks(c, each)) },
    {
      weight: 1,
      of: map(tuple<[Stratum[], number]>(strata(n), integerIn(0, n - 1)), ([each, absent]) => {
        const masses = atKinks(c, each);
        const left = masses.with(absent, '0');
        return left.some((mass) => mass !== '0') ? left : masses;
      }),
    },
  );
}

/** An environment and a market of it. */
export function linears(least: number, most: number): Arbitrary<Linear> {
  return chain(environments(least, most), (c) => map(massesOf(c), (masses) => ({ ...c, masses })));
}

/** An environment and several markets of it. */
export interface Markets {
  readonly markets: readonly Linear[];
}

/** Of two environments the first, unless it has one type or no level: nothing there is inefficient. */
const eventful = (least: number, most: number): Arbitrary<Omit<Linear, 'masses'>> =>
  map(listOf(environments(least, most), 2), ([one, other]) =>
    one!.values.length > 1 && one!.levels.length > 1 ? one! : other!,
  );

/** The same with as many markets of one environment: the first of so many that are drawn, and then inefficient ones as far as there are. */
export function manyMarkets(
  least: number,
  most: number,
  count: number,
  drawn = 3 * count,
): Arbitrary<Markets> {
  return chain(eventful(least, most), (c) =>
    map(listOf(massesOf(c), drawn), (all) => {
      const [first, ...others] = all.map((masses) => ({ ...c, masses }));
      const left = others.map((each) => ({ each, late: inefficient(each) ? 0 : 1 }));
      const rest = left.toSorted((a, b) => a.late - b.late).map(({ each }) => each);
      return { markets: [first!, ...rest].slice(0, count) };
    }),
  );
}

/** Whether somebody who is there is served inefficiently, the smallest of the best levels being given. */
export function inefficient(c: Linear): boolean {
  return !linearMenu(environmentOf(c), c.masses, { ties: 'smallest' }).efficient;
}

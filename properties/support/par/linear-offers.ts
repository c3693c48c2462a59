import {
  compared,
  inner,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { envelope, linearMenu } from '../../../src/mechanisms/linear/menu.ts';
import {
  choose,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { bestRevenue, broken } from './judge.ts';
import { environmentOf, linears, marketOf, rowsOf, type Linear } from './linear-cases.ts';
import { printedVirtual, type PrintedVirtual } from './linear-hull.ts';

/** A market and a mechanism: each type has one level or a half-half lottery of two, and pays what the envelope asks, less a gift. */
export interface Offer extends Linear {
  /** By type, two places in `levels`. */
  readonly chosen: readonly (readonly [number, number])[];
  /** By type. */
  readonly gifts: readonly string[];
}

/** What a type picks: one of the best levels of her virtual value, or any. */
interface Pick {
  readonly ties: 'largest' | 'smallest' | 'both' | 'any';
  readonly any: number;
}

function chosenBy(c: Linear, picks: readonly Pick[]): [number, number][] {
  const levels = c.levels.map((a) => rational(a));
  const at = (a: Rational): number => levels.findIndex((b) => compared(a, b) === 0);
  const environment = environmentOf(c);
  const [large, small] = (['largest', 'smallest'] as const).map((ties) =>
    linearMenu(environment, c.masses, { ties }).entries.map(({ level }) => at(level)),
  );
  return picks.map(({ ties, any }, t) => {
    const [low, high] = [small![t]!, large![t]!];
    if (ties === 'any') return [any % levels.length, any % levels.length];
    if (ties === 'both') return [low, high];
    return ties === 'largest' ? [high, high] : [low, low];
  });
}

const picks = (n: number): Arbitrary<Pick[]> =>
  choose(
    { weight: 3, of: listOf(pick(oneOfValues('largest', 'smallest', 'both')), n) },
    { weight: 1, of: listOf(pick(oneOfValues('largest', 'smallest', 'any')), n) },
  );

const pick = (ties: Arbitrary<Pick['ties']>): Arbitrary<Pick> =>
  record<Pick>({ ties, any: integerIn(0, 4) });

/** Markets with mechanisms of virtual values and others; one in four gives everybody, or the last type, a little more. */
export function offers(least: number, most: number): Arbitrary<Offer> {
  const parts = tuple<[Linear, Pick[], string, boolean]>(
    linears(least, most),
    picks(most),
    choose({ weight: 6, of: oneOfValues('0') }, oneOfValues('1', '1/1000')),
    oneOfValues(true, false),
  );
  return map(parts, ([c, each, gift, all]) => ({
    ...c,
    chosen: chosenBy(c, each.slice(0, c.values.length)),
    gifts: c.values.map((_, t) => (all || t === c.values.length - 1 ? gift : '0')),
  }));
}

/** A mechanism and what it is judged by. */
interface Judged {
  readonly values: readonly Rational[];
  readonly f: readonly Rational[];
  readonly levels: readonly Rational[];
  readonly surplus: readonly Rational[];
  readonly printed: PrintedVirtual;
  /** Whether each level that type t is given maximises phi a - C(a). */
  readonly maximises: (t: number, phi: Rational) => boolean;
}

/** Whether an IC-IR mechanism is optimal exactly when the conditions hold: 1 or -1; 1 for what is no IC-IR mechanism. */
export function optimalExactlyWhen(conditions: (judged: Judged) => boolean) {
  return (c: Offer): number => {
    const rows = rowsOf(c);
    const [values, scale] = [c.values, c.levels].map((each) => each.map((x) => rational(x)));
    const f = marketOf(c);
    const half = (a: Rational, b: Rational): Rational => over(plus(a, b), rational(2));
    const levels = c.chosen.map(([low, high]) => half(scale![low]!, scale![high]!));
    const surplus = envelope(values!, levels).map((u, t) => plus(u, rational(c.gifts[t]!)));
    const allocation = c.chosen.map((pair) =>
      scale!.map((_, a) => over(rational(pair.filter((b) => b === a).length), rational(2))),
    );
    const payments = rows.map((row, t) => minus(inner(row, allocation[t]!), surplus[t]!));
    const offered = { allocation, payments };
    if (broken(rows, offered).numerator !== 0n) return 1;
    const best = scale!.length === 1 ? ZERO : bestRevenue(rows, f);
    const optimal = compared(inner(f, payments), best) === 0;
    const maximises = (t: number, phi: Rational): boolean => {
      const gain = (a: number): Rational => minus(times(phi, scale![a]!), rational(c.costs[a]!));
      return c.chosen[t]!.every((a) => scale!.every((_, b) => compared(gain(a), gain(b)) >= 0));
    };
    const printed = printedVirtual(values!, f);
    const judged = { values: values!, f, levels, surplus, printed, maximises };
    return conditions(judged) === optimal ? 1 : -1;
  };
}

/** [PAR, Prop 6] as printed, for every type for which phi is defined. */
export function printedConditions(judged: Judged): boolean {
  const { values, levels, surplus, printed, maximises } = judged;
  const rents = envelope(values, levels);
  return printed.phi.every(
    (phi, t) => (phi === null || maximises(t, phi)) && compared(surplus[t]!, rents[t]!) === 0,
  );
}

/** What may be broken about the conditions. */
export interface Weakened {
  /** Virtual values before ironing. */
  readonly raw?: boolean;
  /** Levels may rise within an ironed interval. */
  readonly rising?: boolean;
  /** Gifts up to this much are overlooked. */
  readonly overlooked?: Rational;
}

/** The conditions that are necessary and sufficient: for the types that are there, and no rise where R is below its hull. */
export function mendedConditions(weakened: Weakened = {}) {
  return (judged: Judged): boolean => {
    const { values, f, levels, surplus, printed, maximises } = judged;
    const present = f.flatMap((share, t) => (share.numerator > 0n ? [t] : []));
    const rents = envelope(
      present.map((t) => values[t]!),
      present.map((t) => levels[t]!),
    );
    return present.every((t, i) => {
      const phi = weakened.raw ? rawAt(judged, present, i) : printed.phi[t]!;
      const before = levels[present[i - 1]!];
      const level = weakened.rising || printed.touches[t]! || compared(before!, levels[t]!) === 0;
      const excess = minus(surplus[t]!, rents[i]!);
      const close = compared(excess, weakened.overlooked ?? ZERO) <= 0 && excess.numerator >= 0n;
      return maximises(t, phi) && level && close;
    });
  };
}

function rawAt({ values, f, printed }: Judged, present: readonly number[], i: number): Rational {
  const [t, next] = [present[i]!, present[i + 1]];
  if (next === undefined) return values[t]!;
  const rent = times(minus(values[next]!, values[t]!), printed.cumulative[next]!);
  return minus(values[t]!, over(rent, f[t]!));
}

import {
  compared,
  fraction,
  fractionText,
  minus,
  ONE,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import type { LinearEnvironment } from '../../../src/mechanisms/linear/environment.ts';
import { perturbationRange, perturbed } from '../../../src/mechanisms/linear/perturbation.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import {
  chain,
  choose,
  integerIn,
  map,
  oneOfValues,
  tuple,
  type Arbitrary,
} from '../../../src/verify/arbitrary.ts';
import { environmentOf, linears, marketOf, type Linear } from './linear-cases.ts';
import { printedVirtual } from './linear-hull.ts';
import { outdoes, served } from './linear-served.ts';
import type { AnyRule, Ruled } from './ruled.ts';

/** Markets that are (t, delta)-perturbations: Definition 2, or something else in its place. */
export type Perturb = (f: Market, type: number, delta: Rational) => Market;

/**
 * -1 + 2^-m for m to 30 and the multiples of 1/16 between -1 and 1 that give a market. In C.1 the virtual value of t tends to v(t) as delta
 * falls to -1, and levels are finitely many: the first of these reach her efficient level.
 */
function deltas(f: Market, type: number): Rational[] {
  const { high } = perturbationRange(f, type);
  const near = Array.from({ length: 30 }, (_, m) => minus(fraction(1n, 2n << BigInt(m)), ONE));
  const even = Array.from({ length: 33 }, (_, i) => rational(`${i - 16}/16`));
  return [...near, ...even].filter((delta) => high === null || compared(delta, high) <= 0);
}

/** Whether some perturbation of a type Pareto dominates the market. */
export function dominated(
  environment: LinearEnvironment,
  f: Market,
  type: number,
  rule: AnyRule,
  perturb: Perturb = perturbed,
): boolean {
  const before = served(environment, f, rule);
  return deltas(f, type).some((delta) => {
    const other = perturb(f, type, delta);
    return outdoes(served(environment, other, rule), before) === 'strictly';
  });
}

/** Which types [PAR, Lemma 7] is asked about. */
export type Asked = (f: Market, type: number) => boolean;

/** 1 when every inefficiently served type that is asked about has a dominating perturbation, else -1. */
export const dominatedSlack =
  (asked: Asked, perturb: Perturb = perturbed) =>
  (c: Ruled<Linear>): number => {
    const environment = environmentOf(c);
    const f = marketOf(c);
    const { efficient } = served(environment, f, c.rule);
    const fails = efficient.some(
      (each, t) => !each && asked(f, t) && !dominated(environment, f, t, c.rule, perturb),
    );
    return fails ? -1 : 1;
  };

/** Somebody above t is there. */
export const somebodyAbove: Asked = (f, type) =>
  f.some((share, t) => t > type && share.numerator > 0n);

/** Somebody who values levels more than t is there. */
const somebodyHigher = (c: Moved, f: Market): boolean =>
  f.some(
    (share, t) =>
      share.numerator > 0n && compared(rational(c.values[t]!), rational(c.values[c.type]!)) > 0,
  );

/** A perturbation of a market. */
export interface Moved extends Linear {
  readonly type: number;
  readonly delta: string;
}

/** Any type, delta anywhere in (-1, 0), near -1 and near 0 too, and where the perturbed virtual value meets the next one. */
export function moved(least: number, most: number): Arbitrary<Moved> {
  const sixteenths = map(integerIn(1, 15), (i) => `${-i}/16`);
  const ends = oneOfValues('-999999/1000000', '-1/1000000', '-1/2');
  return chain(linears(least, most), (c) =>
    map(
      tuple<[number, string]>(
        integerIn(0, c.values.length - 1),
        choose(sixteenths, ends, oneOfValues('meet')),
      ),
      ([type, delta]) => ({ ...c, type, delta: delta === 'meet' ? meeting(c, type) : delta }),
    ),
  );
}

/**
 * The delta in (-1, 0) at which v(t) - (v(t+1) - v(t)) (1 + delta) F / (f(t) - delta F) = phi, the virtual value of the next type that is
 * there, F the mass above t; -1/2 where there is none.
 */
function meeting(c: Linear, type: number): string {
  const f = marketOf(c);
  const values = c.values.map((v) => rational(v));
  const { cumulative, phi } = printedVirtual(values, f);
  const next = f.findIndex((share, t) => t > type && share.numerator > 0n);
  const target = phi[next];
  if (!target) return '-1/2';
  const [F, step, gap] = [
    cumulative[next]!,
    minus(values[next]!, values[type]!),
    minus(values[type]!, target),
  ];
  const bottom = times(F, plus(step, gap));
  if (bottom.numerator === 0n) return '-1/2';
  const delta = over(minus(times(gap, f[type]!), times(step, F)), bottom);
  const inside = compared(delta, rational(-1)) > 0 && delta.numerator < 0n;
  return inside ? fractionText(delta) : '-1/2';
}

/** Virtual values before and after. */
interface Change {
  readonly type: number;
  readonly f: Market;
  readonly before: readonly (Rational | null)[];
  readonly after: readonly (Rational | null)[];
  /** Whether R is concave: every type that is there touches the hull. */
  readonly regular: boolean;
  readonly regularAfter: boolean;
}

function changeOf(c: Moved, perturb: Perturb): Change {
  const values = c.values.map((v) => rational(v));
  const f = marketOf(c);
  const other = perturb(f, c.type, rational(c.delta));
  const [one, two] = [printedVirtual(values, f), printedVirtual(values, other)];
  const concave = (market: Market, touches: readonly boolean[]): boolean =>
    market.every((share, t) => share.numerator === 0n || touches[t]);
  return {
    type: c.type,
    f,
    before: one.phi,
    after: two.phi,
    regular: concave(f, one.touches),
    regularAfter: concave(other, two.touches),
  };
}

/** -1, 0, 1 as phi falls, stays or rises; null where it is not defined before and after. */
const turns = ({ before, after }: Change): (number | null)[] =>
  before.map((phi, t) => (phi && after[t] ? compared(after[t], phi) : null));

/** The text of [PAR, C.1]: phi(t) rises, none falls, and in a regular market the others stay. */
export function printedTurns(c: Moved): number {
  const change = changeOf(c, perturbed);
  const turned = turns(change);
  const own = turned[c.type];
  const raised = own === null || own === 1;
  const kept = turned.every((turn) => turn !== -1);
  const others = turned.every((turn, t) => t === c.type || turn === null || turn === 0);
  return raised && kept && (!change.regular || others) ? 1 : -1;
}

/** What may be broken about the repaired claim. */
export interface TurnsChanged {
  readonly perturb?: Perturb;
  /** The others stay in every market that was regular, whatever it becomes. */
  readonly always?: boolean;
}

/**
 * With somebody of higher value: phi(t) rises, none falls, types of lower phi keep theirs; where the market was regular and t is there, all
 * others keep theirs exactly when it still is regular.
 */
export const mendedTurns =
  ({ perturb = perturbed, always = false }: TurnsChanged = {}) =>
  (c: Moved): number => {
    const change = changeOf(c, perturb);
    if (!somebodyHigher(c, change.f)) return 1;
    const turned = turns(change);
    const own = change.before[c.type];
    const raised = !own || turned[c.type] === 1;
    const kept = turned.every((turn) => turn !== -1);
    const lower = turned.every(
      (turn, t) => !own || turn === null || compared(change.before[t]!, own) >= 0 || turn === 0,
    );
    const others = turned.every(
      (turn, t) => t === c.type || turn === null || change.f[t]!.numerator === 0n || turn === 0,
    );
    const known = change.regular && change.f[c.type]!.numerator > 0n;
    const exactly = !known || (always ? others : others === change.regularAfter);
    return raised && kept && lower && exactly ? 1 : -1;
  };

/** Controls: what the types above lose goes to the lowest type instead of t. */
export const toTheLowest: Perturb = (f, type, delta) => {
  const other = perturbed(f, type, delta);
  const gained = minus(other[type]!, f[type]!);
  return type === 0
    ? other
    : other.with(type, f[type]!).with(0, plus(f[0]!, gained.numerator < 0n ? ZERO : gained));
};

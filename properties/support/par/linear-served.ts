import {
  compared,
  minus,
  over,
  plus,
  rational,
  times,
  type Rational,
} from '../../../src/core/rational.ts';
import type { LinearEnvironment } from '../../../src/mechanisms/linear/environment.ts';
import { envelope, linearMenu, type LinearMenu } from '../../../src/mechanisms/linear/menu.ts';
import { productOf } from '../../../src/mechanisms/linear/product.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import { improvableUnder } from './complete.ts';
import { environmentOf, type Linear } from './linear-cases.ts';
import type { AnyRule } from './ruled.ts';

/** What types are given, pay and keep under a rule. */
export interface Served {
  readonly market: Market;
  readonly virtual: readonly (Rational | null)[];
  readonly levels: readonly Rational[];
  readonly surplus: readonly Rational[];
  readonly efficient: readonly boolean[];
  /** Whether the level is one level for sure. */
  readonly sure: readonly boolean[];
}

/** The others take the largest, which is the efficient mechanism; `contrary` where it does not serve all who are there efficiently. */
const SMALLEST: readonly AnyRule[] = ['adverse', 'posted'];

/** The optimal mechanism for a market under a rule; levels of `mid` are means of half-half lotteries. */
export function served(environment: LinearEnvironment, f: Market, rule: AnyRule): Served {
  const large = linearMenu(environment, f, { ties: 'largest' });
  const small = linearMenu(environment, f, { ties: 'smallest' });
  if (rule === 'mid') return mixed(environment, large, small);
  const contrary =
    rule === 'contrary' &&
    large.entries.every(({ efficient }, t) => efficient || large.market[t]!.numerator === 0n);
  return ofMenu(SMALLEST.includes(rule) || contrary ? small : large);
}

function ofMenu({ market, entries }: LinearMenu): Served {
  return {
    market,
    virtual: entries.map(({ virtual }) => virtual),
    levels: entries.map(({ level }) => level),
    surplus: entries.map(({ surplus }) => surplus),
    efficient: entries.map(({ efficient }) => efficient),
    sure: entries.map(() => true),
  };
}

function mixed({ values }: LinearEnvironment, large: LinearMenu, small: LinearMenu): Served {
  const one = ofMenu(large);
  const other = ofMenu(small);
  const levels = one.levels.map((a, t) => over(plus(a, other.levels[t]!), rational(2)));
  return {
    ...one,
    levels,
    surplus: envelope(values, levels),
    efficient: one.efficient.map((each, t) => each && other.efficient[t]!),
    sure: one.levels.map((a, t) => compared(a, other.levels[t]!) === 0),
  };
}

/** v(t) a(t) - u(t). */
function paid(environment: LinearEnvironment, { levels, surplus }: Served, t: number): Rational {
  return minus(times(environment.values[t]!, levels[t]!), surplus[t]!);
}

/** The same levels at the same payments, for all of T. */
export function unchanged(environment: LinearEnvironment, one: Served, other: Served): boolean {
  return one.levels.every(
    (level, t) =>
      compared(level, other.levels[t]!) === 0 &&
      compared(paid(environment, one, t), paid(environment, other, t)) === 0,
  );
}

/** Whether everybody who is in the other market keeps as much there; `strictly`: and somebody more. */
export function outdoes(other: Served, one: Served): 'strictly' | 'weakly' | 'not' {
  const orders = other.market.flatMap((share, t) =>
    share.numerator > 0n ? [compared(other.surplus[t]!, one.surplus[t]!)] : [],
  );
  if (orders.includes(-1)) return 'not';
  return orders.includes(1) ? 'strictly' : 'weakly';
}

/** Whether markets of up to three types are Pareto improvable, from the map of the linear program: no virtual values. */
export function improvableOracle(c: Linear, rule: AnyRule): (f: Market) => boolean {
  const environment = environmentOf(c);
  // With the outside option alone every market is efficient.
  if (c.levels.length === 1) return () => false;
  const seller = exactMonopolist(productOf(environment));
  return improvableUnder(seller, rule, (f) => served(environment, f, rule).surplus);
}

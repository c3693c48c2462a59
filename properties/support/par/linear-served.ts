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
import { faces } from '../../../src/mechanisms/maps/cells.ts';
import { dominating } from '../../../src/mechanisms/maps/dominating.ts';
import { improvabilityOracle } from '../../../src/mechanisms/maps/improvability.ts';
import { selection, type SelectedCell } from '../../../src/mechanisms/maps/selection.ts';
import { exactMonopolist } from '../../../src/mechanisms/monopoly/exact.ts';
import type { Market } from '../../../src/mechanisms/monopoly/market.ts';
import { RULES } from '../../../src/mechanisms/monopoly/rules.ts';
import { environmentOf, type Linear } from './linear-cases.ts';

/**
 * The rules of the linear program, and `contrary`: the largest levels unless they serve every type efficiently, then the smallest. It
 * is consistent, a function of the set of optimal mechanisms, of which the mechanism with the largest levels is the one of most value.
 */
export type LinearRule = (typeof RULES)[number] | 'contrary';

export const LINEAR_RULES: readonly LinearRule[] = [...RULES, 'contrary'];

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

const SMALLEST: readonly LinearRule[] = ['adverse', 'posted'];

/** The optimal mechanism for a market under a rule; levels of `mid` are means of half-half lotteries. */
export function served(environment: LinearEnvironment, f: Market, rule: LinearRule): Served {
  const large = linearMenu(environment, f, { ties: 'largest' });
  const small = linearMenu(environment, f, { ties: 'smallest' });
  if (rule === 'mid') return mixed(environment, large, small);
  const contrary = rule === 'contrary' && large.entries.every(({ efficient }) => efficient);
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
export function improvableOracle(c: Linear, rule: LinearRule): (f: Market) => boolean {
  const environment = environmentOf(c);
  // With the outside option alone every market is efficient.
  if (c.levels.length === 1) return () => false;
  const seller = exactMonopolist(productOf(environment));
  if (rule !== 'contrary') {
    const oracle = improvabilityOracle(seller, rule);
    return (f) => oracle(f).improvable;
  }
  const base = selection(faces(seller), 'consumer');
  const known = new Map<SelectedCell, SelectedCell>();
  const contrary = (cell: SelectedCell): SelectedCell => {
    const { surplus } = served(environment, cell.inside, 'contrary');
    const found = known.get(cell) ?? { ...cell, surplus };
    known.set(cell, found);
    return found;
  };
  const found = dominating({
    ...base,
    cells: (support) => base.cells(support).map(contrary),
    cellOf: (f) => contrary(base.cellOf(f)),
  });
  return (f) => found(f).strict.length > 0;
}

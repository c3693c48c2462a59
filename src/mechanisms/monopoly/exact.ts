import type { Rows } from '../../core/dictionary.ts';
import { ZERO } from '../../core/rational.ts';
import { exactMaximum, type ExactOptimum } from '../../core/simplex.ts';
import type { ProductEnvironment } from './environment.ts';
import { marketOf, supportOf, type Market } from './market.ts';
import { completed, type Mechanism } from './mechanism.ts';
import type { Monopolist, Optimum } from './optimum.ts';
import { brokenBy, mechanismOf } from './broken.ts';
import { costOf, revenueObjective, rowOf } from './program.ts';
import type { Arc } from './rounded.ts';

/**
 * The optimal menus of an environment in fractions: the program of [PAR, 4] by the exact simplex method, incentive constraints being
 * added until none of the n^2 is broken, and further objectives on its optimal face. A few ms at 6 types and 4 alternatives.
 */
export function exactMonopolist(environment: ProductEnvironment): Monopolist {
  const optimum = (f: Market): Optimum => {
    const support = supportOf(marketOf(environment.types.length, f));
    const context = { environment, support, optimum };
    const cost = costOf(environment, support, revenueObjective(environment, f));
    return rooted(context, whole(context, exactMaximum({ cost, ...lotteries(context) }), []));
  };
  return Object.freeze({ environment, arithmetic: 'exact', optimum });
}

interface Context {
  readonly environment: ProductEnvironment;
  readonly support: readonly number[];
  optimum(f: Market): Optimum;
}

/** An optimum of the program that breaks no constraint, and those that were needed. */
interface Whole {
  readonly found: ExactOptimum;
  readonly mechanism: Mechanism;
  readonly arcs: readonly Arc[];
}

/** Adds the constraints that the optimum breaks, until it breaks none. */
function whole(
  { environment, support }: Context,
  first: ExactOptimum | null,
  known: readonly Arc[],
): Whole {
  const arcs = [...known];
  const used = new Set(arcs.map(({ from, to }) => from * support.length + to));
  for (let found = first; found !== null;) {
    const mechanism = mechanismOf(environment, support, found.primal);
    const more = brokenBy(environment, support, mechanism, used);
    if (more.length === 0) return { found, mechanism, arcs };
    for (const arc of more) {
      arcs.push(arc);
      used.add(arc.from * support.length + arc.to);
    }
    const rows = more.map((arc) => rowOf(environment, support, { kind: 'incentive', ...arc }));
    found = found.within(dense(support.length * environment.alternatives.length, rows));
  }
  throw new Error('a market has no optimal menu, which cannot be');
}

function lotteries({ environment, support }: Context): Rows {
  const rows = support.map((_, of) => rowOf(environment, support, { kind: 'lottery', of }));
  return dense(support.length * environment.alternatives.length, rows);
}

function dense(columns: number, rows: readonly ReturnType<typeof rowOf>[]): Rows {
  return {
    rows: rows.map(({ terms }) => {
      const row = Array.from({ length: columns }, () => ZERO);
      for (const [column, coefficient] of terms) row[column] = coefficient;
      return row;
    }),
    limits: rows.map(({ limit }) => limit),
  };
}

/** The optimum of a market whose program has this optimum. */
function rooted(context: Context, root: Whole): Optimum {
  const { environment, support } = context;
  const nearby = (f: Market): Optimum => {
    const same = supportOf(marketOf(environment.types.length, f)).join() === support.join();
    if (!same) return context.optimum(f);
    const cost = costOf(environment, support, revenueObjective(environment, f));
    return rooted(context, whole(context, root.found.instead(cost), root.arcs));
  };
  const at = ({ found, mechanism, arcs }: Whole): Optimum => ({
    arithmetic: 'exact',
    support,
    revenue: root.found.value,
    upperBound: root.found.value,
    tolerance: ZERO,
    tolerances: environment.types.map(() => ZERO),
    mechanism: completed(environment, support, mechanism.allocation, mechanism.surplus),
    unique: found.unique,
    best: (objective) =>
      at(whole(context, found.next(costOf(environment, support, objective)), arcs)),
    nearby,
  });
  return at(root);
}

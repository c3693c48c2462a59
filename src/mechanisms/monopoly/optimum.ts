import type { Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from './environment.ts';
import type { Market } from './market.ts';
import type { Mechanism } from './mechanism.ts';

/** The optimal mechanisms of one market: their revenue, one of them, and the best of them by other objectives. */
export interface Optimum {
  /** `exact`: in fractions, proved; `certified`: in doubles, within the certificate's gap. */
  readonly arithmetic: 'exact' | 'certified';
  /** The types that are there. Optimality, efficiency and uniqueness are questions about these [PAR, 6.1.2]. */
  readonly support: readonly number[];
  readonly revenue: Rational;
  /** No IC-IR mechanism earns more: from the program's multipliers, not from the solver's word. */
  readonly upperBound: Rational;
  /** The largest slack of all, by the largest value of the support, for a summary: what is said of a type goes by her own; 0 when exact. */
  readonly tolerance: Rational;
  /**
   * For each type of T the slack up to which she counts as efficiently served, as indifferent, as paying or keeping the same: by her own largest
   * value, so that a small type beside a large one is not all slack; 0 when exact.
   */
  readonly tolerances: readonly Rational[];
  /** One optimal mechanism, whichever vertex came first. */
  readonly mechanism: Mechanism;
  /** Whether it alone is optimal, as far as its multipliers tell: true proves it. */
  readonly unique: boolean;
  /** Among the optimal mechanisms the best by the objective; an optimum itself, so that the next objective goes on from there. */
  best(objective: Objective): Optimum;
  /** What is optimal in another market of the environment, begun from here where it has the same types: for markets close by. */
  nearby(f: Market): Optimum;
}

/** What is to be as large as possible: the sum of allocation[t][a] x(t, a) and of surplus[t] u(t) over the types that are there. */
export interface Objective {
  /** n rows of k + 1; none when left out. */
  readonly allocation?: readonly (readonly Rational[])[];
  /** n; none when left out. */
  readonly surplus?: readonly Rational[];
}

/** Whoever can say what is optimal in any market of one environment. */
export interface Monopolist {
  readonly environment: ProductEnvironment;
  readonly arithmetic: Optimum['arithmetic'];
  /** The optimal mechanisms of a market of this environment. */
  optimum(f: Market): Optimum;
}

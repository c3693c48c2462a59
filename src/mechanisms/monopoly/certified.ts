import type { OpenSession } from '../../core/lp-session.ts';
import {
  compared,
  inner,
  minus,
  rational,
  times,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import { refused } from '../refusal.ts';
import { upperBound } from './certificate.ts';
import type { ProductEnvironment } from './environment.ts';
import { multiples, type Multiples } from './integers.ts';
import {
  indifferent,
  multipliersOf,
  reached,
  surplusAt,
  untouched,
  type Reached,
  type Working,
} from './lazy.ts';
import { marketOf, supportOf, type Market } from './market.ts';
import { offered } from './offered.ts';
import { completed, type Mechanism } from './mechanism.ts';
import type { Monopolist, Objective, Optimum } from './optimum.ts';
import { costOf, revenueObjective } from './program.ts';
import { repaired } from './repair.ts';
import { rounded, type Rounded } from './rounded.ts';

/** Slack that counts as none, for each unit of the largest value, of the support or of a type: ten times the 1e-9 by which the solver may pass a row in its units. */
const SLACK = 1e-8;

/** The most that the cube of the types there times the alternatives may be; for times see `monopolist` (lp.ts). */
const LARGEST = 2 ** 30;

/**
 * The optimal menus of an environment by a solver in doubles, rows added as they are passed, and proved outside it: the mechanism is
 * IC-IR exactly, and no other earns more than `upperBound`. Time goes as n^3 k, n the types that are there. [PAR, 4]
 *
 * @throws by `optimum` the refusal `budget` where n^3 k > 2^30; SolverFailure
 */
export function certifiedMonopolist(
  environment: ProductEnvironment,
  open: OpenSession,
): Monopolist {
  const slack = rational(SLACK);
  const tolerances = environment.values.map((row) => times(slack, largest(row)));
  const optimum = (f: Market): Optimum => {
    const support = supportOf(marketOf(environment.types.length, f));
    const seller = { ...sellerOf(environment, open, support), tolerances };
    return begun({ ...seller, optimum }, f, untouched(seller.program));
  };
  return Object.freeze({ environment, arithmetic: 'certified', optimum });
}

interface Seller {
  readonly environment: ProductEnvironment;
  readonly open: OpenSession;
  readonly support: readonly number[];
  readonly program: Rounded;
  readonly values: Multiples;
  readonly tolerance: Rational;
  readonly tolerances: readonly Rational[];
  optimum(f: Market): Optimum;
}

interface Context extends Seller {
  readonly f: Market;
  readonly bound: Rational;
  nearby(f: Market): Optimum;
}

/** The optimum of a market, begun with these rows and at this vertex. */
function begun(seller: Seller, f: Market, from: Working): Optimum {
  const { environment, open, program, support, values } = seller;
  const cost = costOf(environment, support, revenueObjective(environment, f));
  const at = reached(open, program, from, cost);
  const shares = support.map((t) => f[t]!);
  const bound = upperBound(values, shares, at.arcs, multipliersOf(program, at, cost));
  const nearby = (other: Market): Optimum => {
    const there = supportOf(marketOf(environment.types.length, other));
    const same = there.join() === support.join();
    return same ? begun(seller, other, free(program, at)) : seller.optimum(other);
  };
  return optimumAt({ ...seller, f, bound, nearby }, at);
}

/** The rows and the vertex reached, with nothing held. */
function free(program: Rounded, { arcs, basis }: Reached): Working {
  const { shut, tight } = untouched(program);
  return { arcs, shut, tight: new Uint8Array(tight.length + arcs.length), basis };
}

function sellerOf(
  environment: ProductEnvironment,
  open: OpenSession,
  support: readonly number[],
): Omit<Seller, 'optimum' | 'tolerances'> {
  const [types, alternatives] = [support.length, environment.alternatives.length - 1];
  if (types ** 3 * alternatives > LARGEST) {
    const message = `a menu of ${alternatives} alternatives for ${types} types: types^3 alternatives <= 2^30`;
    throw refused('budget', message, { types, alternatives });
  }
  const program = rounded(environment, support);
  const values = multiples(support.map((t) => environment.values[t]!.slice(1)));
  const tolerance = rational(program.unit * SLACK);
  return { environment, open, support, program, values, tolerance };
}

function optimumAt(context: Context, at: Reached): Optimum {
  const { environment, support, program, tolerance, tolerances, bound, f } = context;
  // An optimum on the way to another is never looked at.
  let known: Mechanism | undefined;
  const mechanism = (): Mechanism => (known ??= mechanismAt(context, at));
  const here: Optimum = {
    arithmetic: 'certified',
    support,
    get revenue() {
      return inner(f, mechanism().payments);
    },
    upperBound: bound,
    tolerance,
    tolerances,
    get mechanism() {
      return mechanism();
    },
    // Every place outside the basis has a multiplier above the solver's tolerance: what earns this revenue lies within gap / 1e-11 of it.
    unique: at.drift === null,
    best: (objective: Objective) => {
      const cost = costOf(environment, support, objective);
      if (indifferent(program, at.drift, cost)) return here;
      return optimumAt(context, reached(context.open, program, at.face, cost));
    },
    nearby: context.nearby,
  };
  return here;
}

function mechanismAt(context: Context, at: Reached): Mechanism {
  const { environment, support, program, values, f } = context;
  const { allocation, surplus, kept } = repaired(values, at.primal, surplusAt(program, at));
  if (!kept) return offered(environment, f, allocation, surplus);
  return completed(environment, support, allocation, surplus);
}

/** max_a |v(a)|. */
function largest(row: readonly Rational[]): Rational {
  return row.reduce((most, v) => {
    const size = v.numerator < 0n ? minus(ZERO, v) : v;
    return compared(size, most) > 0 ? size : most;
  }, ZERO);
}

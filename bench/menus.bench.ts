import { inner, nearest, ZERO, type Rational } from '../src/core/rational.ts';
import { seeded } from '../src/core/rng.ts';
import { exactMaximum } from '../src/core/simplex.ts';
import {
  productEnvironment,
  type ProductEnvironment,
} from '../src/mechanisms/monopoly/environment.ts';
import { exactMonopolist } from '../src/mechanisms/monopoly/exact.ts';
import { reached, untouched } from '../src/mechanisms/monopoly/lazy.ts';
import { market, type Market } from '../src/mechanisms/monopoly/market.ts';
import { costOf, revenueObjective, rowOf } from '../src/mechanisms/monopoly/program.ts';
import { rounded, type Arc } from '../src/mechanisms/monopoly/rounded.ts';
import { loadSolver } from '../src/solver/loading.ts';
import { sessions } from '../src/solver/session.ts';
import { apart, type Benchmark, type Variants } from './support.ts';

const ALTERNATIVES = 5;

const open = sessions(await loadSolver());

/** Types of rising values, v(t) = (1 + t) base + noise in hundredths: what they may envy each other binds along the order. */
function ordered(n: number): { environment: ProductEnvironment; f: Market } {
  const rng = seeded('bench menus');
  const base = Array.from({ length: ALTERNATIVES }, rng);
  const values = Array.from({ length: n }, (_, t) =>
    base.map((b) => `${Math.round(100 * ((1 + t) * b + rng()))}/100`),
  );
  const environment = productEnvironment({ values });
  const masses = values.map(() => 1 + Math.floor(9 * rng()));
  return { environment, f: market(environment, masses) };
}

function pairs(n: number): Arc[] {
  const types = Array.from({ length: n }, (_, t) => t);
  return types.flatMap((from) =>
    types.filter((to) => to !== from).map((to): Arc => ({ from, to })),
  );
}

function inDoubles(n: number): Variants {
  const { environment, f } = ordered(n);
  const support = environment.types.map((_, t) => t);
  const program = rounded(environment, support);
  const cost = costOf(environment, support, revenueObjective(environment, f));
  const weights = cost.map((c, j) => {
    const at = j - n * ALTERNATIVES;
    return nearest(c) * (at < 0 ? 1 : program.unit * program.surplusUnits[at]!);
  });
  const arcs = pairs(n);
  const none = untouched(program);
  const all = { ...none, arcs, tight: new Uint8Array(n + arcs.length) };
  const revenue = (from: typeof none): number => {
    const { primal } = reached(open, program, from, cost);
    return primal.reduce((sum, x, j) => sum + x * weights[j]!, 0);
  };
  const [wasm, loop] = [() => revenue(none), () => revenue(all)];
  return { wasm, loop, disagreement: () => apart(wasm(), loop()), tolerance: 1e-9 };
}

function inFractions(n: number): Variants {
  const { environment, f } = ordered(n);
  const support = environment.types.map((_, t) => t);
  const cost = costOf(environment, support, revenueObjective(environment, f));
  const rows = [
    ...support.map((of) => rowOf(environment, support, { kind: 'lottery', of })),
    ...pairs(n).map((arc) => rowOf(environment, support, { kind: 'incentive', ...arc })),
  ];
  const dense = rows.map(({ terms }) => {
    const row: Rational[] = cost.map(() => ZERO);
    for (const [column, coefficient] of terms) row[column] = coefficient;
    return row;
  });
  const whole = { cost, rows: dense, limits: rows.map(({ limit }) => limit) };
  const wasm = (): number => {
    const { mechanism } = exactMonopolist(environment).optimum(f);
    return nearest(inner(f, mechanism.payments));
  };
  const loop = (): number => nearest(exactMaximum(whole)!.value);
  return { wasm, loop, disagreement: () => apart(wasm(), loop()), tolerance: 0 };
}

/** Here `wasm` adds rows as they are passed, and `loop` has all of them from the beginning. */
export const menus: readonly Benchmark[] = [
  {
    kernel: 'menu',
    job: `a revenue-optimal menu in doubles, size ordered types and ${ALTERNATIVES} alternatives; the loop is all rows at once`,
    sizes: [8, 16, 32, 64],
    prepare: inDoubles,
  },
  {
    kernel: 'menu in fractions',
    job: `the same in fractions; the loop is all rows at once`,
    sizes: [3, 5, 8],
    prepare: inFractions,
  },
];

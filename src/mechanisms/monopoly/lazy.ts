import {
  stacked,
  type LinearSession,
  type OpenSession,
  type SessionRows,
  type SessionVertex,
} from '../../core/lp-session.ts';
import type { Basis, LinearProgram, Place } from '../../core/lp.ts';
import type { Rational } from '../../core/rational.ts';
import { arcRows, costUnit, moneyOf, rowUnit, type Arc, type Rounded } from './rounded.ts';
import { weight } from './weights.ts';

/** What a column or a row of a face may do. */
const [FREE, AT_LOWER, AT_LIMIT] = [0, 1, 2];

/** The rows in use, and what is held at its bound because every point of the face has it there. */
export interface Working {
  readonly arcs: readonly Arc[];
  /** For each column 0, or 1 and 2 where it is held at 0 and at its limit. */
  readonly shut: Uint8Array;
  /** For each row, the lotteries and then the arcs, 0, or else it is held at its limit. */
  readonly tight: Uint8Array;
  readonly basis: Basis | undefined;
}

/** An optimal vertex of all rows, of which `arcs` are in use. */
export interface Reached extends SessionVertex {
  readonly arcs: readonly Arc[];
  /** What is optimal there. */
  readonly face: Working;
  /** A generic direction in the affine hull of the face, one entry a column; null where the face is a point. */
  readonly drift: Float64Array | null;
}

/** What a row may be passed by, in its own units: what the solver is asked for. */
const PASSED = 1e-9;

/** Rows of one type added at a time: 1 takes more runs, 8 more rows, both up to twice as long at 200 types. */
const WORST = 3;

/** Multipliers from which on they are not 0, of costs up to 2^10: ten times what the solver is asked for. */
const HELD = 1e-8;

/** What does not move: rounding of a solve with the basis is 1e-12 and less. */
const STILL = 1e-9;

/** Nothing held, and no row yet. */
export function untouched({ types, k }: Rounded): Working {
  return {
    arcs: [],
    shut: new Uint8Array(types * (k + 1)),
    tight: new Uint8Array(types),
    basis: undefined,
  };
}

/**
 * The best vertex by a cost, rows being added until none of the n^2 is passed. The session is closed whatever happens.
 *
 * @param cost in the program's columns, in money
 */
export function reached(
  open: OpenSession,
  program: Rounded,
  from: Working,
  cost: readonly Rational[],
): Reached {
  const arcs = [...from.arcs];
  const used = new Set(arcs.map(({ from: t, to: s }) => t * program.types + s));
  const session = open(linear(program, from, cost), from.basis);
  try {
    for (;;) {
      const vertex = session.run();
      const more = passed(program, vertex.primal, used);
      if (more.length === 0) return stopped(session, from, arcs, vertex);
      for (const arc of more) {
        arcs.push(arc);
        used.add(arc.from * program.types + arc.to);
      }
      session.addRows(arcRows(program, more, []));
    }
  } finally {
    session.close();
  }
}

function stopped(
  session: LinearSession,
  from: Working,
  arcs: readonly Arc[],
  vertex: SessionVertex,
): Reached {
  const { basis, reduced, dual } = vertex;
  const face = {
    arcs,
    shut: held(basis.columns, reduced, from.shut),
    tight: held(basis.rows, dual, from.tight),
  };
  const columns = rates(basis.columns, face.shut, 0);
  const rows = rates(basis.rows, face.tight, columns.length);
  const moves = columns.some((rate) => rate !== 0) || rows.some((rate) => rate !== 0);
  return {
    ...vertex,
    arcs,
    face: thinned(face, basis),
    drift: moves ? session.moved(columns, rows) : null,
  };
}

/** Without the arcs that do not bind: they come back when they are passed, and half the rows are solved in a quarter of the time. */
function thinned(face: Omit<Working, 'basis'>, basis: Basis): Working {
  const first = face.tight.length - face.arcs.length;
  const stays = (i: number): boolean => i < first || basis.rows[i] !== 'basic';
  return {
    arcs: face.arcs.filter((_, r) => stays(first + r)),
    shut: face.shut,
    tight: face.tight.filter((_, i) => stays(i)),
    basis: { columns: basis.columns, rows: basis.rows.filter((_, i) => stays(i)) },
  };
}

/** What has a reduced cost or a multiplier stays where it is. */
function held(places: readonly Place[], slopes: Float64Array, before: Uint8Array): Uint8Array {
  return Uint8Array.from(places, (place, i) => {
    const known = before[i] ?? FREE;
    if (known !== FREE || place === 'basic' || Math.abs(slopes[i]!) <= HELD) return known;
    return place === 'upper' ? AT_LIMIT : AT_LOWER;
  });
}

/** Rates in [1, 2) without a pattern for what may move. */
function rates(places: readonly Place[], still: Uint8Array, first: number): Float64Array {
  return Float64Array.from(places, (place, i) =>
    place === 'basic' || still[i] !== FREE ? 0 : weight(first + i) / 2 ** 20,
  );
}

/** Whether a cost is the same all over the face: the direction is generic, so that it moves every cost that can move. */
export function indifferent(
  program: Rounded,
  drift: Float64Array | null,
  cost: readonly Rational[],
): boolean {
  if (drift === null) return true;
  let [sum, size] = [0, 0];
  moneyOf(program, cost).forEach((weight, j) => {
    const term = weight * drift[j]!;
    sum += term;
    size = Math.max(size, Math.abs(term), Math.abs(weight));
  });
  return Math.abs(sum) <= STILL * size;
}

/** u(t) of a vertex in money, by place in the support. */
export function surplusAt({ types, k, unit, surplusUnits }: Rounded, at: Reached): Float64Array {
  return surplusUnits.map((own, i) => at.primal[types * k + i]! * own * unit);
}

/** The multiplier of each arc in masses, >= 0. */
export function multipliersOf(
  program: Rounded,
  at: Reached,
  cost: readonly Rational[],
): Float64Array {
  const money = costUnit(moneyOf(program, cost)) / program.unit;
  return Float64Array.from(at.arcs, (arc, r) =>
    Math.max(0, (at.dual[program.types + r]! * money) / rowUnit(program, arc)),
  );
}

function linear(program: Rounded, from: Working, cost: readonly Rational[]): LinearProgram {
  const { types, k } = program;
  const money = moneyOf(program, cost);
  const divisor = costUnit(money);
  const lotteries = Array.from({ length: types }, (_, i) => i);
  const entries = types * k;
  const first: SessionRows = {
    rowLower: Float64Array.from(lotteries, (i) => (from.tight[i] !== FREE ? 1 : -Infinity)),
    rowUpper: new Float64Array(types).fill(1),
    starts: Int32Array.from({ length: types + 1 }, (_, i) => i * k),
    indices: Int32Array.from({ length: entries }, (_, j) => j),
    values: new Float64Array(entries).fill(1),
  };
  const most = (j: number): number =>
    j < entries ? Infinity : program.surplusLimits[j - entries]!;
  const place = (j: number): number => (from.shut[j] === AT_LIMIT ? most(j) : 0);
  const held = from.arcs.map((_, r) => from.tight[types + r] !== FREE);
  return {
    sense: 'maximise',
    cost: money.map((c) => c / divisor),
    columnLower: Float64Array.from(from.shut, (shut, j) => (shut === FREE ? 0 : place(j))),
    columnUpper: Float64Array.from(from.shut, (shut, j) => (shut === FREE ? most(j) : place(j))),
    ...stacked(first, arcRows(program, from.arcs, held)),
  };
}

/**
 * The rows not in use that a point passes: for each type the few that are passed by most for the distance between the two valuations,
 * which are rows of neighbours. By the amount alone, chains of types start with the far ends and take twenty times the rows. O(n^2 k).
 */
function passed(program: Rounded, primal: Float64Array, used: ReadonlySet<number>): Arc[] {
  const { types, k, values, surplusUnits } = program;
  const surplus = surplusUnits.map((unit, i) => unit * primal[types * k + i]!);
  const worth = (t: number, s: number): number => {
    let sum = 0;
    for (let a = 0; a < k; a++) sum += values[t * k + a]! * primal[s * k + a]!;
    return sum;
  };
  const payments = surplus.map((u, s) => worth(s, s) - u);
  const found: Arc[] = [];
  for (let from = 0; from < types; from++) {
    const worst: { to: number; by: number }[] = [];
    for (let to = 0; to < types; to++) {
      const by = worth(from, to) - payments[to]! - surplus[from]!;
      if (by <= 0 || by <= PASSED * rowUnit(program, { from, to })) continue;
      if (to === from || used.has(from * types + to)) continue;
      worst.push({ to, by: by / (PASSED + distance(program, from, to)) });
    }
    worst.sort((a, b) => b.by - a.by);
    for (const { to } of worst.slice(0, WORST)) found.push({ from, to });
  }
  return found;
}

function distance({ values, k }: Rounded, t: number, s: number): number {
  let sum = 0;
  for (let a = 0; a < k; a++) sum += (values[t * k + a]! - values[s * k + a]!) ** 2;
  return Math.sqrt(sum);
}

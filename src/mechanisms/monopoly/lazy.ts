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
import { passed } from './separation.ts';
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
 * The best vertex by a cost, rows being added until none of the n^2 is passed. A row that was added and does not bind goes again, once,
 * so that this ends: four of five never bind, and a run takes as long as there are rows. The session is closed whatever happens.
 *
 * @param cost in the program's columns, in money
 */
export function reached(
  open: OpenSession,
  program: Rounded,
  from: Working,
  cost: readonly Rational[],
): Reached {
  let { arcs } = from;
  const used = new Set(arcs.map((arc) => placeOf(program, arc)));
  const dropped = new Set<number>();
  const session = open(linear(program, from, cost), from.basis);
  try {
    for (;;) {
      const vertex = session.run();
      const more = passed(program, vertex.primal, used);
      if (more.length === 0) return stopped(session, from, arcs, vertex);
      const idle = arcs.map((arc, r) => {
        const slack = vertex.basis.rows[program.types + r] === 'basic';
        return slack && r >= from.arcs.length && !dropped.has(placeOf(program, arc));
      });
      arcs.forEach((arc, r) => {
        if (idle[r]) dropped.add(placeOf(program, arc));
        if (idle[r]) used.delete(placeOf(program, arc));
      });
      session.dropRows(idle.flatMap((gone, r) => (gone ? [program.types + r] : [])));
      session.addRows(arcRows(program, more, []));
      arcs = [...arcs.filter((_, r) => !idle[r]), ...more];
      for (const arc of more) used.add(placeOf(program, arc));
    }
  } finally {
    session.close();
  }
}

/** The place of an arc among the n^2. */
function placeOf({ types }: Rounded, { from, to }: Arc): number {
  return from * types + to;
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

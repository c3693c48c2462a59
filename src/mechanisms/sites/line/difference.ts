import { sum } from '../../../core/numeric.ts';
import { chainBackward, chainForward } from '../../../kernel/chain.ts';
import { exp } from '../../../kernel/exp.ts';
import { logPartition } from '../../../kernel/softmax.ts';
import { logSurjections } from '../../line/law.ts';
import type { LineProblem } from '../../line/problem.ts';
import { expm1, log1p } from '../../special.ts';
import type { Pieces } from './pieces.ts';

/** Visits every piece that holds a type: the log-probability under the law as it is, how much that log moves, its neighbours. */
type Visit = (logP: number, moved: number, a: number, b: number) => void;

/** What moving one agent does to a chain's law, without the cancellation of two laws subtracted. */
interface Difference {
  /** ln Z' - ln Z. */
  readonly shift: number;
  /** Every way in which a type with these pieces may lie among the sites, set sizes apart. */
  visit(pieces: Pieces, each: Visit): void;
}

interface Tables {
  readonly n: number;
  readonly layers: number;
  readonly onto: Float64Array;
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** How far the entries of both tables move. */
  readonly ahead: Float64Array;
  readonly behind: Float64Array;
}

/**
 * The law of a chain when one agent's exponent moves from -tilt times her cost in pieces `from` to that in pieces `to`. Every
 * partial sum S of the chain becomes S e^x with x = log1p(sum of p expm1(moves)) over its terms' shares p: relative precision
 * is kept however small the moves are.
 *
 * cost: O(K n^2) exponentials
 */
export function difference(
  problem: LineProblem,
  facilities: number,
  tilt: number,
  from: Pieces,
  to: Pieces,
): Difference {
  const move = (a: number, b: number): number => tilt * (paid(from, a, b) - paid(to, a, b));
  const tables = tablesOf(problem, facilities, move);
  const { n, layers, onto } = tables;
  const { left, right } = problem.chain;
  const rest = tails(tables);
  const firsts = Float64Array.from({ length: n }, (_, b) => left[b]! + rest.log[b]!);
  const logZ = logPartition(firsts, 1);
  const whole = growth();
  firsts.forEach((x, b) => whole.add(x - logZ, move(-1, b) + rest.moved[b]!));
  const shift = whole.log();
  const visit = (pieces: Pieces, each: Visit): void => {
    const { above } = pieces;
    for (let b = above; b < n; b++) {
      each(firsts[b]! - logZ, move(-1, b) + rest.moved[b]! - shift, -1, b);
    }
    for (let a = 0; a < above; a++) {
      for (let r = 0; r < layers; r++) {
        const here = tables.forward[r * n + a]!;
        const gone = tables.ahead[r * n + a]! - shift;
        if (here === -Infinity) continue;
        each(onto[r]! + here + right[a]! - logZ, gone + move(a, -1), a, -1);
        if (r + 1 === layers) continue;
        for (let b = above; b < n; b++) {
          const tail = (r + 1) * n + b;
          if (rest.log[tail] === -Infinity) continue;
          const logP = here + jump(problem, a, b) + rest.log[tail]! - logZ;
          each(logP, gone + move(a, b) + rest.moved[tail]!, a, b);
        }
      }
    }
  };
  return { shift, visit };
}

/**
 * How far ln of a sum moves when its terms, with these log-shares, move by these amounts: log1p(sum p expm1(x)) while all are small,
 * else ln sum e^(ln p + x), where nothing cancels and e^x alone might overflow. Terms without mass are left out.
 */
function growth(): { add(share: number, x: number): void; log(): number } {
  const shares: number[] = [];
  const moves: number[] = [];
  return {
    add: (share, x) => {
      if (!(share > -Infinity)) return;
      shares.push(share);
      moves.push(x);
    },
    log: () => {
      if (shares.length === 0) return 0;
      if (moves.every((x) => Math.abs(x) <= 1)) {
        return log1p(sum(shares.map((share, i) => exp(share) * expm1(moves[i]!))));
      }
      return logPartition(
        Float64Array.from(shares, (share, i) => share + moves[i]!),
        1,
      );
    },
  };
}

/** p e^x - p, from ln p and x. */
export function risen(logP: number, x: number): number {
  return Math.abs(x) <= 1 ? exp(logP) * expm1(x) : exp(logP + x) - exp(logP);
}

/** Her cost if she lies in the piece between a and b, else 0. */
function paid(pieces: Pieces, a: number, b: number): number {
  const inside = a < pieces.above && (b < 0 || b >= pieces.above);
  return inside ? pieces.cost(a, b) : 0;
}

/** The exponent of the step from site a to the next site b. */
function jump({ chain: { points, between } }: LineProblem, a: number, b: number): number {
  if (between.kind === 'table') return between.table[a * points + b]!;
  return between.half[a + b]! - (between.half[2 * a]! + between.half[2 * b]!) / 2;
}

function tablesOf(
  problem: LineProblem,
  facilities: number,
  move: (a: number, b: number) => number,
): Tables {
  const { chain } = problem;
  const n = chain.points;
  const layers = Math.min(facilities, n);
  const forward = chainForward(chain, layers, 'strict');
  const backward = chainBackward(chain, layers, 'strict');
  const ahead = new Float64Array(layers * n);
  const behind = new Float64Array(layers * n);
  for (let b = 0; b < n; b++) {
    ahead[b] = move(-1, b);
    behind[b] = move(b, -1);
  }
  for (let r = 1; r < layers; r++) {
    const [here, before] = [r * n, (r - 1) * n];
    for (let a = 0; a < n; a++) {
      const below = growth();
      for (let x = 0; x < a; x++) {
        const share = forward[before + x]! + jump(problem, x, a) - forward[here + a]!;
        below.add(share, ahead[before + x]! + move(x, a));
      }
      const beyond = growth();
      for (let y = a + 1; y < n; y++) {
        const share = jump(problem, a, y) + backward[before + y]! - backward[here + a]!;
        beyond.add(share, move(a, y) + behind[before + y]!);
      }
      ahead[here + a] = below.log();
      behind[here + a] = beyond.log();
    }
  }
  return { n, layers, onto: logSurjections(facilities, layers), forward, backward, ahead, behind };
}

/** What may follow r sites when the next one is b, over all sizes: its log at r n + b, and how far that moves. */
function tails({ n, layers, onto, backward, behind }: Tables): {
  readonly log: Float64Array;
  readonly moved: Float64Array;
} {
  const log = new Float64Array(layers * n).fill(-Infinity);
  const moved = new Float64Array(layers * n);
  for (let r = 0; r < layers; r++) {
    for (let b = 0; b < n; b++) {
      const parts = Float64Array.from(
        { length: layers - r },
        (_, l) => onto[r + l]! + backward[l * n + b]!,
      );
      const most = parts.reduce((x, y) => Math.max(x, y), -Infinity);
      if (most === -Infinity) continue;
      const total = logPartition(
        parts.filter((x) => x !== -Infinity),
        1,
      );
      log[r * n + b] = total;
      const grown = growth();
      parts.forEach((x, l) => grown.add(x - total, behind[l * n + b]!));
      moved[r * n + b] = grown.log();
    }
  }
  return { log, moved };
}

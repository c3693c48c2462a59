import { record } from '../../core/errors.ts';
import { exactMaximum } from '../../core/simplex.ts';
import {
  compared,
  inner,
  ONE,
  plus,
  rational,
  total,
  ZERO,
  type Rational,
} from '../../core/rational.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { choice, type Rule } from '../monopoly/rules.ts';
import { faces } from './cells.ts';
import { dominating } from './dominating.ts';
import { averages, fromMasses, type Segmentation } from '../segmentation/segmentation.ts';
import { fewest } from './fewest.ts';
import { selection, surplusOrder, type SelectedCell, type Selection } from './selection.ts';

/** Whether a market is Pareto improvable under a rule [PAR, 4.1], with the segmentation that shows it. */
export interface Improvability {
  readonly improvable: boolean;
  /** A Pareto improving segmentation with as few segments as any has, never more than there are types; null when there is none. */
  readonly segmentation: Segmentation | null;
  /** Every cell that a segmentation without losers can take a segment from; that of the market itself alone, or no gain, when not improvable. */
  readonly cells: readonly SelectedCell[];
}

/**
 * Decides whether a market of up to three types is Pareto improvable: the complete answer, ties, lotteries and every selection rule
 * included, from the map of the environment's markets. For many markets ask {@link improvabilityOracle}, which draws the map once.
 *
 * @param seller an exact one
 * @throws RangeError for a seller that is not exact; the refusal `budget` for a support of more than three types
 * @see [PAR, 4.1, Observation 1, Theorem 1]
 */
export function improvability(
  seller: Monopolist,
  f: Market,
  options: { readonly rule: Rule },
): Improvability {
  return improvabilityOracle(seller, options)(f);
}

/** The same for any number of markets of one seller under one rule. */
export function improvabilityOracle(
  seller: Monopolist,
  options: { readonly rule: Rule },
): (f: Market) => Improvability {
  const { rule } = record('options', options, ['rule']);
  const map = selection(faces(seller), rule);
  const known = dominating(map);
  return (f) => {
    const found = known(f);
    const improvable = found.strict.length > 0;
    const segmentation = improvable ? mixed(f, fewest(f, found)) : null;
    if (segmentation) confirm(map, f, segmentation);
    return { improvable, segmentation, cells: found.cells };
  };
}

/** f as a mixture of markets inside these cells: of all their corners, the least weight as large as can be. */
function mixed(f: Market, cells: readonly SelectedCell[]): Segmentation {
  const corners = cells.flatMap((cell) => cell.corners);
  const found = exactMaximum({
    cost: [...corners.map(() => ONE), rational(BigInt(corners.length))],
    rows: f.map((_, t) => {
      const shares = corners.map((corner) => corner[t]!);
      return [...shares, total(shares)];
    }),
    limits: f,
  })?.next([...corners.map(() => ZERO), ONE]);
  if (!found) throw new Error('a mixture without bound, which cannot be');
  const least = found.primal.at(-1)!;
  let at = 0;
  return cells.map((cell) => {
    const weights = cell.corners.map(() => plus(found.primal[at++]!, least));
    const mass = (t: number): Rational =>
      inner(
        weights,
        cell.corners.map((corner) => corner[t]!),
      );
    return fromMasses(f.map((_, t) => mass(t)));
  });
}

/** The seller's own word that nobody loses and somebody gains, and that the segments average back. */
function confirm({ seller, rule }: Selection, f: Market, segments: Segmentation): void {
  const kept = (of: Market): readonly Rational[] => choice(seller, of, rule).mechanism.surplus;
  const before = kept(f);
  const signs = segments.map(({ market }) => surplusOrder(supportOf(market), kept(market), before));
  const back = averages(seller.environment, segments);
  const whole = f.every((share, t) => compared(back[t]!, share) === 0);
  if (signs.includes('not') || !signs.includes('strictly') || !whole) {
    throw new Error('a segmentation found by the map that the seller denies, which cannot be');
  }
}

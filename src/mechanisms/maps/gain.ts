import { record } from '../../core/errors.ts';
import { exactMaximum } from '../../core/simplex.ts';
import { inner, minus, ONE, ZERO, type Rational } from '../../core/rational.ts';
import type { Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import type { Rule } from '../monopoly/rules.ts';
import type { Segment } from '../segmentation/segmentation.ts';
import { faces } from './cells.ts';
import { dominating } from './dominating.ts';
import { selection, type SelectedCell } from './selection.ts';

/** The most that consumers can gain together from a Pareto improving segmentation. */
export interface BestGain {
  /** Consumer surplus without segmentation: the sum of f(t) CS(t, f). */
  readonly before: Rational;
  /** The least upper bound of the gains, often not attained; 0 for a market that is not improvable. */
  readonly gain: Rational;
  /** Where segments tend to as the gain tends to its bound; null when it is 0. */
  readonly limits: readonly LimitingSegment[] | null;
}

/** A corner of a cell, with the surplus of the types inside the cell: the rule may select less at the corner itself. */
export interface LimitingSegment extends Segment {
  readonly cell: SelectedCell;
}

/**
 * The best gain in a market of up to three types. For several markets ask {@link bestGainOracle}.
 *
 * @throws as {@link improvability}
 */
export function bestGain(
  seller: Monopolist,
  f: Market,
  options: { readonly rule: Rule },
): BestGain {
  return bestGainOracle(seller, options)(f);
}

/**
 * The same for any number of markets of one seller under one rule: the largest gain over mixtures of the corners of the cells that
 * segmentations without losers use. ours: moved a little towards a segmentation that uses all of those cells, such a mixture is one
 * of markets inside them, so its gain is a limit of gains; and the gain of every segmentation is the gain of such a mixture.
 */
export function bestGainOracle(
  seller: Monopolist,
  options: { readonly rule: Rule },
): (f: Market) => BestGain {
  const { rule } = record('options', options, ['rule']);
  const known = dominating(selection(faces(seller), rule));
  return (f) => {
    const { own, cells, strict } = known(f);
    const before = inner(f, own.surplus);
    if (strict.length === 0) return { before, gain: ZERO, limits: null };
    const corners = cells.flatMap((cell) => cell.corners.map((corner) => ({ corner, cell })));
    const found = exactMaximum({
      cost: corners.map(() => ONE),
      rows: f.map((_, t) => corners.map(({ corner }) => corner[t]!)),
      limits: f,
    })?.next(corners.map(({ corner, cell }) => gainAt(corner, cell, own)));
    if (!found) throw new Error('a gain without bound, which cannot be');
    const limits = corners.flatMap(({ corner, cell }, i) => {
      const weight = found.primal[i]!;
      return weight.numerator > 0n ? [{ weight, market: corner, cell }] : [];
    });
    return { before, gain: found.value, limits };
  };
}

/** What consumers of a market gain when each type keeps what she keeps in the cell. */
function gainAt(corner: Market, cell: SelectedCell, own: SelectedCell): Rational {
  return inner(
    corner,
    cell.surplus.map((kept, t) => minus(kept, own.surplus[t]!)),
  );
}

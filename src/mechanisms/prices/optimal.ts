import { integer, oneOf, outOfRange } from '../../core/errors.ts';
import { rational, times, type Quantity, type Rational } from '../../core/rational.ts';
import type { CommitmentOptions } from '../optimal-lottery.ts';
import type { CrossingGains } from './gains.ts';
import type { Offset, PriceGrid } from './grid.ts';

/** The largest grid whose lies are listed: m^2 / 2 rows of m prices. */
const MOST_STEPS = 120;

/**
 * Every lie of a grid type j/m that gains in the private part, against every price: a lie below the type, which loses t - p at
 * each price in (b, t] and gains `gains.down` at most; higher reports never gain. Losses in fractions. O(m^3).
 *
 * @throws RangeError when m is above 120, or prices stand on the grid, where a type at her price loses nothing
 */
export function priceCommitment(
  { grid, prices, offset }: Pick<PriceGrid, 'grid' | 'prices' | 'offset'>,
  gains: CrossingGains,
): CommitmentOptions {
  const m = integer('grid', grid, 1, MOST_STEPS);
  refuseOnGrid(offset);
  const rows: { t: number; b: number; gain: number }[] = [];
  for (let t = 1; t <= m; t++) {
    for (let b = 0; b < t; b++) {
      const gain = gains.down(t - 1, b > 0);
      if (gain > 0) rows.push({ t, b, gain });
    }
  }
  if (rows.length === 0) throw outOfRange('gains', 'above 0 for some lie', 0);
  const unit = rational(`1/${2 * m}`);
  const lost = (t: number, b: number, j: number): Rational =>
    times(unit, rational(BigInt(j >= b && j < t ? 2 * (t - j) - 1 : 0)));
  return {
    losses: rows.map(({ t, b }) => Array.from(prices, (_, j): Quantity => lost(t, b, j))),
    weights: rows.map(({ gain }) => gain),
    name: (dev) => `type ${rows[dev]!.t}/${m} that reports ${rows[dev]!.b}/${m}`,
  };
}

function refuseOnGrid(offset: Offset): void {
  oneOf('offset', offset, ['half', 'none']);
  if (offset === 'half') return;
  const why = 'on prices 0, 1/m, .., 1 a type at her price loses nothing by a report below it';
  throw outOfRange('offset', `half: ${why}`, offset);
}

import { integer, list } from '../../core/errors.ts';
import { population, sortedReports, type Population } from '../../core/population.ts';
import { medians } from '../line/medians.ts';
import { calibrateSites } from './calibrate.ts';
import { lineSites, type LineSites } from './line/law.ts';
import type { SiteLottery } from './lotteries/lottery.ts';
import { paperSites, printedParametersOf, type PaperLottery } from './paper.ts';
import type { SitePlan } from './plan.ts';

export interface LocTableOptions {
  /** K >= 2; 2 when left out, as in the published table. */
  readonly facilities?: number;
  /** n, one row of each mechanism and grid; 1e2 .. 1e6 when left out. */
  readonly populations?: readonly number[];
  /** m of LOC1 to LOC3, powers of two; LOC4 has its own. 8 when left out. */
  readonly grids?: readonly number[];
}

/** A published table: every cell is computed when it is asked for. */
export interface LocTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * LOC1 to LOC4 by population: n0, the printed q and guarantee, the least q and guarantee of the calibrated mechanism (LOC3 and LOC4
 * with steps 2^X, since the printed lottery does not deter), the same when the lottery is charged the whole line as in print, and
 * what either mechanism truly gives up at n agents spread evenly, from the exact law. `-` where n is not above n0.
 *
 * cost: a tenth of a second a row
 */
export function locTable(options: LocTableOptions = {}): LocTable {
  const facilities = integer('facilities', options.facilities ?? 2, 2, 100);
  const populations = list('populations', options.populations ?? [1e2, 1e3, 1e4, 1e5, 1e6]);
  const grids = list('grids', options.grids ?? [8]);
  const rows: (string | number)[][] = [];
  for (const grid of grids) {
    for (const lottery of ['uniform', 'adjacent', 'loc3'] as const) {
      for (const n of populations) rows.push(rowOf(n, facilities, grid, lottery));
    }
  }
  for (const n of populations) rows.push(rowOf(n, facilities, 'continuous', 'loc3'));
  return {
    title: `LOC1 to LOC4 as printed and calibrated, K = ${facilities}, distance per head on [0, 1]`,
    columns: [
      'mechanism',
      'm',
      'n',
      'n0',
      'printed q',
      'printed guarantee',
      'true loss as printed',
      'calibrated q',
      'calibrated guarantee',
      'charged in full',
      'true loss calibrated',
    ],
    rows,
  };
}

function rowOf(
  n: number,
  facilities: number,
  asked: number | 'continuous',
  lottery: PaperLottery,
): (string | number)[] {
  const printed = printedParametersOf(n, facilities, asked, lottery);
  const { name, grid, n0, q, bound } = printed;
  const defined = n > n0;
  const shape = { population: n, attributes: 1, facilities, distance: 'l1' as const };
  const rounding = asked === 'continuous' ? 1 / grid : 0;
  const target = {
    ...shape,
    grid,
    truth: 'brackets' as const,
    lottery: lottery === 'loc3' ? ('dyadic' as const) : lottery,
  };
  const plan = calibrateSites({ ...target, loss: 'best' });
  const charged = calibrateSites({ ...target, lottery: inFull(plan.lottery), loss: 'best' });
  const types = spread(n, grid, asked === 'continuous');
  const paper = defined ? paperSites({ ...shape, grid: asked }, lottery) : null;
  return [
    name,
    grid,
    n,
    n0,
    defined ? q : '-',
    defined ? bound : '-',
    paper ? trueLoss(paper, types) : '-',
    plan.q,
    plan.promised + rounding,
    charged.promised + rounding,
    trueLoss(plan, types),
  ];
}

/** The same lottery when nothing is known of what it costs. */
function inFull(lottery: SiteLottery | null): SiteLottery {
  if (lottery === null) throw new RangeError('lottery must be one, got null');
  const { worst: _, ...rest } = lottery;
  return rest;
}

/** n agents spread evenly over the grid's points, or over eight places a cell. */
function spread(n: number, grid: number, continuous: boolean): Population {
  const count = continuous ? 8 * grid : grid + 1;
  const at = (i: number): number => (continuous ? (i + 0.5) / count : i / grid);
  const points = Float64Array.from({ length: count }, (_, i) => at(i));
  return population(points, 1, new Float64Array(count).fill(n / count));
}

/**
 * What the mechanism gives up at these types who report the truth, per head, exactly: each is served at the site nearest to her
 * grid point, in the exponential part and in the lottery. Against the best sites anywhere, which for types on the grid are on it.
 */
function trueLoss(plan: SitePlan, types: Population): number {
  const grid = plan.grid as number;
  const near = (t: number): number => (Math.ceil(t * grid - 0.5) + 0) / grid;
  const read = population(types.points.map(near), 1, types.weights);
  const law = lawOf(plan, read);
  const { lottery, q } = plan;
  let [served, drawn] = [0, 0];
  for (const [i, t] of types.points.entries()) {
    served += types.weights[i]! * law.heldAt(t, near(t));
    if (lottery) {
      const misled = lottery.loss([t], [near(t)]);
      drawn += types.weights[i]! * ((lottery.expectedCost?.([t]) ?? 0) + misled);
    }
  }
  const { size } = types;
  return (
    ((1 - q) * served + q * drawn - medians(sortedReports(types), plan.facilities).cost) / size
  );
}

function lawOf(plan: SitePlan, given: Population): LineSites {
  return lineSites({
    ...plan,
    population: given,
    fixed: [],
    candidates: null,
    trials: 1,
    subsets: 1,
  });
}

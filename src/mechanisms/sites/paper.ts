import { integer, oneOf, outOfRange, positive } from '../../core/errors.ts';
import { log } from '../../kernel/exp.ts';
import { printedMixture, printedThreshold, type Quantities } from '../environments/printed.ts';
import { refused } from '../refusal.ts';
import { power } from '../special.ts';
import { blindLoss } from './blind.ts';
import { siteBounds } from './bounds.ts';
import { publicOf } from './calibrate.ts';
import { adjacentSites, printedSites, type LineLotteryOptions } from './lotteries/tilings.ts';
import { uniformSites } from './lotteries/uniform.ts';
import type { SiteLottery } from './lotteries/lottery.ts';
import type { PaperName, SitePlan } from './plan.ts';
import { siteShape, type SiteShapeOptions } from './shape.ts';

/** The lotteries of the printed mechanisms. */
export type PaperLottery = 'uniform' | 'adjacent' | 'loc3';

/** The printed parameters at n agents, whether or not they define a mechanism. */
export interface PrintedSites {
  readonly name: PaperName;
  /** m; for LOC4 the one that it rounds to. */
  readonly grid: number;
  /** The mechanism is printed for n above this. */
  readonly n0: number;
  /** Their epsilon; the tilt is half of it. */
  readonly epsilon: number;
  readonly q: number;
  /** The printed bound on the loss, 1/m of rounding included for LOC4. */
  readonly bound: number;
}

/** m = n^(1/3) / (ln n)^(2/3), as LOC3 needs it: the nearest power of two, by ratio, at least 2 [AMD, 5.2]; 2 where ln n <= 1, below every n0. */
function roundingGrid(population: number): number {
  if (log(population) <= 1) return 2;
  const logM = log(population) / 3 - (2 / 3) * log(log(population));
  return 2 ** Math.max(1, Math.round(logM / log(2)));
}

/**
 * LOC1 to LOC4 as printed: ptilde gamma = 1/(m (m+1)^K), 1/m^2, and gamma-hat = 1/(2 m log2 m) in its place for LOC3 and LOC4; n0 by
 * [AMD, Cor 2] for LOC1, else by [AMD, 3.3], which Theorem 3 leaves at "large enough".
 *
 * @throws RangeError when (m+1)^K is beyond 2^53, or m no power of two where LOC3 needs one
 */
export function printedParametersOf(
  population: number,
  facilities: number,
  grid: number | 'continuous',
  lottery: PaperLottery,
): PrintedSites {
  positive('population', population);
  oneOf('lottery', lottery, ['uniform', 'adjacent', 'loc3']);
  integer('facilities', facilities, 2, 100);
  const m = grid === 'continuous' ? roundingGrid(population) : integer('grid', grid, 1, 2 ** 20);
  const alternatives = power(m + 1, facilities);
  if (!(alternatives <= Number.MAX_SAFE_INTEGER)) {
    throw outOfRange('(grid + 1)^facilities', 'at most 2^53', alternatives);
  }
  const rounds = Math.round(Math.log2(m));
  if (lottery === 'loc3' && (rounds < 1 || 2 ** rounds !== m)) {
    throw outOfRange('grid', 'a power of two >= 2', m);
  }
  const separation = {
    uniform: 1 / (m * alternatives),
    adjacent: 1 / (m * m),
    loc3: 1 / (2 * m * rounds),
  }[lottery];
  const quantities: Quantities = { d: 1, separation, alternatives };
  const { epsilon, q, bound } = printedMixture(quantities, population);
  const names = { uniform: 'LOC1', adjacent: 'LOC2', loc3: 'LOC3' } as const;
  const rounding = grid === 'continuous' ? 1 / m : 0;
  return {
    name: grid === 'continuous' ? 'LOC4' : names[lottery],
    grid: m,
    n0: printedThreshold(quantities),
    epsilon,
    q,
    bound: bound + rounding,
  };
}

const MAKERS: Record<PaperLottery, (options: LineLotteryOptions) => SiteLottery> = {
  uniform: uniformSites,
  adjacent: adjacentSites,
  loc3: printedSites,
};

/**
 * The mechanism as printed, on [0, 1]. Its guarantee is the smaller of the printed bound and of q w + (1-q) L, w the worst cost of the
 * lottery and L the exponential part's own bound, with 1/m of rounding for LOC4. What its lies gain and lose is computed, not
 * taken from the print: Lemma 7 is not so, and under LOC3's lottery some lies lose nothing.
 *
 * @throws the refusal of a population that is not above n0; RangeError for anything that section 5 does not have
 * @see [AMD, 5]
 */
export function paperSites(options: SiteShapeOptions, lottery: PaperLottery): SitePlan {
  const asked = siteShape(options);
  onlyPrinted(options, asked.reach, lottery);
  const { population: n, facilities } = asked;
  const printed = printedParametersOf(n, facilities, asked.grid, lottery);
  const { grid, n0, epsilon, q } = printed;
  if (!(n > n0)) {
    const message = `population must be above n0 = ${n0} of ${printed.name} as printed (m = ${grid}), got ${n}`;
    throw refused('population', message, { n0, population: n, grid });
  }
  const shape = siteShape({ ...options, grid });
  const bounds = siteBounds(shape);
  const tilt = epsilon / 2;
  const own = bounds.loss(tilt);
  const made = MAKERS[lottery]({ grid, facilities, types: 'grid', cost: 'distance' });
  const rounding = asked.grid === 'continuous' ? 1 / grid : 0;
  const mixed = q * (made.worst ?? 1) + (1 - q) * own.value + rounding;
  const promised = Math.min(1, mixed, printed.bound);
  const blind = blindLoss(asked, asked.grid !== 'continuous');
  return Object.freeze({
    ...publicOf(shape),
    mode: 'paper' as const,
    truth: 'paper' as const,
    paper: { name: printed.name, n0, bound: printed.bound },
    tilt,
    epsilon: bounds.epsilon(tilt),
    q,
    promised,
    formula: formulaOf(promised, printed, rounding, own.formula),
    blind,
    dataHelp: promised < blind,
    ...netOf(made, q, (d) => bounds.gain(tilt, d)),
    lottery: made,
  });
}

function onlyPrinted(options: SiteShapeOptions, reach: number, lottery: PaperLottery): void {
  integer('attributes', options.attributes, 1, 1);
  if (reach !== 1) throw outOfRange('extent[0]', '1 in paper mode', reach);
  const extras = ['fixed', 'candidates', 'component'] as const;
  for (const name of extras) {
    const given = options[name];
    if (given !== undefined && given !== 'exponential' && given.length > 0) {
      throw outOfRange(name, 'left out in paper mode', given);
    }
  }
  if (options.cost === 'squared') throw outOfRange('cost', 'distance in paper mode', options.cost);
  if (options.grid === 'continuous' && lottery !== 'loc3') {
    throw outOfRange('lottery', 'loc3 where the grid is continuous in paper mode', lottery);
  }
}

function formulaOf(promised: number, printed: PrintedSites, rounding: number, own: string): string {
  const added = rounding > 0 ? ' + 1/m' : '';
  if (promised === printed.bound)
    return `6 sqrt(1/(n g)) sqrt(ln(n g (m+1)^K / 2))${added}, g = ptilde gamma`;
  return promised < 1
    ? `q w + (1 - q) L${added}, w the worst cost of the lottery, L = ${own}`
    : 'the largest cost';
}

/** What is left to lies over the bound on their gain: the most, the least that the others lose, and up to where some need not lose. */
function netOf(
  { distances = new Float64Array(0), leastLoss }: SiteLottery,
  q: number,
  gain: (d: number) => number,
): Pick<SitePlan, 'worstGain' | 'leastLoss' | 'tolerance'> {
  let [worstGain, least, tolerance] = [0, Infinity, 0];
  for (const d of distances) {
    const net = (1 - q) * gain(d) - q * leastLoss(d);
    if (net >= 0) [worstGain, least, tolerance] = [Math.max(worstGain, net), Infinity, d];
    else least = Math.min(least, -net);
  }
  return { worstGain, leastLoss: least === Infinity ? 0 : least, tolerance };
}

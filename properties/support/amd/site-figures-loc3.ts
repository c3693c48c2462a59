import { planAt } from './site-plans.ts';
import { pushed, thresholds } from './site-figures.ts';
import { commitmentLoss } from './site-plans.ts';
import type { LotteryName } from './site-lotteries.ts';

/** Figures of LOC3, computed when asked for. */

/** The least of `of` over every lie on the grid of m steps, ties in the liar's favour. */
function leastOver(
  m: number,
  lottery: LotteryName,
  of: (loss: number, length: number) => number,
): number {
  let least = Infinity;
  for (let type = 0; type <= m; type++) {
    for (let report = 0; report <= m; report++) {
      if (type === report) continue;
      const loss = commitmentLoss(lottery, { m, K: 2 }, type, report);
      least = Math.min(least, of(loss, Math.abs(type - report) / m));
    }
  }
  return least;
}

/** The share of all lies on the grid that cost nothing in the printed lottery. */
function free(m: number): string {
  let count = 0;
  leastOver(m, 'printed', (loss) => {
    if (loss < 1e-14) count += 1;
    return loss;
  });
  return `${((100 * count) / (m * (m + 1))).toFixed(0)} %`;
}

const grids = [2, 4, 8, 16, 32];

/** What the printed lottery lets pass, and how tight the bounds of the dyadic one are. */
export function dyadicFigures(): string {
  const square = grids.map((m) =>
    leastOver(m, 'dyadic', (loss, d) => (loss * Math.log2(m)) / d ** 2).toFixed(3),
  );
  const linear = grids.map((m) =>
    leastOver(m, 'dyadic', (loss, d) => (loss * m * Math.log2(m)) / d).toFixed(3),
  );
  const pairs = grids.map((m) =>
    leastOver(m, 'adjacent', (loss, d) => (2 * loss * Math.log2(m)) / d).toFixed(2),
  );
  return [
    `every lie tried, m = ${grids.join(', ')}: in the printed lottery ${grids.map(free).join(', ')} of them cost nothing (at m = 2 the lies 1/2 -> 0 and 1/2 -> 1 under every tie rule; from 1 - 1/(2 mbar) on nothing is separated)`,
    `dyadic: least mbar loss/δ^2 ${square.join(', ')}, least m mbar loss/δ ${linear.join(', ')}`,
    `adjacent pairs, the best of all lotteries over two sites: least loss over δ/(2 mbar) ${pairs.join(', ')}, so the printed bound is out of reach for m >= 8`,
    'slips of the printed proof: (Y+1)/X passes 1 at Y = X, sites leave the grid, Y is one of X + 1, X stops at mbar where 1/|t-b| may be m',
  ].join('; ');
}

/** What q/ε must be at least, as the lie of the agent one step short of the end has it, over 4 log2 m. */
function called(m: number, lottery: LotteryName): string {
  const loss = commitmentLoss(lottery, { m, K: 2 }, m - 1, m);
  return (pushed(m, 1e-3) / m / loss / (4 * Math.log2(m))).toFixed(2);
}

/** How the printed q compares with what is called for. */
export function loc3Figures(): string {
  const sizes = [8, 16, 32, 64, 128];
  const row = (lottery: LotteryName): string => sizes.map((m) => called(m, lottery)).join(', ');
  return `q called for by one lie (1 - 1/m to 1, ε -> 0) over the printed 4 ε log2 m, m = ${sizes.join(', ')}: dyadic ${row('dyadic')}; adjacent pairs ${row('adjacent')} (proved enough: m/(16 log2 m), below 1 up to m = 64); printed lottery: no q`;
}

/** The constant of the rate over a ladder of populations. */
export function thm3Figures(): string {
  const shares = [2, 8, 64, 4096].flatMap((m) =>
    Array.from({ length: 21 }, (_, k) => {
      const { n, bound } = planAt('LOC3', m, 2, 10 ** (k / 2));
      return bound / Math.sqrt(((m * Math.log(m)) / n) * Math.log(n * m));
    }),
  );
  const span = `${Math.min(...shares).toFixed(1)} to ${Math.max(...shares).toFixed(1)}`;
  return [
    `bound over sqrt(m ln m/n) sqrt(ln(nm)) at K = 2, m = 2..4096, n from n0 to 10^10 n0: ${span}`,
    thresholds({ design: 'LOC3', lottery: 'dyadic' }),
    'with adjacent pairs q/(1-q) = ε m/4 deters, and the best ε loses at most sqrt(2 m K ln(m+1)/n): the factor sqrt(ln(nm)) is not needed',
  ].join('; ');
}

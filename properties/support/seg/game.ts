import { printedLottery } from '../../../src/mechanisms/segments/lottery.ts';
import { utilityCurve } from '../../../src/core/curve.ts';
import { exponentialLaw } from './engine.ts';
import { clickRate, curveAt, gridPoints, nearestProduct, tuples, type Point } from './oracles.ts';

/**
 * The game of reports among few agents of known types on the grid {0, 1/m, .., 1}, P = V = 1 - d: the exact optimum with ties to the lowest
 * products, or the exponential mechanism, either mixed with the printed lottery.
 */
export interface Game {
  readonly part: 'optimum' | 'exponential';
  readonly K: number;
  /** m. */
  readonly grid: number;
  /** Types as steps of the grid, one for each agent. */
  readonly types: readonly number[];
  /** N epsilon of the exponential part. */
  readonly tilt: number;
  readonly q: number;
  readonly mbar: number;
}

/** Expected utility of every agent (rows) at every profile of reports, profiles as numbers in base m + 1. */
export interface Payoffs {
  readonly reports: number;
  readonly agents: number;
  readonly table: readonly Float64Array[];
}

const LINE = { family: 'linear', slope: 1 } as const;

/** All payoffs by enumeration of profiles and K-tuples. */
export function payoffs(game: Game): Payoffs {
  const { grid, types, K, q, mbar } = game;
  const [agents, reports] = [types.length, grid + 1];
  const all = tuples(gridPoints(grid, 1), K);
  const lottery = printedLottery(1, mbar);
  const taste = utilityCurve('utility', LINE, 1);
  const table = types.map(() => new Float64Array(reports ** agents));
  for (let profile = 0; profile < reports ** agents; profile++) {
    const told: Point[] = types.map((_, n) => [reportOf(profile, n, reports) / grid]);
    const law = lawOf(game, told, all);
    types.forEach((step, n) => {
      const t = step / grid;
      const own = all.reduce((total, s, i) => {
        if (law[i] === 0) return total;
        const product = s[nearestProduct(told[n]!, s)]![0]!;
        return total + law[i]! * curveAt(LINE, Math.abs(t - product), 1);
      }, 0);
      const shown = K === 1 ? 0 : q * lottery.utility([t], told[n]!, taste);
      table[n]![profile] = (1 - (K === 1 ? 0 : q)) * own + shown;
    });
  }
  return { reports, agents, table };
}

function lawOf(game: Game, told: readonly Point[], all: readonly Point[][]): Float64Array {
  const crowd = { points: told, weights: told.map(() => 1), clicks: told.map(() => LINE) };
  const score = Float64Array.from(all, (s) => clickRate(crowd, s));
  if (game.part === 'exponential') return exponentialLaw(score, game.tilt).map(Math.exp);
  const best = Math.max(...score);
  const first = score.findIndex((f) => f >= best - 1e-12);
  return score.map((_, i) => (i === first ? 1 : 0));
}

/** Agent n's report in a profile. */
export function reportOf(profile: number, n: number, reports: number): number {
  return Math.floor(profile / reports ** n) % reports;
}

/** The profile with agent n's report replaced. */
function replaced(profile: number, n: number, report: number, reports: number): number {
  return profile + (report - reportOf(profile, n, reports)) * reports ** n;
}

/** Profiles from which nobody gains more than `bribe` by another report. */
export function equilibria({ reports, agents, table }: Payoffs, bribe: number): number[] {
  const found: number[] = [];
  for (let profile = 0; profile < reports ** agents; profile++) {
    const stable = table.every((row, n) =>
      Array.from({ length: reports }, (_, b) => row[replaced(profile, n, b, reports)]!).every(
        (other) => other <= row[profile]! + bribe + 1e-12,
      ),
    );
    if (stable) found.push(profile);
  }
  return found;
}

/** Least and largest advantage of report g over f for agent n, over all reports of the others. */
function advantage(
  { reports, agents, table }: Payoffs,
  n: number,
  g: number,
  f: number,
): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let profile = 0; profile < reports ** agents; profile++) {
    if (reportOf(profile, n, reports) !== f) continue;
    const gap = table[n]![replaced(profile, n, g, reports)]! - table[n]![profile]!;
    [least, most] = [Math.min(least, gap), Math.max(most, gap)];
  }
  return { least, most };
}

/**
 * How dominated report f is for agent n: the largest sure advantage of another report (strict), or the largest advantage
 * anywhere of one that is never worse (weak); 0 when it is not.
 */
export function dominance(payoff: Payoffs, n: number, f: number, kind: 'weak' | 'strict'): number {
  let most = 0;
  for (let g = 0; g < payoff.reports; g++) {
    const gap = advantage(payoff, n, g, f);
    if (kind === 'strict') most = Math.max(most, gap.least);
    else if (gap.least >= -1e-12 && gap.most > 1e-12) most = Math.max(most, gap.most);
  }
  return most;
}

/** Minus the dominance of the most dominated report that is played in an equilibrium. */
export function undominatedSlack(
  game: Game,
  kind: 'weak' | 'strict',
  bribe = 0,
  played = game,
): number {
  const payoff = payoffs(game);
  const profiles = equilibria(payoffs(played), bribe);
  const dominated = profiles.flatMap((profile) =>
    game.types.map((_, n) => dominance(payoff, n, reportOf(profile, n, payoff.reports), kind)),
  );
  return -Math.max(0, ...dominated);
}

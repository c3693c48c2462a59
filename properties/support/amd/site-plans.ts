import {
  leastInteger,
  meetsUniformN0,
  printedEpsilon,
  printedInaccuracy,
  printedN0,
  worstLoss,
  type Scale,
} from './formulas.ts';
import { bracketsOf, gainOver, lawMean, leastCost, tuples, type Crowd } from './site-law.ts';
import { lossIn, offersOf, uniformLoss, type LotteryName, type TieRule } from './site-lotteries.ts';

/** The printed mechanisms of facility location on the grid. */
export type Design = 'LOC1' | 'LOC2' | 'LOC3';

/** A mechanism run as printed. */
export interface SitePlan {
  readonly design: Design;
  readonly m: number;
  readonly K: number;
  readonly n: number;
  readonly epsilon: number;
  readonly q: number;
  /** The printed inaccuracy. */
  readonly bound: number;
  /** ptilde gamma, or gamma-hat. */
  readonly least: number;
}

/** ptilde gamma of LOC1, LOC2, and gamma-hat = 1/(2 m log2 m) of LOC3. */
export function scaleOf(design: Design, m: number, K: number): Scale {
  const size = (m + 1) ** K;
  const least = { LOC1: 1 / (m * size), LOC2: 1 / m ** 2, LOC3: 1 / (2 * m * Math.log2(m)) };
  return { d: 1, loss: least[design], size };
}

/** n0 as printed: [AMD, Cor 2]'s for LOC1, [AMD, 3.3]'s for the others. */
export function thresholdOf(design: Design, m: number, K: number): number {
  const scale = scaleOf(design, m, K);
  if (design !== 'LOC1') return printedN0(scale);
  return leastInteger((n) => meetsUniformN0(1, 1 / m, scale.size, n));
}

/** The printed parameters for n agents: epsilon, q = 2 epsilon/least and the inaccuracy 6 sqrt(..) sqrt(ln ..). */
export function planFor(design: Design, m: number, K: number, n: number): SitePlan {
  const scale = scaleOf(design, m, K);
  const epsilon = printedEpsilon(scale, n);
  const q = (2 * epsilon) / scale.loss;
  return { design, m, K, n, epsilon, q, bound: printedInaccuracy(scale, n), least: scale.loss };
}

/** The printed parameters at `factor` times n0, at least n0 + 1 for a factor of 1 and above. */
export function planAt(design: Design, m: number, K: number, factor: number): SitePlan {
  const n0 = thresholdOf(design, m, K);
  const n = factor < 1 ? Math.floor(n0 * factor) : Math.max(n0 + 1, Math.floor(n0 * factor));
  return planFor(design, m, K, n);
}

/** Proved for every profile: q + (1 - q) times the most the exponential law over (m+1)^K alternatives can lose. */
export function provedInaccuracy({ m, K, n, epsilon, q }: SitePlan): number {
  return q + (1 - q) * Math.min(1, worstLoss(K * Math.log(m + 1), (n * epsilon) / 2));
}

/** The tuples that LOC1's commitment draws, where they are few enough to list. */
export function listable(m: number, K: number): boolean {
  return (m + 1) ** K <= 1000;
}

const listed = new Map<string, number[][]>();

function drawnOf(m: number, K: number): number[][] {
  const key = `${m}/${K}`;
  const found = listed.get(key) ?? tuples(m, K);
  listed.set(key, found);
  return found;
}

/** What the commitment mechanism is drawn from. */
export type Lottery = LotteryName | 'uniform';

/**
 * What a report loses in a commitment lottery, as a share of the line; nothing when one facility leaves no choice. Of a uniform lottery
 * too long to list, what two of its tuples take at least.
 */
export function commitmentLoss(
  lottery: Lottery,
  { m, K }: { readonly m: number; readonly K: number },
  type: number,
  report: number,
  ties: TieRule = 'liar',
): number {
  if (K === 1) return 0;
  if (lottery !== 'uniform') return lossIn(offersOf(lottery, m), m, type, report, ties);
  if (listable(m, K)) return uniformLoss(drawnOf(m, K), type, report) / (m * (m + 1) ** K);
  return 2 / (m * (m + 1) ** K);
}

/** Expected distance per head in the commitment mechanism when everybody is truthful, as a share of the line. */
function committed(lottery: Lottery, m: number, K: number, crowd: Crowd, n: number): number {
  if (lottery === 'uniform') {
    const cost = bracketsOf(crowd, m);
    return lawMean(cost, cost, K, 0).mean / (m * n);
  }
  let total = 0;
  for (const { low, high, parts, inverse } of offersOf(lottery, m)) {
    const sites = K === 1 ? [low / parts] : [low / parts, high / parts];
    for (const [z, agents] of crowd) {
      total += (agents * Math.min(...sites.map((x) => Math.abs(x - z)))) / inverse;
    }
  }
  return total / (m * n);
}

/** max F - E F when everybody is truthful, exactly. */
export function truthfulLoss(plan: SitePlan, lottery: Lottery, crowd: Crowd): number {
  const { m, K, n, epsilon, q } = plan;
  const cost = bracketsOf(crowd, m);
  const drawn = lawMean(cost, cost, K, epsilon / (2 * m)).mean;
  const least = leastCost(cost, K);
  return (
    ((1 - q) * (drawn - least)) / (m * n) +
    q * (committed(lottery, m, K, crowd, n) - least / (m * n))
  );
}

/** What a lie of one agent leaves her worse off, exactly: q loss - (1 - q) gain. */
export function margin(
  { m, K, epsilon, q }: Pick<SitePlan, 'm' | 'K' | 'epsilon' | 'q'>,
  lottery: Lottery,
  others: Crowd,
  type: number,
  report: number,
  ties: TieRule = 'liar',
): number {
  const gain = gainOver({ m, K, epsilon, others }, type, report, type);
  return q * commitmentLoss(lottery, { m, K }, type, report, ties) - (1 - q) * gain;
}

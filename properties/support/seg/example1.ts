import { curve, type CurveSpec } from '../../../src/core/curve.ts';
import { printedLottery } from '../../../src/mechanisms/segments/lottery.ts';
import { bestTwo, type Reports, type TieRule } from './clustering.ts';
import { curveAt } from './oracles.ts';

/**
 * [SEG, Example 1]: K = 2, N agents at 0, N at .6 and 10 N at 1; those at .6 announce y, (y/(1-y))^2 = 20/11. One agent of
 * the given type reports b instead. Click function 1 - d^2.
 */
export interface Deviation {
  readonly N: number;
  readonly type: number;
  readonly report: number;
  readonly utility: CurveSpec;
  /** Weight and size of the lottery. */
  readonly q: number;
  readonly mbar: number;
}

/** The announcement of type .6: lumping it with 0 or with 1 is equally good. */
export const ANNOUNCED: number = Math.sqrt(20 / 11) / (1 + Math.sqrt(20 / 11));

const TYPES = [0, 0.6, 1];

/** What the other agents of this type announce; y may be moved to break the example. */
function announced(type: number, y: number): number {
  return type === 0.6 ? y : type;
}

/** Everybody's announcements, one agent of the type reporting b. */
function reportsOf({ N, type }: Deviation, y: number, b: number): Reports {
  const groups = TYPES.map((t, i) => ({
    at: announced(t, y),
    weight: (i === 2 ? 10 * N : N) - (t === type ? 1 : 0),
  }));
  const all = [...groups, { at: b, weight: 1 }].filter(({ weight }) => weight > 0);
  return { at: all.map(({ at }) => at), weights: all.map(({ weight }) => weight) };
}

function nearer([low, high]: readonly [number, number], b: number): number {
  return Math.abs(b - low) <= Math.abs(b - high) ? low : high;
}

/** What the deviation loses: (1-q) in the exact optimum's product, q in the printed lottery. Negative when it pays. */
export function deviationLoss(deviation: Deviation, rule: TieRule, y = ANNOUNCED): number {
  const { type, report, utility, q, mbar } = deviation;
  const honest = announced(type, y);
  const worth = (b: number): number => {
    const { products } = bestTwo(reportsOf(deviation, y, b), rule);
    return curveAt(utility, Math.abs(type - nearer(products, b)), 1);
  };
  const taste = curve('utility', utility, 1);
  const lottery = printedLottery(1, mbar);
  const lost = (b: number): number => lottery.loss([type], [b], taste);
  return (1 - q) * (worth(honest) - worth(report)) + q * (lost(report) - lost(honest));
}

/** Twelve times what is missing to a CTR of 1, per twelve agents: at the announcements, and at best. */
export function shortfalls(rule: TieRule): { readonly announced: number; readonly best: number } {
  const everybody = { at: TYPES.map((t) => announced(t, ANNOUNCED)), weights: [1, 1, 10] };
  const { products } = bestTwo(everybody, rule);
  const lost = TYPES.map((t) => (t - nearer(products, announced(t, ANNOUNCED))) ** 2);
  return {
    announced: lost[0]! + lost[1]! + 10 * lost[2]!,
    best: bestTwo({ at: TYPES, weights: [1, 1, 10] }, rule).loss,
  };
}

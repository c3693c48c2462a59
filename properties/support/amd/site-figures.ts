import { camps, pushing, type Run } from './site-claims.ts';
import { torn } from './site-cases.ts';
import { gainOver } from './site-law.ts';
import {
  commitmentLoss,
  planAt,
  planFor,
  provedInaccuracy,
  thresholdOf,
  truthfulLoss,
  type Design,
} from './site-plans.ts';

/** Figures of the claims on facility location, computed when asked for. */

/** The least n from which the printed bound is below 1, to a part in a thousand. */
function bites(design: Design, m: number, K: number): number {
  let [low, high] = [1, 1e6];
  while (high / low > 1.001) {
    const middle = Math.sqrt(low * high);
    if (planAt(design, m, K, middle).bound < 1) high = middle;
    else low = middle;
  }
  return planAt(design, m, K, high).n;
}

/** The least n from which q < 1, as a share of n0. */
function definedFrom(design: Design, m: number, K: number): number {
  let [low, high] = [0.01, 1];
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (planAt(design, m, K, middle).q < 1) high = middle;
    else low = middle;
  }
  return high;
}

/** One row of the n0 table: n0, where q < 1, q at n0 + 1, where the bound says something. */
function row(design: Design, m: number, K: number): string {
  const { q } = planAt(design, m, K, 1);
  const from = definedFrom(design, m, K);
  return `m=${m} K=${K}: n0=${thresholdOf(design, m, K)}, q(n0+1)=${q.toFixed(3)}, q<1 from ${from.toFixed(2)} n0, bound<1 from n=${bites(design, m, K).toExponential(1)}`;
}

/** How much of the bound the worst crowd found loses, and what is proved for all. */
function reached(run: Run): string {
  const camp = camps(run.design, 8);
  const plan = planFor(
    run.design,
    8,
    2,
    camp.others.reduce((sum, [, k]) => sum + k, 1),
  );
  const loss = truthfulLoss(plan, run.lottery, [...camp.others, [0, 1]]);
  const proved = [1, 10, 1e3, 1e6].map((factor) => {
    const each = planAt(run.design, 8, 2, factor);
    return provedInaccuracy(each) / each.bound;
  });
  return `of the bound ${(loss / plan.bound).toFixed(3)} is lost by half of everybody at each end, m=8, n0+1; at most ${Math.max(...proved).toFixed(3)} by anybody (proved, up to 10^6 n0)`;
}

/** How many times the printed q is the least that deters the lie which gains most. */
function spared(run: Run): string {
  const c = pushing(run.design, 8, 1e4);
  const plan = planFor(
    run.design,
    8,
    2,
    c.others.reduce((sum, [, k]) => sum + k, 1),
  );
  const gain = gainOver({ ...plan, others: c.others }, 7, 8, 7);
  const least = gain / (gain + commitmentLoss(run.lottery, plan, 7, 8));
  return `the printed q is ${(plan.q / least).toFixed(0)} times what the lie that gains most calls for at m=8`;
}

/** The n0 table of a design and how far its bound and its q are from what is needed. */
export function thresholds(run: Run): string {
  const rows = (
    [
      [2, 2],
      [8, 2],
      [8, 3],
      [32, 2],
    ] as const
  ).map(([m, K]) => row(run.design, m, K));
  return [...rows, reached(run), spared(run)].join('; ');
}

/** The share of epsilon |t - b| that the agent one step short of the end gains by reporting the end. */
export function pushed(m: number, epsilon: number): number {
  const others = torn(m, Math.ceil((200 * m ** 2) / epsilon));
  return (gainOver({ m, K: 2, epsilon, others }, m - 1, m, m - 1) * m) / epsilon;
}

/** The largest gain found, as a share of epsilon |t - b|. */
export function widestGain(): string {
  const found = [8, 32, 96].map((m) => `${pushed(m, 0.01).toFixed(4)} at m=${m}`);
  return `largest gain / (ε |t-b|) found, K=2: ${found.join(', ')}, (1 - 3/m)/4 in the limit ε -> 0, so 1/4 where 2 is printed; no gain exceeds tanh(ε|t-b|/4), for any ε > 0`;
}

import { log } from '../../kernel/exp.ts';
import type { Component } from '../components/component.ts';
import { refused } from '../refusal.ts';
import type { Stage } from './deviations.ts';
import { printedLoss, printedMixture, printedThreshold } from './printed.ts';
import { unseparated, type ApproximatePlan } from './plan.ts';

/** The printed quantities of a mixture [AMD, 3.3]. */
export interface Threshold {
  readonly gamma: number;
  /** ptilde: the least probability on the separating set. */
  readonly least: number;
  readonly n0: number;
  /** 6 sqrt(d / (ptilde gamma n)) sqrt(ln(n ptilde gamma |S| / (2d))). */
  readonly bound: number;
}

/**
 * The mixture as printed [AMD, 3.3], its gap measured on the lottery's support with ties against the mechanism. The promise is the least of the
 * printed bound, of q r + (1-q) times the printed loss of the exponential part, and of that part's exact worst loss.
 *
 * @throws a refusal when the support does not separate, n <= n0, or the printed q is not below 1
 */
export function paperPlan(stage: Stage, law: Component): ApproximatePlan {
  const { environment, sensitivity, lottery, lotteryLoss } = stage;
  const { agents, alternatives } = environment;
  const { threshold, epsilon, q } = printed(stage);
  const tilt = epsilon / (2 * sensitivity.d);
  const own = Math.min(
    printedLoss({ d: sensitivity.d, alternatives }, agents, epsilon),
    law.loss(log(alternatives), agents * tilt).value,
  );
  const mixed = q * lotteryLoss + (1 - q) * own;
  const blind = Math.min(lotteryLoss, stage.fixedLoss);
  const promised = Math.min(stage.spread, mixed, threshold.bound);
  return Object.freeze({
    mode: 'paper' as const,
    truth: 'paper' as const,
    tilt,
    epsilon,
    q,
    promised,
    formula: formulaOf(promised, mixed, threshold.bound),
    blind,
    dataHelp: promised < blind,
    worstGain: 0,
    leastLoss: leastLoss(stage, law, tilt, q),
    basis: 'bound' as const,
    component: law.kind,
    agents,
    alternatives,
    d: sensitivity.d,
    width: sensitivity.width,
    printed: { ...threshold, least: lottery.least },
  });
}

/** The printed parameters, or why there are none. */
function printed(stage: Stage): {
  readonly threshold: Omit<Threshold, 'least'>;
  readonly epsilon: number;
  readonly q: number;
} {
  const { environment, sensitivity, lottery } = stage;
  const { agents, alternatives } = environment;
  const free = stage.deviations.find(({ loss }) => loss <= 0);
  if (free) throw unseparated(stage, free);
  const gamma = supportGap(stage);
  const quantities = { d: sensitivity.d, separation: lottery.least * gamma, alternatives };
  const n0 = printedThreshold(quantities);
  const { epsilon, q, bound } = printedMixture(quantities, agents);
  if (!(agents > n0)) {
    const defined = Number.isNaN(q) ? 'q is undefined' : `q = ${q}`;
    const small = `agents must be > n0 = ${n0} for the printed parameters (here ${defined}), got ${agents}`;
    throw refused('population', small, { agents, n0, ...(Number.isNaN(q) ? {} : { q }) });
  }
  if (!(q < 1)) throw refused('lottery', `printed q must be < 1, got ${q}`, { agents, n0, q });
  return { threshold: { gamma, n0, bound }, epsilon, q };
}

/** What a lie loses at the least: the lottery's loss less the bound on the private part's gain; 0 when that says nothing. */
function leastLoss({ deviations }: Stage, law: Component, tilt: number, q: number): number {
  const nets = deviations.map(
    ({ loss, width }) => q * loss - (1 - q) * law.influence(tilt * width),
  );
  return nets.length === 0
    ? 0
    : Math.max(
        0,
        nets.reduce((low, x) => Math.min(low, x), Infinity),
      );
}

/** gamma on the lottery's support, ties against the mechanism. */
function supportGap({ deviations, book, lottery }: Stage): number {
  return deviations.reduce((least, { circle, row, type, report }) => {
    const losses = book.at(circle, row).loss(type, report, 'worst');
    return Math.min(
      least,
      lottery.support.reduce((most, s) => Math.max(most, losses[s]!), 0),
    );
  }, 1);
}

function formulaOf(promised: number, mixed: number, bound: number): string {
  if (promised === bound) return '6 sqrt(d / (ptilde gamma n)) sqrt(ln(n ptilde gamma |S| / (2d)))';
  return promised === mixed ? 'q r + (1 - q) L, r the loss of the lottery' : 'the range of F';
}

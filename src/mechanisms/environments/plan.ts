import { outOfRange, within } from '../../core/errors.ts';
import { rounding } from '../../core/numeric.ts';
import { log } from '../../kernel/exp.ts';
import type { Component } from '../components/component.ts';
import { promisedPlan, type Promised } from '../promise.ts';
import { refused } from '../refusal.ts';
import { deterringShare } from '../share.ts';
import { checkedTruth, type Truth } from '../truth.ts';
import { lieIn } from './separation.ts';
import { gainOf, lawsAt, type Deviation, type Laws, type Stage } from './deviations.ts';
import type { Threshold } from './paper-plan.ts';

/** Parameters of the mixture and what they promise. */
export interface ApproximatePlan {
  readonly mode: 'calibrated' | 'paper';
  readonly truth: Truth | 'paper';
  readonly tilt: number;
  readonly epsilon: number;
  readonly q: number;
  /** Welfare per head given up at most. */
  readonly promised: number;
  readonly formula: string;
  /** What the better of the lottery and one fixed alternative would promise. */
  readonly blind: number;
  readonly dataHelp: boolean;
  readonly worstGain: number;
  readonly leastLoss: number;
  /** Whether gains and the promise are exact over all profiles, or proved bounds. */
  readonly basis: 'exact' | 'bound';
  readonly component: Component['kind'];
  /** n, |S|, d and the width that stands for 2 d in the privacy loss. */
  readonly agents: number;
  readonly alternatives: number;
  readonly d: number;
  readonly width: number;
  /** The printed quantities; in paper mode only. */
  readonly printed: Threshold | null;
}

/**
 * The least q that keeps the promise of truth at the tilt that was asked for, or at the tilt that promises least.
 * `brackets`: q / (1-q) above the largest gain / loss of any lie; `gain`: (1-q) gain - q loss at most g for every lie.
 *
 * @throws a refusal when a lie costs nothing under the lottery and truth is `brackets`
 */
export function calibratedPlan(
  stage: Stage,
  law: Component,
  truth: Truth,
  promise: Promised,
): ApproximatePlan {
  const read = checkedTruth(truth, 1, 1); // brackets are the types: there are always some
  if (typeof read === 'object' && 'beyond' in read) {
    throw outOfRange('truth', 'brackets or {"gain": g}: types have no distance', truth);
  }
  const free = stage.deviations.find(({ loss }) => loss <= 0);
  if (read === 'brackets' && free) throw unseparated(stage, free);
  const { environment, spread } = stage;
  const { width } = stage.sensitivity;
  const known = new Map<number, ApproximatePlan>();
  const at = (tilt: number): ApproximatePlan => {
    const plan = known.get(tilt) ?? planAt(stage, law, read, tilt);
    known.set(tilt, plan);
    return plan;
  };
  return promisedPlan(promise, {
    at,
    epsilon: (tilt) => law.epsilon(tilt * width),
    spread: environment.agents * (spread > 0 ? spread : 1), // a constant F: every tilt gives one law
  });
}

/** The refusal that names the lie that nothing deters. */
export function unseparated(stage: Stage, lie: Deviation): RangeError {
  const { agent, type, report, others } = lieIn(stage.space, lie);
  const where = others === null ? '' : `, the others being ${others.join(', ')}`;
  return refused(
    'separation',
    `commitment must be separating, got ${stage.lottery.description}: type ${type} of agent ${agent} loses nothing as ${report}${where}`,
    { agent, type, report },
  );
}

function planAt(
  stage: Stage,
  law: Component,
  truth: 'brackets' | { readonly gain: number },
  tilt: number,
): ApproximatePlan {
  const { environment, sensitivity, deviations } = stage;
  const laws = lawsAt(stage, law, tilt);
  const bound = (width: number): number => law.influence(tilt * width);
  const gains = deviations.map((lie) => gainOf(stage, lie, laws, bound));
  const q =
    truth === 'brackets'
      ? deterring(deviations, gains, environment.alternatives)
      : bounding(deviations, gains, truth);
  const nets = deviations.map(({ loss }, j) => (1 - q) * gains[j]! - q * loss);
  const most = nets.reduce((top, x) => Math.max(top, x), -Infinity);
  const blind = Math.min(stage.lotteryLoss, stage.fixedLoss);
  const own = guaranteed(stage, law, tilt, q, laws);
  return Object.freeze({
    mode: 'calibrated' as const,
    truth,
    tilt,
    epsilon: law.epsilon(tilt * sensitivity.width),
    q: within('q', q, 0, 1),
    promised: own.value,
    formula: own.formula,
    blind,
    dataHelp: own.value < blind,
    worstGain: Math.max(0, most),
    leastLoss: deviations.length === 0 ? 0 : Math.max(0, -most),
    basis: laws ? ('exact' as const) : ('bound' as const),
    component: law.kind,
    agents: environment.agents,
    alternatives: environment.alternatives,
    d: sensitivity.d,
    width: sensitivity.width,
    printed: null,
  });
}

/** Odds of q above the largest gain / loss, with what rounding may hide of a gain. */
function deterring(
  deviations: readonly Deviation[],
  gains: readonly number[],
  alternatives: number,
): number {
  const hidden = rounding(2 * alternatives, 1);
  const ratio = deviations.reduce(
    (most, { loss }, j) => Math.max(most, (gains[j]! + hidden) / loss),
    0,
  );
  return deterringShare(ratio);
}

/** The least q with (1-q) gain - q loss <= g for every lie: max (gain - g) / (gain + loss), or none. */
function bounding(
  deviations: readonly Deviation[],
  gains: readonly number[],
  { gain: most }: { readonly gain: number },
): number {
  return deviations.reduce((q, { loss }, j) => {
    const gain = gains[j]!;
    return gain > most ? Math.max(q, (gain - most) / (gain + loss)) : q;
  }, 0);
}

/** What the mixture gives up at most: over all profiles, or q r + (1-q) L, r the lottery's and L the component's own bound. */
function guaranteed(
  { environment, scores, lottery, lotteryLoss, spread }: Stage,
  law: Component,
  tilt: number,
  q: number,
  laws: Laws | null,
): { readonly value: number; readonly formula: string } {
  if (laws === null || scores.all === null) {
    const own = law.loss(log(environment.alternatives), environment.agents * tilt);
    return {
      value: q * lotteryLoss + (1 - q) * Math.min(spread, own.value),
      formula: `q r + (1 - q) L, L = ${own.formula}`,
    };
  }
  let value = 0;
  scores.all.forEach((row, index) => {
    const p = laws.probabilities[index]!;
    let [best, kept] = [0, 0];
    for (let s = 0; s < row.length; s++) {
      best = Math.max(best, row[s]!);
      kept += ((1 - q) * p[s]! + q * lottery.probabilities[s]!) * row[s]!;
    }
    value = Math.max(value, best - kept);
  });
  return { value, formula: 'the most over all profiles of max F - E F' };
}

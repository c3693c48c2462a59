import type { Certificate } from '../../core/certificate.ts';
import { integer, oneOf, outOfRange } from '../../core/errors.ts';
import type { Rng } from '../../core/rng.ts';
import { expArray, logArray } from '../../kernel/exp.ts';
import { drawWeighted } from '../../kernel/softmax.ts';
import { coin, mixture } from '../commitment.ts';
import { component, type Component, type ComponentKind } from '../components/component.ts';
import type { Target } from '../promise.ts';
import type { Truth } from '../truth.ts';
import { certify } from './certify.ts';
import { commitmentLottery, type CommitmentChoice } from './commitment-lottery.ts';
import { lawsAt, stage, worstPrivacyLoss, type Stage } from './deviations.ts';
import type { Environment } from './environment.ts';
import { paperPlan } from './paper-plan.ts';
import { calibratedPlan, type ApproximatePlan } from './plan.ts';
import { bestReactions } from './reactions.ts';
import { BUDGET, profileOf } from './space.ts';
import type { Welfare } from './welfare.ts';

export interface ApproximateOptions {
  readonly commitment: CommitmentChoice;
  readonly mode: 'calibrated' | 'paper';
  /** `brackets`: every lie strictly loses; `{gain: g}`: no lie gains more. Calibrated only, as is `promise`. */
  readonly truth?: Truth;
  readonly promise?: Target;
  /** The first component; the exponential law when not given, and always in paper mode. */
  readonly component?: ComponentKind;
  /** Profiles that may be enumerated: gains are exact when all fit, else bounds. Effort only; the certificate says which. */
  readonly budget?: number;
}

/** One private release. */
export interface Outcome {
  readonly alternative: number;
  readonly part: ComponentKind | 'lottery';
  /** What each agent is held to when the lottery was played, for each one's eyes alone; null when reactions are free. */
  readonly reactions: Int32Array | null;
}

/** Log-probabilities over the alternatives: of the mixture, and of each part. They leak. */
export interface MixtureLaw {
  readonly mixture: Float64Array;
  readonly component: Float64Array;
  readonly lottery: Float64Array;
}

/** For the data's owner; leaks. Welfare per head. */
export interface ApproximateDiagnostics {
  readonly expectedWelfare: number;
  readonly optimum: number;
  readonly optimalAlternative: number;
  readonly lotteryWelfare: number;
}

/** The mixture of a private law and a commitment lottery [AMD, 3.3]. Only `draw` is private. */
export interface Approximate {
  readonly plan: ApproximatePlan;
  readonly certificate: Certificate;
  /** P over the alternatives. */
  readonly commitment: Float64Array;
  law(reports: ArrayLike<number>): MixtureLaw;
  /** The reaction each agent is held to at an alternative when the lottery is played: her best one of lowest index at the reports. */
  imposed(reports: ArrayLike<number>, alternative: number): Int32Array;
  draw(reports: ArrayLike<number>, rng: Rng): Outcome;
  diagnostics(reports: ArrayLike<number>): ApproximateDiagnostics;
}

/**
 * With probability q an alternative by a lottery that no report moves, every agent held to the best reaction of her report; else one by a
 * law that one report moves little, reactions free.
 *
 * ```ts
 * const shares = welfare(game, 'share', { average: (t, s) => (t === s ? 1 : 0) });
 * const mechanism = approximate(game, shares, {
 *   commitment: 'uniform', mode: 'calibrated', truth: 'brackets', promise: { loss: 'best' },
 * });
 * mechanism.draw(reports, system()); // { alternative, part, reactions }
 * ```
 *
 * @throws TypeError, RangeError naming the option; a refusal (`isRefusal`) when nothing separates, n <= n0, or profiles exceed the budget
 * @see [AMD, 3.1-3.3]; cost O(profiles n S) once where profiles are enumerated, times a few hundred for a loss
 */
export function approximate(
  environment: Environment,
  welfare: Welfare,
  options: ApproximateOptions,
): Approximate {
  const budget = integer('budget', options.budget ?? BUDGET, 1);
  const lottery = commitmentLottery(environment, options.commitment, { budget });
  const law = component(options.component);
  const read = stage(environment, welfare, lottery, budget);
  const plan = planned(read, law, options);
  const laws = lawsAt(read, law, plan.tilt);
  const certificate = certify(plan, read, laws && worstPrivacyLoss(read, laws));
  const commitment = lottery.probabilities;
  const score = (reports: ArrayLike<number>): Float64Array =>
    welfare.at(profileOf(environment, reports)).map((x) => environment.agents * x);
  const lawOf = (reports: ArrayLike<number>): MixtureLaw => {
    const own = law.logProbabilities(score(reports), plan.tilt);
    const blind = logArray(commitment);
    return { mixture: mixture(plan.q, own, blind), component: own, lottery: blind };
  };
  const imposed = (reports: ArrayLike<number>, alternative: number): Int32Array =>
    imposedAt(environment, reports, alternative);
  return Object.freeze({
    plan,
    certificate,
    commitment: commitment.slice(),
    law: lawOf,
    imposed,
    draw(reports: ArrayLike<number>, rng: Rng): Outcome {
      const scores = score(reports);
      if (coin(plan.q, rng) === 'exponential') {
        return { alternative: law.draw(scores, plan.tilt, rng), part: law.kind, reactions: null };
      }
      const alternative = drawWeighted(commitment, rng);
      return { alternative, part: 'lottery', reactions: imposed(reports, alternative) };
    },
    diagnostics: (reports: ArrayLike<number>) =>
      measuredAt(score(reports), environment.agents, lawOf(reports)),
  });
}

function imposedAt(
  environment: Environment,
  reports: ArrayLike<number>,
  alternative: number,
): Int32Array {
  const s = integer('alternative', alternative, 0, environment.alternatives - 1);
  const profile = profileOf(environment, reports);
  return Int32Array.from(
    profile.vector ?? [],
    (t, i) => bestReactions(environment, i, t, profile, s)[0] ?? 0,
  );
}

/** The plan of the mode, with what belongs to the other mode refused. */
function planned(read: Stage, law: Component, options: ApproximateOptions): ApproximatePlan {
  const { truth, promise } = options;
  const mode = oneOf('mode', options.mode, ['calibrated', 'paper']);
  if (mode === 'paper') {
    if (truth !== undefined) throw outOfRange('truth', 'left out in paper mode', truth);
    if (promise !== undefined) throw outOfRange('promise', 'left out in paper mode', promise);
    if (law.kind !== 'exponential') {
      throw outOfRange('component', 'exponential in paper mode', law.kind);
    }
    return paperPlan(read, law);
  }
  if (truth === undefined) throw outOfRange('truth', 'given in calibrated mode', truth);
  if (promise === undefined) throw outOfRange('promise', 'given in calibrated mode', promise);
  return calibratedPlan(read, law, truth, promise);
}

function measuredAt(score: Float64Array, agents: number, law: MixtureLaw): ApproximateDiagnostics {
  const mean = (logs: Float64Array): number =>
    expArray(logs).reduce((total, p, s) => total + p * score[s]!, 0) / agents;
  const optimalAlternative = score.reduce((best, x, s) => (x > score[best]! ? s : best), 0);
  return {
    expectedWelfare: mean(law.mixture),
    optimum: score[optimalAlternative]! / agents,
    optimalAlternative,
    lotteryWelfare: mean(law.lottery),
  };
}

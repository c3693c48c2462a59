import type { Assumption, Certificate } from '../../core/certificate.ts';
import type { Truth } from '../truth.ts';
import type { Stage } from './deviations.ts';
import type { ApproximatePlan } from './plan.ts';

/** The certificate of a plan; `exact` is the worst privacy loss over all neighbours where it was computed. */
export function certify(plan: ApproximatePlan, stage: Stage, exact: number | null): Certificate {
  const directed = plan.width < 2 * plan.d ? ', less than 2 d' : '';
  return Object.freeze({
    privacy: {
      epsilon: exact ?? plan.epsilon,
      basis: exact === null ? ('bound' as const) : ('exact' as const),
      formula:
        exact === null
          ? `tilt w, the change of n F lying within w = ${plan.width}${directed}; the lottery sees no report, so mixing never adds`
          : 'the largest |ln Pr - ln Pr| over all neighbours, before mixing with the lottery',
      neighbours: 'one report replaced by any other, the population size public',
    },
    truthfulness: {
      promise: promise(plan.truth, stage.dominant),
      q: plan.q,
      lottery:
        plan.q > 0 ? stage.lottery.description : 'none: the private part alone keeps the promise',
      basis: plan.basis,
      worstGain: plan.worstGain,
      leastLoss: plan.leastLoss,
    },
    guarantee: {
      loss: plan.promised,
      formula: plan.formula,
      relativeTo: 'the best alternative for the reports',
      blind: plan.blind,
      dataHelp: plan.dataHelp,
    },
    assumptions: assumptions(plan, stage),
  });
}

function promise(truth: Truth | 'paper', dominant: boolean): string {
  const whatever = dominant
    ? 'whatever the others report'
    : 'given that the others report the truth';
  return typeof truth === 'object' && 'gain' in truth
    ? `no lie gains more than ${truth.gain} of a utility in [0, 1], ${whatever}`
    : `every lie strictly loses, ${whatever}`;
}

function assumptions(plan: ApproximatePlan, { structure, sensitivity }: Stage): Assumption[] {
  const { privateReactions, privateValues, nonTrivial } = structure;
  return [
    {
      name: 'environment is non-trivial',
      holds: nonTrivial,
      detail: 'some alternative gives any two types disjoint best reactions',
    },
    {
      name: 'private reactions',
      holds: privateReactions,
      detail: privateReactions
        ? 'derived: best reactions depend on the own type and the alternative only'
        : 'derived: a reaction that is imposed tells its agent about the others, outside the privacy loss',
    },
    {
      name: 'private values',
      holds: privateValues,
      detail: 'derived: utilities depend on the own type only',
    },
    {
      name: 'welfare function is d-sensitive',
      holds: true,
      detail: `d = ${sensitivity.d} at n = ${plan.agents}, computed; the change of n F lies within an interval of ${sensitivity.width}`,
    },
    {
      name: 'population size is public',
      holds: null,
      detail: `n = ${plan.agents} enters q and the promises`,
    },
  ];
}

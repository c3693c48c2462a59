import type { Assumption, Certificate } from '../../core/certificate.ts';
import type { Truth } from '../truth.ts';
import type { Plan } from './calibration.ts';

/** The certificate of a plan [SPEC of the certificate: privacy, truthfulness, guarantee, assumptions]. Public quantities only. */
export function certify(plan: Plan): Certificate {
  const { truth } = plan;
  return Object.freeze({
    privacy: {
      epsilon: plan.epsilon,
      basis: 'bound' as const,
      formula: '2 tilt (P(0) - P(I)); the lottery sees no report, so mixing never adds',
      neighbours: 'one report replaced by any other, the population size public',
    },
    truthfulness: {
      promise: promise(plan, truth),
      q: plan.q,
      lottery: plan.lottery?.description ?? 'none: the private part alone keeps the promise',
      basis: 'bound' as const,
      worstGain: plan.worstGain,
      leastLoss: plan.leastLoss,
    },
    guarantee: {
      loss: plan.promised,
      formula: plan.formula,
      relativeTo: relativeTo(plan, truth),
      blind: plan.blind,
      dataHelp: plan.dataHelp,
    },
    assumptions: assumptions(plan, truth),
  });
}

function promise(plan: Plan, truth: Truth | 'paper'): string {
  if (truth === 'brackets')
    return 'types are the declared grid points, and every lie strictly loses';
  if (truth === 'paper' || 'beyond' in truth) {
    return `every lie of at least ${plan.tolerance} (l1, on the unit scale) strictly loses`;
  }
  return `no lie gains more than ${truth.gain} of a utility in [0, 1]`;
}

function relativeTo(plan: Plan, truth: Truth | 'paper'): string {
  const best = plan.segments === 1 ? 'the best product' : `the best ${plan.segments} products`;
  if (plan.grid === 'continuous') return `${best} anywhere in the cube`;
  const here = `${best} on the grid`;
  if (truth === 'brackets') return `${here}, for types read as their brackets`;
  const off = (plan.lipschitz * plan.attributes) / (2 * plan.grid);
  return `${here}; at most ${off} more against products anywhere in the cube`;
}

function assumptions(plan: Plan, truth: Truth | 'paper'): Assumption[] {
  const own = (name: string, detail: string): Assumption => ({ name, holds: null, detail });
  const list: Assumption[] = [
    {
      name: 'click function is Lipschitz',
      holds: plan.lipschitz < Infinity,
      detail: `B = ${plan.lipschitz}, derived from the function`,
    },
    {
      name: 'utility has slope away from zero',
      holds: plan.slope > 0,
      detail: `c = ${plan.slope}, derived from the function`,
    },
    own(
      'a consumer is told her own segment only',
      'publishing all assignments is outside the guarantee',
    ),
    own('population size is public', `N = ${plan.population} enters q and the promises`),
  ];
  if (truth === 'brackets') {
    const near = 'types between brackets lose the strictness only near a bracket edge';
    list.push(own('types are the grid points', near));
  }
  if (typeof truth === 'object' && 'gain' in truth) {
    list.push(own('consumers forgo gains that small', 'the promised loss is for truthful reports'));
  }
  if (plan.segments === 1) {
    const shown = 'so the lottery shows two products, and truth pays through it alone';
    list.push(own('one segment leaves nobody a choice', shown));
  }
  return list;
}

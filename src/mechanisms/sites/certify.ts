import type { Assumption, Certificate } from '../../core/certificate.ts';
import type { Truth } from '../truth.ts';
import { isComputed } from './lotteries/lottery.ts';
import type { SitePlan } from './plan.ts';
import type { SiteShape } from './shape.ts';

/** The certificate of a plan: privacy, truthfulness, guarantee, assumptions. Public quantities only; distances on the common scale. */
export function certifySites(plan: SitePlan, shape: SiteShape): Certificate {
  return Object.freeze({
    privacy: {
      epsilon: plan.epsilon,
      basis: 'bound' as const,
      formula: `${privacyFormula(plan)}; the lottery sees no report, so mixing never adds`,
      neighbours: 'one report replaced by any other, the population size public',
    },
    truthfulness: {
      promise: promise(plan, plan.truth),
      q: plan.q,
      lottery: plan.lottery?.description ?? 'none: the private part alone keeps the promise',
      basis: 'bound' as const,
      worstGain: plan.worstGain,
      leastLoss: plan.leastLoss,
    },
    guarantee: {
      loss: plan.promised,
      formula: plan.formula,
      relativeTo: relativeTo(plan, shape),
      blind: plan.blind,
      dataHelp: plan.dataHelp,
    },
    assumptions: [...general(plan, shape), ...truthful(plan)],
  });
}

function privacyFormula({ cost, distance, attributes, reach }: SitePlan): string {
  const domain = `D = ${reach} the longest ${distance === 'l1' && attributes > 1 ? 'l1 ' : ''}distance`;
  return cost === 'squared' ? `2 tilt D^2, ${domain}` : `2 tilt D, ${domain}`;
}

function promise(plan: SitePlan, truth: Truth | 'paper'): string {
  if (truth === 'brackets')
    return 'types are the declared grid points, and every lie strictly loses';
  if (truth === 'paper') {
    const own = plan.paper?.name === 'LOC4' ? "reports that round to one's own grid point; " : '';
    if (plan.tolerance === 0)
      return `${own}types are the grid points, and every lie strictly loses`;
    return `${own}every lie of more than ${plan.tolerance} strictly loses; nothing is promised of shorter ones`;
  }
  if ('beyond' in truth) return `every lie of at least ${plan.tolerance} strictly loses`;
  return `no lie brings its teller more than ${truth.gain} of cost, on the common scale`;
}

function relativeTo(plan: SitePlan, { candidates, fixed }: SiteShape): string {
  const best = plan.facilities === 1 ? 'the best site' : `the best ${plan.facilities} sites`;
  const beside = fixed.length > 0 ? `, the ${fixed.length} fixed ones open too` : '';
  if (candidates) return `${best} among the ${candidates.length} candidates${beside}`;
  if (plan.grid === 'continuous' || plan.paper?.name === 'LOC4') return `${best} anywhere${beside}`;
  const here = `${best} on the grid${beside}`;
  if (plan.truth === 'brackets' || plan.mode === 'paper') return `${here}, for types on the grid`;
  if (plan.cost === 'squared') return here;
  const steps = plan.extent.map((end) => end / (2 * (plan.grid as number)));
  const off =
    plan.distance === 'l1'
      ? steps.reduce((total, x) => total + x, 0)
      : Math.sqrt(steps.reduce((total, x) => total + x * x, 0));
  return `${here}; at most ${off} more against sites anywhere`;
}

const own = (name: string, detail: string): Assumption => ({ name, holds: null, detail });

function general(plan: SitePlan, { fixed, logAlternatives }: SiteShape): Assumption[] {
  const list = [
    own('population size is public', `n = ${plan.population} enters q and the promises`),
    own(
      'agents are served at the site nearest to their report',
      'what makes a lie lose under the lottery is that nobody may choose another site',
    ),
  ];
  if (fixed.length > 0) {
    const detail =
      'under the lottery agents are held to its own sites, so that its losses do not depend on the fixed ones';
    list.push(own('fixed sites serve in the exponential part only', detail));
  }
  if (plan.component !== 'exponential') {
    const detail = `${plan.component} over e^${logAlternatives} ordered tuples, in the exponential mechanism's place`;
    list.push({ name: 'another first component', holds: true, detail });
  }
  if (plan.paper) {
    const { n0, name } = plan.paper;
    list.push({
      name: `n above n0 of ${name}`,
      holds: true,
      detail: `n0 = ${n0}, n = ${plan.population}`,
    });
    const separates = plan.tolerance === 0;
    const lies = separates
      ? 'every lie loses'
      : `a lie of ${plan.tolerance} need not lose: its least loss there is ${plan.lottery?.leastLoss(plan.tolerance) ?? 0}`;
    list.push({ name: 'the lottery outweighs what lies gain', holds: separates, detail: lies });
  }
  return list;
}

function truthful(plan: SitePlan): Assumption[] {
  const { lottery, truth } = plan;
  const list: Assumption[] = [];
  if (lottery !== null && !isComputed(lottery)) {
    const detail = `what lies lose under the lottery (${lottery.kind}) is as its maker declares, not computed here`;
    list.push(own('the losses of the lottery are as declared', detail));
  }
  if (truth === 'brackets' || truth === 'paper') {
    list.push(own('types are the grid points', 'reports are read as their nearest grid point'));
  }
  if (typeof truth === 'object' && 'gain' in truth) {
    list.push(own('agents forgo gains that small', 'the promised loss is for truthful reports'));
  }
  if (typeof truth === 'object' && 'beyond' in truth) {
    list.push(
      own(
        'lies shorter than the stated distance',
        'are not deterred; the promised loss allows for them',
      ),
    );
  }
  if (plan.facilities === 1) {
    const detail = 'nothing deters a lie; its gain is bounded by the private part alone';
    list.push({ name: 'one facility leaves nobody a choice', holds: true, detail });
  }
  return list;
}

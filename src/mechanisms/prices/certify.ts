import type { Assumption, Certificate } from '../../core/certificate.ts';
import type { Truth } from '../truth.ts';
import type { PricePlan } from './plan.ts';

/** What the words of a certificate depend on beside the plan. */
export interface PricingWords {
  /** What a report is, and what replacing one does to revenue. */
  readonly neighbours: string;
  readonly privacyFormula: string;
  readonly bracketsPromise: string;
  readonly relativeTo: string;
  readonly assumptions: readonly Assumption[];
}

/** Private values, one report a buyer. */
export function privateWords(plan: PricePlan): PricingWords {
  const { grid, offset, truth } = plan;
  const rounding =
    'values between the prices count as the highest price they reach: the revenue of every price on the grid is exact';
  const off = truth === 'brackets' ? 1 / (2 * grid) : 1 / grid;
  return {
    neighbours: 'one report replaced by any other, the number of buyers public',
    privacyFormula:
      'tilt times the highest price: all revenues move one way when one value changes, so the law costs one sensitivity, not two; the lottery sees no report',
    bracketsPromise: `types are the points j/${grid}, and every lie strictly loses`,
    relativeTo: `the best price on the grid; at most ${off} more against any price in [0, 1]`,
    assumptions: [
      {
        name: 'a buyer at a price equal to her value buys',
        holds: null,
        detail: `${rounding}; prices ${offset === 'half' ? '(2j+1)/(2m)' : '0, 1/m, .., 1'}`,
      },
      ...(truth === 'brackets' ? [brackets(grid)] : []),
    ],
  };
}

/** The hypothesis of truth brackets, as segment and locate have it. */
const brackets = (grid: number): Assumption => ({
  name: `types are the points j/${grid}`,
  holds: null,
  detail: 'a value between them counts as its nearest, and loses the strictness only near a price',
});

const ENUMERATED =
  'the largest |ln Pr - ln Pr| over all neighbours of this many agents, before mixing with the lottery';

/** The certificate of a plan. Public quantities only. */
export function certifyPrices(plan: PricePlan, words: PricingWords): Certificate {
  const { lottery } = plan;
  return Object.freeze({
    privacy: {
      epsilon: plan.worstPrivacyLoss,
      basis: plan.basis,
      formula: plan.basis === 'exact' ? ENUMERATED : words.privacyFormula,
      neighbours: words.neighbours,
    },
    truthfulness: {
      promise: promiseOf(plan, plan.truth, words),
      q: plan.q,
      lottery: lottery?.description ?? 'none: the private part alone keeps the promise',
      basis: plan.basis,
      worstGain: plan.worstGain,
      leastLoss: plan.leastLoss,
    },
    guarantee: {
      loss: plan.promised,
      formula: plan.formula,
      relativeTo: words.relativeTo,
      blind: plan.blind,
      dataHelp: plan.dataHelp,
    },
    assumptions: [...shared(plan), ...words.assumptions],
  });
}

function promiseOf(plan: PricePlan, truth: Truth | 'paper', words: PricingWords): string {
  if (truth === 'brackets') return words.bracketsPromise;
  if (truth === 'paper' || 'beyond' in truth) {
    return `every lie of at least ${plan.tolerance} strictly loses`;
  }
  return `no lie gains more than ${truth.gain} of a utility in [0, 1]`;
}

function shared(plan: PricePlan): Assumption[] {
  const own = (name: string, detail: string): Assumption => ({ name, holds: null, detail });
  const list = [
    own('the number of agents is public', `n = ${plan.population} enters the promises`),
    own(
      'reactions can be imposed',
      'when the lottery chose the price, a buyer is held to buying exactly if her report says so',
    ),
  ];
  if (typeof plan.truth === 'object' && 'gain' in plan.truth) {
    list.push(own('buyers forgo gains that small', 'the promised loss is for truthful reports'));
  }
  if (plan.mode === 'paper' && plan.tolerance >= 1) {
    list.push({
      name: 'the grid has more than two steps',
      holds: false,
      detail:
        'the printed parameters deter lies of 2/m and more, with m <= 2 that of 1 from one end to the other at most, and undeterred reports can hide all revenue: nothing is promised of it',
    });
  }
  if (plan.tolerance > 0) {
    list.push(
      own('buyers avoid dominated reports', 'the promise counts reports that much too low'),
    );
  }
  return list;
}

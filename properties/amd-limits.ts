import { rounding } from '../src/core/numeric.ts';
import { sensitive, tooMany } from './counterexamples/amd-limits.ts';
import { printedEpsilon, printedN0 } from './support/amd/formulas.ts';
import { lnInaccuracy, lnStatedRate, varieties, type Variety } from './support/amd/growth.ts';
import {
  asMended,
  asPrinted,
  averages,
  movedBy,
  sizeOf,
  type Inequality,
  type Welfare,
} from './support/amd/sensitivity-cases.ts';
import { statement } from './support/statement.ts';

const allowed = (c: Welfare): number => (c.kind === 'gini' ? c.d : 1);

const tolerance = (c: Welfare): number => rounding(64, sizeOf(c) + allowed(c));

/** Everybody at the floor but one, who goes to the top. */
const rising = (n: number, floor: number): Inequality => ({
  kind: 'gini',
  incomes: [floor],
  counts: [n],
  to: 1,
  d: 1 / floor - 1,
});

/** Two buyers at 0 who both go to the price. */
const PAIR: Welfare = { kind: 'revenue', values: [0, 0], to: 1, price: 1, atLeast: true };

const sensitiveWelfare = statement<Welfare>({
  id: 'AMD-sensitive',
  where: '2.2, 6.3',
  claim:
    'average utility is 1-sensitive; monopoly revenue per head is 1-sensitive, and the Gini index d-sensitive for some d, whatever n is',
  hypotheses:
    'values private or common, as in 2.1; buyers at value >= price or > price; incomes >= 0, the index of nobody having anything 0, d any number tried; generated: environments of n 1..3, 1..40 values on the grid of prices, up to 4e6 incomes',
  decided:
    "exact: enumeration, and closed forms. As printed false for average utility where values are common (one type moves everybody: n-sensitive) and for the Gini index (first income of all: n - 1). Corrected form proved: a private type moves one term of n; with incomes x -> x' in a range of ratio ρ, n ΔG = (x'-x)(h - G)/mean', where h in [-1, 1] counts who is below less who is above, G <= 1 - low/mean, hence n|ΔG| <= ρ - 1, approached as one of many equally poor becomes rich",
  method: 'exact',
  given: asPrinted,
  slack: (c) => allowed(c) - movedBy(c),
  tolerance,
  counterexamples: sensitive,
  controls: {},
  corrected: {
    claim:
      'with private values average utility is 1-sensitive; revenue per head is under both tie rules; the Gini index is (ρ - 1)-sensitive when the highest income is at most ρ times the lowest, for every n',
    given: asMended,
    slack: (c) => allowed(c) - movedBy(c),
    tolerance,
    examples: [rising(1e6, 0.5), rising(1e6, 0.1), PAIR],
  },
  correctedControls: {
    'values that depend on the types of others': {
      given: () => averages(['reactions', 'common']),
    },
    'a sum in place of the average': {
      slack: () => (c) => 1 - (c.kind === 'average' ? sizeOf(c) : 1) * movedBy(c),
      given: () => averages(['values']),
    },
    'this many buyers who change together': {
      slack: (dose) => (c) => allowed(c) - movedBy(c, dose),
      doses: [1, 2, 3],
      dose: 2,
    },
    'incomes that range wider than is said, ρ - 1 too small by this part': {
      slack: (dose) => (c) => (c.kind === 'gini' ? 1 - dose : 1) * allowed(c) - movedBy(c),
      doses: [1e-7, 1e-5, 1e-3, 0.1],
      dose: 1e-5,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const shares = [10, 1000, 1e6].map((n) => movedBy(rising(n, 0.1)).toFixed(4));
    const [common, one, hundred] = sensitive;
    return `average with common values, n = 3: ${movedBy(common!)}; Gini from incomes of 0: ${movedBy(one!).toFixed(2)} at n = 3, ${movedBy(hundred!).toFixed(2)} at n = 102; Gini at ρ = 10: ${shares.join(', ')} at n = 10, 1e3, 1e6, going to 9`;
  },
  runs: 200,
});

/** Where n is e to this, all that vanishes here is below 0.01 by far. */
const LATE = 1e6;

const vanishing = (c: Variety, fine = 0): number => Math.log(0.01) - lnInaccuracy(c, LATE, fine);

/** The printed inaccuracy over sqrt(ln(n|S|)/n), uniform lottery, |S| = sqrt n, gamma = d = 1. */
function overStated(n: number): string {
  const shape: Variety = { a: 0.5, b: 0.5, d: 1 };
  const stated = lnStatedRate({ ...shape, b: 0 }, Math.log(n));
  return (6 * Math.exp(lnInaccuracy(shape, Math.log(n)) - stated)).toFixed(1);
}

/** The printed q where it should be a probability: uniform lottery, |S| = n. */
function printedQ(n: number): string {
  const scale = { d: 1, loss: 1 / n, size: n };
  const q = (2 * printedEpsilon(scale, n)) / scale.loss;
  return `q = ${q.toFixed(2)} with n0 = ${printedN0(scale)} at n = |S| = ${n}`;
}

const alternatives = statement<Variety>({
  id: 'AMD-alternatives',
  where: '6.3',
  claim:
    "the generic mechanism's inaccuracy goes as sqrt(ln(n|S|)/n): with |S| polynomial in n it goes to 0",
  hypotheses:
    'd fixed, |S| = n^a, p̃γ = n^-b with 0 <= b <= a: b = a is the uniform lottery, b = 0 a separating set that does not grow; generated: a 0..4, d 1e-6..1000',
  decided:
    'exact in logarithms: the printed inaccuracy at ln n = 1e6, asked to be below 0.01. As printed false: p̃ <= 1/|S̃|, so the uniform lottery has inaccuracy 6 sqrt(d|S|/(γn)) sqrt(ln(nγ/2d)); at |S| = n no n exceeds n0 and the printed q exceeds 1. Corrected form by inspection of Thm 2: n p̃γ|S|/(2d) <= n|S| max(1, 1/(2d)), where p̃γ <= 1; for d >= 1/2 the factor is 1 and the printed rate stands',
  method: 'exact',
  given: varieties(4),
  slack: (c) => vanishing(c),
  tolerance: 1e-6,
  counterexamples: tooMany,
  controls: {},
  corrected: {
    claim:
      'it is at most 6 sqrt(d/(p̃γ)) sqrt(ln(n|S| max(1, 1/(2d)))/n) for every fixed d > 0, which goes to 0 when p̃γ falls more slowly than ln n/n: for every polynomial |S| if the separating set does not grow, for |S| = n^a with a < 1 if the lottery is uniform',
    given: varieties(0.95),
    slack: (c) => Math.min(vanishing(c), lnStatedRate(c, LATE) - lnInaccuracy(c, LATE)),
    tolerance: 1e-6,
  },
  correctedControls: {
    'chances that fall as n to this power': {
      slack: (dose) => (c) => vanishing({ ...c, a: Math.max(c.a, dose), b: dose }),
      doses: [0.9, 0.99, 1, 1.1],
      dose: 1,
    },
    'exp(n^c) alternatives': {
      slack: (dose) => (c) => vanishing({ ...c, b: 0 }, dose),
      doses: [0.5, 0.9, 0.99, 1],
      dose: 1,
    },
    'a rate faster by n to this power': {
      slack: (dose) => (c) => lnStatedRate(c, LATE) - dose * LATE - lnInaccuracy(c, LATE),
      doses: [1e-13, 1e-9, 1e-6, 1e-3],
      dose: 1e-9,
    },
  },
  verdict: 'corrected',
  evidence: () =>
    `uniform lottery, γ = d = 1: ${printedQ(1e3)}, ${printedQ(1e6)}; at |S| = √n the inaccuracy over sqrt(ln(n|S|)/n) is ${overStated(1e4)}, ${overStated(1e8)}, ${overStated(1e12)} at n = 1e4, 1e8, 1e12`,
  runs: 200,
});

export const amdLimits = [sensitiveWelfare, alternatives];

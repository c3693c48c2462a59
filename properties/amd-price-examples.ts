import { rounding } from '../src/core/numeric.ts';
import {
  chain,
  choose,
  constant,
  fixed,
  integerIn,
  logScale,
  map,
  record,
  tuple,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { aboveOne } from './counterexamples/amd-price-examples.ts';
import { statement } from './support/statement.ts';
import {
  halvesRevenue,
  halvesUtility,
  pivotUtility,
  type Halves,
  type HalvesChanged,
  type Pivot,
  type PivotChanged,
} from './support/amd/two-prices.ts';

const halves: Arbitrary<Halves> = chain(
  choose(integerIn(1, 12), map(logScale(1, 1e6, 40), Math.round)),
  (n) =>
    record<Halves>({
      n: constant(n),
      ones: map(fixed(0, n - 1, 16), Math.round),
      epsilon: logScale(1e-6, 20, 60),
    }),
);

/** The least that announcing .5 is better by than announcing 1, over both types. */
const announcingHalf =
  (changed: HalvesChanged = {}) =>
  (c: Halves): number =>
    Math.min(
      ...[0.5, 1].map((t) => halvesUtility(c, t, 0.5, changed) - halvesUtility(c, t, 1, changed)),
    );

/** When all have the value 1 and announce .5: the price is .5 and revenue half the optimum, up to e^(-n eps/4); truth earns 1 as nearly. */
function halfRevenue({ n, epsilon }: Halves, part = 0): number {
  const off = (1 - part) * Math.exp((-n * epsilon) / 4);
  const [lied, honest] = [halvesRevenue(n, epsilon, 0, n), halvesRevenue(n, epsilon, n, n)];
  return Math.min(
    off - (1 - lied.low),
    off / 2 - (lied.revenue - 0.5),
    off / 2 - (1 - honest.revenue),
  );
}

const figures = (n: number, epsilon: number): string => {
  const [lied, honest] = [halvesRevenue(n, epsilon, 0, n), halvesRevenue(n, epsilon, n, n)];
  return `n = ${n}, ε = ${epsilon}: ${lied.revenue.toFixed(4)} against ${honest.revenue.toFixed(4)} under truth, price .5 with probability ${lied.low.toFixed(4)}`;
};

const example1 = statement<Halves>({
  id: 'AMD-ex1',
  where: '6.1 Ex 1',
  claim:
    'values and prices .5 and 1, exponential mechanism at ε/2 alone: announcing .5 is dominant for everybody, and if all have 1 and do so the price is .5 and revenue half the optimum, up to e^(-nε/4)',
  hypotheses:
    'value >= p buys, as the example prints; buyers stay free to buy after a lie; every n, ε > 0 and announcements of the others; generated: n 1..1e6, ε 1e-6..20',
  decided:
    'exact laws of two prices. Announcing .5 lowers the score of the price 1 and no other; a type 1 gets 1/2 at the price .5 and nothing at 1, a type .5 nothing at all. Liars still buy at 1 when it is posted, so revenue is above 1/2 by what that price has left; "high probability" is 1 - 1/(1 + e^(nε/4))',
  method: 'exact',
  given: halves,
  slack: (c) => Math.min(announcingHalf()(c), halfRevenue(c)),
  tolerance: rounding(16, 1),
  controls: {
    'value > p buys, as section 4 prints': { slack: () => announcingHalf({ rule: 'strict' }) },
    'a dear price below 1 by this much, in half the draws held to the announcements': {
      slack: (dose) => announcingHalf({ q: 0.5, high: 1 - dose }),
      doses: [1e-6, 1e-3, 0.1],
      dose: 1e-6,
    },
    'nearer to one half than e^(-nε/4) by this part': {
      slack: (dose) => (c) => halfRevenue(c, dose),
      doses: [1e-3, 0.01, 0.1, 0.5],
      dose: 1e-3,
    },
  },
  verdict: 'holds',
  evidence: () => {
    const c: Halves = { n: 100, ones: 50, epsilon: 0.1 };
    const held = announcingHalf({ q: 0.999 })(c).toExponential(1);
    return `all have 1 and say .5: ${figures(100, 0.1)}; ${figures(1000, 0.1)}. No lottery over these two prices repairs it: at the price 1 a liar of value 1 loses nothing, so announcing .5 still gains ${held} with q = .999; a price between would deter`;
  },
});

const pivots = (q: (mu: number, dear: number) => Arbitrary<number>): Arbitrary<Pivot> =>
  chain(
    tuple<[number, number]>(logScale(1e-9, 0.999, 40), choose(constant(0.5), fixed(0, 1, 16))),
    ([mu, dear]) =>
      record<Pivot>({
        n: choose(integerIn(0, 8), map(logScale(1, 1e6, 20), Math.round)),
        mu: constant(mu),
        q: q(mu, dear),
        dear: constant(dear),
      }),
  );

/** Any q below 1/(1 + mu P(2)), where lying stops to pay; 0 too. */
const paying = (mu: number, dear: number): Arbitrary<number> =>
  choose(
    constant(0),
    map(logScale(1e-9, 1 - 1e-6, 40), (share) => share / (1 + mu * dear)),
  );

/** The lie pays, truth earns at least mu and the lie at most `most`. */
const pivotSlack =
  (most: (c: Pivot) => number, changed: PivotChanged = {}) =>
  (c: Pivot): number => {
    const [lie, truth] = [pivotUtility(c, 1, changed), pivotUtility(c, 2, changed)];
    return Math.min(lie - truth, truth - c.mu, c.mu + c.q - truth, most(c) - lie);
  };

const repairedPivot = (changed: PivotChanged = {}): ((c: Pivot) => number) =>
  pivotSlack(({ mu, q, dear }) => (1 + mu) * (1 - q * dear), changed);

const example2 = statement<Pivot>({
  id: 'AMD-ex2',
  where: '6.2 Ex 2',
  claim:
    'values 1 + μ and 2 + μ, prices 1 and 2, n others announce each, the optimal price but for a commitment lottery of probability q: the last buyer, of 2 + μ, gets slightly more than μ by truth (at most μ + q) and slightly less than 1 by announcing 1 + μ',
  hypotheses:
    'any n >= 0, 0 < μ < 1, any lottery, q < 1/(1 + μ P(2)); held to announcements in the lottery, free in the other part (being held there too changes nothing); generated: μ from 1e-9, n to 1e6, q from 0 on',
  decided:
    'exact. With truth the revenues are 2n + 1 and 2n + 2, with the lie 2n + 1 and 2n: no ties, and no value is a price, so neither buying rule nor tie rule matters. At q = 0 the two are μ and 1 + μ',
  method: 'exact',
  given: pivots(paying),
  slack: pivotSlack(() => 1),
  tolerance: rounding(16, 3),
  controls: {},
  counterexamples: aboveOne,
  corrected: {
    claim:
      'truth earns μ + q P(1), the lie (1 + μ)(1 - q P(2)): slightly less than 1 + μ, not 1; lying pays if and only if q (1 + μ P(2)) < 1',
    given: pivots(paying),
    slack: repairedPivot(),
    tolerance: rounding(16, 3),
  },
  correctedControls: {
    'the lottery drawn more often than that, by this part': {
      given: (dose) => pivots((mu, dear) => constant((1 + dose) / (1 + mu * dear))),
      doses: [1e-6, 0.01, 0.1],
      dose: 1e-6,
    },
    'so many more who announce 2 + μ': {
      slack: (dose) => (c) => repairedPivot({ highs: c.n + dose })(c),
      doses: [1, 2],
      dose: 2,
    },
    'a price softened by the exponential mechanism, total revenue divided by this': {
      slack: (dose) => repairedPivot({ tilt: 1 / dose }),
      doses: [0.01, 0.1, 1, 10],
      dose: 0.1,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const at = (mu: number, q: number): string => {
      const c: Pivot = { n: 100, mu, q, dear: 0.5 };
      return `${pivotUtility(c, 2).toFixed(4)} and ${pivotUtility(c, 1).toFixed(4)} at μ = ${mu}, q = ${q}`;
    };
    return `truth and lie, P(2) = 1/2: ${at(0.01, 0)}, ${at(0.01, 0.01)}, ${at(0.01, 0.1)}. The lie earns less than 1 only where q P(2) > μ/(1 + μ). Utilities exceed [0, 1] here; nothing depends on it.`;
  },
});

/** Section 6: without imposition, and without privacy. */
export const amdPriceExamples = [example1, example2];

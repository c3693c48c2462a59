import { rounding } from '../src/core/numeric.ts';
import { choose, constant } from '../src/verify/arbitrary.ts';
import { crowdedOut } from './counterexamples/amd-welfare.ts';
import { upTo } from './support/amd/environments.ts';
import { printedLoss, worstLoss } from './support/amd/formulas.ts';
import { footnoteGrowth, lnPrintedLoss, type Growth } from './support/amd/growth.ts';
import { lnSizeOf, profiles, reach, welfareLoss, type Profile } from './support/amd/score-cases.ts';
import { statement } from './support/statement.ts';

const tolerance = ({ n, d, epsilon }: Profile): number => rounding(64, 1 + (n * epsilon) / (2 * d));

/** A tilt at which the worst gap of a crowd of rivals just fits into [0, 1]: the loss comes near half of what is printed. */
function crowded(x: number): Profile {
  const rivals = Math.E * (x - 1) * Math.exp(x - 1);
  return { n: 100, d: 1, epsilon: x / 50, values: [1, 0], counts: [1, rivals] };
}

/** 1e300 rivals whose gap is the worst one at 0.48 of the tilt. */
const BLURRED: Profile = {
  n: 1000,
  d: 1,
  epsilon: 4,
  values: [0.712, 0],
  counts: [1, 1e300],
};

/** The same rivals at the gap that costs most. */
const RICH: Profile = { ...BLURRED, values: [0.3425, 0] };

/** 44 rivals this far below, x |S| just above e. */
const ranging = (range: number): Profile => ({
  n: 100,
  d: 1,
  epsilon: (Math.E * (1 + 1e-9)) / 50 / 45,
  values: [range, 0],
  counts: [1, 44],
});

const boundOf = (c: Profile): number => printedLoss(c.n, c.epsilon, c.d, lnSizeOf(c));

const lossSlack =
  (share: number, tilt = 1) =>
  (c: Profile): number =>
    reach(c) > 1 ? share * boundOf(c) - welfareLoss(c, tilt) : Infinity;

const lossRatio = (c: Profile): string => (welfareLoss(c) / boundOf(c)).toFixed(4);

const lemma3 = statement<Profile>({
  id: 'AMD-lem3',
  where: 'Lemma 3',
  claim: 'n > 2 e d/(ε |S|): max F - E F <= (4d/(n ε)) ln(n ε |S|/(2d))',
  hypotheses:
    'F into [0, 1], d > 0, ε > 0; generated: n 1..1e9, d 1e-6..1e6, |S| 1..1e300, the condition met by a part of 1e-9 and more',
  decided:
    'exact: finite sums, alternatives of equal F counted together. Proved, with x = n ε/(2d): entropy gives max F - E F <= ln|S|/x, which is below (2/x) ln(x|S|) when x²|S| >= 1; otherwise x < 1 and the bound exceeds 2. In the printed proof "ln(..) > e > 0" should read "> 1", and its product (max F - δ)(1 - |S| e^(-nεδ/2d)) bounds nothing when both factors are negative, where the claim is trivial',
  method: 'exact',
  given: profiles(),
  slack: lossSlack(1),
  tolerance,
  examples: [crowded(600), crowded(50)],
  controls: {
    'a constant smaller than 4, by this part': {
      slack: (dose) => lossSlack(1 - dose),
      doses: [0.1, 0.5, 0.52, 0.6],
      dose: 0.52,
    },
    'a tilt that falls short, by this part': {
      slack: (dose) => lossSlack(1, 1 - dose),
      examples: [BLURRED],
      doses: [0.1, 0.3, 0.5, 0.52, 0.6],
      dose: 0.52,
    },
    'x|S| short of e, by this part of it': {
      slack: () => (c) => boundOf(c) - welfareLoss(c),
      given: (dose) => profiles(1, 1 - dose),
      doses: [0.1, 0.3, 0.5, 0.6, 0.7],
      dose: 0.6,
    },
    'values that range this far': {
      given: (dose) => choose(profiles(dose), constant(ranging(dose))),
      doses: [2, 10, 40, 50, 100],
      dose: 50,
    },
  },
  verdict: 'holds',
  evidence: () => {
    const exact = [
      { n: 100, epsilon: 0.5, size: 10 },
      { n: 1000, epsilon: 0.1, size: 81 },
    ].map(({ n, epsilon, size }) => {
      const worst = worstLoss(Math.log(size), (n * epsilon) / 2).toFixed(6);
      const bound = printedLoss(n, epsilon, 1, Math.log(size)).toFixed(6);
      return `${worst} against ${bound} at n = ${n}, ε = ${epsilon}, |S| = ${size}, d = 1`;
    });
    const near = upTo(3).map((j) => lossRatio(crowded([20, 100, 600][j]!)));
    return `exact worst loss W((|S|-1)/e)/x: ${exact.join(', ')}; largest share of the bound found: ${near.join(', ')} at x = 20, 100, 600, going to 1/2`;
  },
  runs: 300,
});

/** (2d/(n ε)) ln|S|, by entropy. */
const entropyBound = (c: Profile): number => ((2 * c.d) / (c.n * c.epsilon)) * lnSizeOf(c);

/** At n a welfare of 1 on one alternative and 0 on the others, d = 1, ε = ln n/n and ln|S| = √n. */
function lossAlong(n: number): string {
  return worstLoss(Math.sqrt(n), Math.log(n) / 2).toFixed(4);
}

const footnote = statement<Growth, Profile>({
  id: 'AMD-fn10',
  where: 'footnote 10',
  claim:
    'd/ε sublinear and |S| subexponential in n: the loss of Lemma 3, (4d/(n ε)) ln(n ε |S|/(2d)), goes to 0',
  hypotheses:
    'd/ε = n^a (ln n)^b with a < 1, or a = 1 and b < 0; ln|S| = n^c (ln n)^g with c < 1, or c = 1 and g < 0; generated: exponents on quarters, a from -1, c from 0',
  decided:
    'exact in logarithms: the bound at ln n = 1e300 is asked to be below 0.01, as it is for all such exponents where the limit is 0. The two conditions allow d/ε = n/ln n with ln|S| = √n, where the bound goes to infinity and the worst loss itself to 1. Corrected form proved: x max F <= ln Z = x E F + entropy <= x E F + ln|S|, x = n ε/(2d); the worst loss W((|S|-1)/e)/x is at least 0.4 of that for |S| >= 2, so the condition is also needed',
  method: 'exact',
  given: footnoteGrowth,
  slack: (c) => Math.log(0.01) - lnPrintedLoss(c, 1e300),
  tolerance: 1e-6,
  counterexamples: crowdedOut,
  controls: {
    'd/ε linear in n': {
      slack: () => (c) => Math.log(0.01) - lnPrintedLoss({ ...c, a: 1, b: 0 }, 1e300),
    },
  },
  corrected: {
    claim:
      'max F - E F <= (2d/(n ε)) ln|S| for every n: the loss vanishes when (d/ε) ln|S| is sublinear in n',
    given: profiles(1, 1e-6),
    slack: (c) => entropyBound(c) - welfareLoss(c),
    tolerance,
    examples: [BLURRED, RICH],
  },
  correctedControls: {
    'a bound smaller by this part': {
      slack: (dose) => (c) => (1 - dose) * entropyBound(c) - welfareLoss(c),
      doses: [0.001, 0.01, 0.012, 0.05, 0.2],
      dose: 0.012,
    },
    'a tilt that falls short, by this part': {
      slack: (dose) => (c) => entropyBound(c) - welfareLoss(c, 1 - dose),
      examples: [{ ...BLURRED, values: [0.3605, 0] }],
      doses: [0.001, 0.01, 0.05, 0.2],
      dose: 0.05,
    },
  },
  verdict: 'corrected',
  evidence: () =>
    `worst loss at d = 1, ε = ln n/n, ln|S| = √n: ${lossAlong(1e2)}, ${lossAlong(1e4)}, ${lossAlong(1e6)} at n = 1e2, 1e4, 1e6; share of (2d/(nε)) ln|S| reached at |S| = 1e300: ${(welfareLoss(RICH) / entropyBound(RICH)).toFixed(4)}`,
  runs: 300,
});

export const amdWelfare = [lemma3, footnote];

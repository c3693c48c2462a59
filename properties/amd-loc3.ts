import { rounding } from '../src/core/numeric.ts';
import { againstPrintedLottery, freeOfCharge, rewarded } from './counterexamples/amd-sites.ts';
import {
  committedLies,
  lawTolerance,
  lonelyLies,
  placedIn,
  torn,
  type CommittedLie,
  type LonelyLie,
  type Placed,
} from './support/amd/site-cases.ts';
import {
  camps,
  exactSlack,
  implementationControls,
  implementationSlack,
  placedTolerance,
  planOf,
  pushing,
} from './support/amd/site-claims.ts';
import { dyadicFigures, loc3Figures, thm3Figures } from './support/amd/site-figures-loc3.ts';
import type { LotteryName } from './support/amd/site-lotteries.ts';
import { commitmentLoss, margin } from './support/amd/site-plans.ts';
import { statement } from './support/statement.ts';

const lossOf = (name: LotteryName, { mbar, K, type, report, ties }: CommittedLie): number =>
  commitmentLoss(name, { m: 2 ** mbar, K }, type, report, ties);

const lengthOf = ({ mbar, type, report }: CommittedLie): number =>
  Math.abs(type - report) / 2 ** mbar;

/** max(δ^2/2, δ/m)/mbar, the least that a lie loses in the dyadic lottery. */
const leastOf = (lie: CommittedLie): number =>
  Math.max(lengthOf(lie) ** 2 / 2, lengthOf(lie) / 2 ** lie.mbar) / lie.mbar;

/** One step from the end, and two steps across the middle: the lies that lose least for their length. */
const TIGHT: readonly CommittedLie[] = [
  { mbar: 4, K: 2, type: 0, report: 1, ties: 'liar' },
  { mbar: 4, K: 3, type: 7, report: 9, ties: 'liar' },
  { mbar: 12, K: 2, type: 2047, report: 2049, ties: 'liar' },
];

/** The dyadic lottery, with this probability replaced by one in which the lie loses `other`. */
const diluted =
  (other: (lie: CommittedLie) => number) =>
  (dose: number) =>
  (lie: CommittedLie): number =>
    (1 - dose) * lossOf('dyadic', lie) + dose * other(lie) - leastOf(lie);

const lottery = statement<CommittedLie>({
  id: 'AMD-lem7',
  where: 'Lemma 7',
  claim: 'm = 2^mbar: in the printed lottery of LOC3 a lie costs at least |t-b|/(2 mbar)',
  hypotheses:
    'mbar >= 1, t and b on the grid, K >= 1, any choice among nearest sites; generated: mbar 1..12, K 1..5, three tie rules',
  decided:
    "exact losses, offer by offer, sites off the grid and beyond 1 read as they stand. Proved for the dyadic lottery, all mbar, ties in the liar's favour: with h = 2^j steps, j < mbar, a lie of k steps loses k at j = 0 and at least h(k-h) at each h < k, " +
    'so at least k(P-1) - (P^2-4)/3 >= k^2/2 in units of 1/(mbar m^2), P the power of two with P/2 < k <= P (concave in k, checked at both ends). Of any lottery over K sites the 2m lies of one step lose (K-1)/m^2 on average at most: two sites can keep the printed bound for m <= 4 alone, where the adjacent pairs do',
  method: 'exact',
  given: committedLies(1),
  slack: (lie) => lossOf('printed', lie) - lengthOf(lie) / (2 * lie.mbar),
  tolerance: ({ mbar }) => rounding(mbar + 8, 1),
  counterexamples: freeOfCharge,
  controls: {},
  corrected: {
    claim:
      'K >= 2, X uniform on 1..mbar, Y on 0..2^X - 1, sites at Y/2^X and (Y+1)/2^X: a lie costs at least max(|t-b|^2/2, |t-b|/m)/mbar',
    given: committedLies(2),
    slack: (lie) => lossOf('dyadic', lie) - leastOf(lie),
    tolerance: ({ mbar }) => rounding(mbar + 8, 1 / 2 ** mbar),
    examples: TIGHT,
  },
  correctedControls: {
    'a bound larger by this part': {
      slack: (dose) => (lie) => lossOf('dyadic', lie) - (1 + dose) * leastOf(lie),
      doses: [1e-9, 1e-6, 1e-3],
      dose: 1e-9,
    },
    'the printed lottery, this often': {
      slack: diluted((lie) => lossOf('printed', lie)),
      doses: [1e-9, 1e-6, 1e-3],
      dose: 1e-9,
    },
    'one facility, this often': {
      slack: diluted(() => 0),
      doses: [1e-9, 1e-6, 1e-3],
      dose: 1e-9,
    },
    'adjacent pairs, this often': {
      slack: diluted((lie) => lossOf('adjacent', lie)),
      examples: [{ mbar: 12, K: 2, type: 0, report: 4096, ties: 'liar' }],
      doses: [0.1, 0.5, 0.52, 0.75],
      dose: 0.52,
    },
  },
  verdict: 'corrected',
  evidence: dyadicFigures,
  runs: 120,
});

/** q as printed, 4 epsilon log2 m. */
const printedShare = (m: number): number => 4 * Math.log2(m);

/** max(4, m/4) log2 m, what the dyadic lottery calls for. */
const mendedShare = (m: number): number => Math.max(4, m / 4) * Math.log2(m);

const truthSlack =
  (name: LotteryName, share: (m: number) => number) =>
  (c: LonelyLie): number =>
    margin({ ...c, q: share(c.m) * c.epsilon }, name, c.others, c.type, c.report, c.ties);

/** Who stands one step short of the end of m steps, others torn, q = 3/100. */
function tempted(m: number): LonelyLie {
  const epsilon = 0.03 / mendedShare(m);
  const others = torn(m, Math.ceil((40 * m ** 2) / epsilon));
  return { m, K: 2, epsilon, others, type: m - 1, report: m, ties: 'liar' };
}

const mixture = statement<LonelyLie>({
  id: 'AMD-loc3',
  where: '5.1',
  claim: "with LOC3's printed lottery and q = 4 ε log2 m truth is dominant",
  hypotheses:
    'm = 2^mbar >= 2, K >= 1, any n, profile and ε with q <= 1; generated: m 2..16, K 1..4, n 1..10^6, three tie rules',
  decided:
    'exact law and exact losses. With the dyadic lottery a lie of length δ costs q max(δ^2/2, δ/m)/mbar and gains at most tanh(εδ/4) (AMD-lem6): proved for every m. Of the lie from 1 - 1/m to 1 the gain comes to (1-3/m) ε/(4m) and the loss is 1/(m^2 mbar) exactly, so m/4 cannot be lessened in the limit',
  method: 'exact',
  given: lonelyLies(1, 4, printedShare),
  slack: truthSlack('printed', printedShare),
  tolerance: (c) => lawTolerance(c, c.epsilon),
  counterexamples: rewarded,
  controls: {},
  corrected: {
    claim:
      'K >= 2, with the dyadic lottery and q = max(4, m/4) ε log2 m <= 1 truth is strictly dominant: the printed q for m <= 16',
    given: lonelyLies(2, 5, mendedShare),
    slack: truthSlack('dyadic', mendedShare),
    tolerance: (c) => lawTolerance(c, c.epsilon),
    examples: [...rewarded, tempted(16), tempted(64)],
  },
  correctedControls: {
    'a lottery drawn less often, by this part': {
      slack: (dose) => truthSlack('dyadic', (m) => (1 - dose) * mendedShare(m)),
      examples: [tempted(64)],
      doses: [0.02, 0.05, 0.1, 0.2],
      dose: 0.1,
    },
    'the printed q beyond m = 16': {
      slack: () => truthSlack('dyadic', printedShare),
      examples: [tempted(32)],
    },
    'one facility': {
      given: () => lonelyLies(1, 4, mendedShare),
      examples: [
        {
          m: 8,
          K: 1,
          epsilon: 0.01,
          others: [
            [0, 240],
            [8, 250],
          ],
          type: 2,
          report: 0,
          ties: 'low',
        },
      ],
    },
  },
  verdict: 'corrected',
  evidence: loc3Figures,
  runs: 60,
});

const PRINTED = { design: 'LOC3', lottery: 'printed' } as const;
const DYADIC = { design: 'LOC3', lottery: 'dyadic' } as const;
const PAIRS = { design: 'LOC3', lottery: 'adjacent' } as const;

/** Both lotteries that keep the grid truthful, and the constant of the rate: 6 sqrt(2K/ln 2). */
function mendedSlack(c: Placed): number {
  const { m, K, n, bound } = planOf(DYADIC, c);
  const rate = Math.sqrt(((m * Math.log(m)) / n) * Math.log(n * m));
  const constant = 6 * Math.sqrt((2 * K) / Math.LN2);
  return Math.min(
    constant * rate - bound,
    implementationSlack(DYADIC)(c),
    implementationSlack(PAIRS)(c),
  );
}

const implementation = statement<Placed>({
  id: 'AMD-thm3',
  where: 'Thm 3',
  claim:
    'LOC3, large n: truth is strictly dominant and loses O(sqrt(m ln m/n) sqrt(ln(nm))), read with the constants of Theorem 2: 6 sqrt(1/(γ-hat n)) sqrt(ln(n γ-hat (m+1)^K/2)), γ-hat = 1/(2 m log2 m), n > n0',
  hypotheses:
    'm = 2^mbar >= 2, K >= 1, n > n0 of Theorem 2 with ptilde γ = γ-hat; generated: m 2..4096, K 1..20, n from n0 + 1 to 10^4 n0, any profile and lie',
  decided:
    'exact law and losses for m <= 32, K <= 5. Proved for every m, K >= 2, n > n0 and profile with the dyadic lottery: q = 4 ε m log2 m, so a lie of length δ costs at least q δ/(m log2 m) = 4 ε δ and gains less than εδ/4; the loss is at most 3q as in Corollaries 4 and 5',
  method: 'exact',
  given: placedIn('LOC3', 1),
  slack: exactSlack(PRINTED),
  tolerance: placedTolerance(PRINTED),
  counterexamples: againstPrintedLottery,
  controls: {},
  corrected: {
    claim:
      'K >= 2 with the dyadic lottery, or adjacent pairs: the same q, ε and inaccuracy, at most 6 sqrt(2K/ln 2) = 10.2 sqrt(K) times sqrt(m ln m/n) sqrt(ln(nm))',
    given: placedIn('LOC3', 2),
    slack: mendedSlack,
    tolerance: placedTolerance(DYADIC),
    examples: [pushing('LOC3', 16, 1e4)],
  },
  correctedControls: {
    ...implementationControls(
      DYADIC,
      { push: pushing('LOC3', 8, 1e4), camp: camps('LOC3', 8) },
      { bound: 0.9, rare: 0.98, few: 0.6 },
    ),
    'the printed lottery': {
      slack: () => exactSlack(PRINTED),
      examples: againstPrintedLottery,
    },
  },
  verdict: 'corrected',
  evidence: thm3Figures,
  runs: 40,
});

/** LOC3: its lottery, the share of it that deters, and what it implements. */
export const amdLoc3 = [lottery, mixture, implementation];

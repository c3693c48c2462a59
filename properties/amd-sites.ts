import { againstAdjacent, againstUniform } from './counterexamples/amd-sites.ts';
import {
  lawTolerance,
  lone,
  placed,
  placedIn,
  torn,
  type Lone,
  type Placed,
} from './support/amd/site-cases.ts';
import {
  camps,
  implementationControls,
  implementationSlack,
  placedTolerance,
  pushing,
  type Run,
} from './support/amd/site-claims.ts';
import { thresholds, widestGain } from './support/amd/site-figures.ts';
import { gainOver } from './support/amd/site-law.ts';
import {
  chain,
  choose,
  constant,
  integerIn,
  logScale,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { planAt } from './support/amd/site-plans.ts';
import { statement, type Statement } from './support/statement.ts';

const UNIFORM: Run = { design: 'LOC1', lottery: 'uniform' };
const ADJACENT: Run = { design: 'LOC2', lottery: 'adjacent' };

/** Two facilities or more, or one on a grid of at most three places. */
function mended(run: Run): Arbitrary<Placed> {
  const factors = choose(constant(1), logScale(1, 1e4, 24));
  const single = chain(integerIn(1, 2), (m) =>
    chain(factors, (factor) => placed(m, 1, planAt(run.design, m, 1, factor).n)),
  );
  return choose({ weight: 6, of: placedIn(run.design, 2) }, { weight: 1, of: single });
}

const decided =
  'Holds as printed for K >= 2, and for m <= 2 at any K; with K = 1 and m >= 3 nobody can be held to another site, and a lie pays even against the truthful. ' +
  "Exact law of all ordered K-tuples and exact losses for small sizes (LOC1: 1000 tuples, LOC2: m <= 32, K <= 5) in the lottery, ties in the liar's favour. Proved for every m, K >= 2, n > n0 and profile: " +
  'a lie of length δ gains at most tanh(εδ/4) < 2ε = q ptilde γ, and the loss is at most q + (2/(nε)) W((|S|-1)/e) <= 3q, the bound, as W((|S|-1)/e) <= ln |S| <= 2 ln(n ptilde γ |S|/2). γ = 1/m under every tie rule: to separate 1/m from 0 takes sites at both. ' +
  "Utilities lie in [-1, 0]; the shift by 1 changes nothing. K = 1, m <= 2: a lie tilts the law away from one's own end, or to one side of the middle. " +
  'Strictness is proved by this argument; the run compares what the lie costs by the exact law with its rounding, and for K >= 2 the proved gain with the loss as a ratio, for which 1/8 is proved';

const bothControls = (
  run: Run,
  found: { readonly bound: number; readonly rare: number; readonly few: number },
  refuters: readonly Placed[],
) => ({
  ...implementationControls(
    run,
    { push: pushing(run.design, 8, 1e4), camp: camps(run.design, 8) },
    found,
  ),
  'one facility on a grid of four places or more': { examples: refuters },
});

interface Corollary {
  readonly id: string;
  readonly where: string;
  readonly claim: string;
  readonly run: Run;
  readonly refuters: readonly Placed[];
  readonly doses: { readonly bound: number; readonly rare: number; readonly few: number };
}

/** Corollaries 4 and 5 differ in their lottery alone. */
function corollary({ id, where, claim, run, refuters, doses }: Corollary): Statement {
  return statement<Placed>({
    id,
    where,
    claim,
    hypotheses:
      'any m >= 1, K >= 1 and n > n0, n0 by the printed conditions (1/ln 1 is no number, so n0 >= 2); generated: m 1..1000, K 1..20 (LOC1 to 4), n from n0 + 1 to 10^4 n0, any profile and lie',
    decided,
    method: 'exact',
    given: placedIn(run.design, 1),
    slack: implementationSlack(run),
    tolerance: placedTolerance(run),
    counterexamples: refuters,
    controls: {},
    corrected: {
      claim: `with K >= 2 facilities as printed, and with K = 1 for m <= 2 only: ${claim}`,
      given: mended(run),
      slack: implementationSlack(run),
      tolerance: placedTolerance(run),
      examples: [camps(run.design, 8), pushing(run.design, 8, 1), pushing(run.design, 8, 1e4)],
    },
    correctedControls: bothControls(run, doses, refuters),
    verdict: 'corrected',
    evidence: () =>
      `K = 1: nothing separates, γ = 0 and the lie of the counterexample pays for m >= 3 at every n tried. ${thresholds(run)}`,
    runs: 40,
  });
}

const uniform = corollary({
  id: 'AMD-cor4',
  where: 'Cor 4',
  claim:
    'LOC1, n > n0: truth is strictly dominant and loses at most 6 sqrt(m (m+1)^K/n) sqrt(ln(n/(2m)))',
  run: UNIFORM,
  refuters: againstUniform,
  doses: { bound: 0.9, rare: 0.999, few: 0.7 },
});

const adjacent = corollary({
  id: 'AMD-cor5',
  where: 'Cor 5',
  claim:
    'LOC2, n > n0: truth is strictly dominant and loses at most 6 sqrt(m^2/n) sqrt(ln(n (m+1)^K/(2m^2)))',
  run: ADJACENT,
  refuters: againstAdjacent,
  doses: { bound: 0.7, rare: 0.995, few: 0.5 },
});

/** What the printed bound leaves of the gain; the law may be tilted more than it is told. */
const gainSlack =
  (steeper: number, share = 1) =>
  (c: Lone): number => {
    const { m, epsilon, type, report } = c;
    const gain = gainOver({ ...c, epsilon: steeper * epsilon }, type, report, type);
    return (share * 2 * epsilon * Math.abs(type - report)) / m - gain;
  };

/** An agent one step short of the end of a line of 96 steps who reports the end. */
const SHORT: Lone = {
  m: 96,
  K: 2,
  epsilon: 0.01,
  others: torn(96, 200_000_000),
  type: 95,
  report: 96,
};

const gains = statement<Lone>({
  id: 'AMD-lem6',
  where: 'Lemma 6',
  claim: 'ε <= 1: under the exponential law at ε/2 the report b gains at most 2 ε |t-b|',
  hypotheses:
    'any m, K, n >= 1 and profile, 0 < ε <= 1; generated: m 1..16, K 1..4, n 1..10^6, ε 1e-4..1',
  decided:
    'exact law of all ordered K-tuples. Proved, more sharply: a report moves each log-weight by at most ε|t-b|/2 either way, so an expectation in [0, 1] by at most tanh(ε|t-b|/4). The printed proof multiplies utilities in [-1, 0] by e^(ε|t-b|), which turns its inequality round; with utilities shifted by 1 it stands',
  method: 'exact',
  given: lone(1),
  slack: gainSlack(1),
  tolerance: (c) => lawTolerance(c, c.epsilon),
  examples: [SHORT],
  controls: {
    'a law tilted so many times as steeply': {
      slack: (dose) => gainSlack(dose),
      examples: [SHORT],
      doses: [2, 4, 8, 9, 16],
      dose: 9,
    },
    'a bound smaller by this part': {
      slack: (dose) => gainSlack(1, 1 - dose),
      examples: [SHORT],
      doses: [0.5, 0.8, 0.85, 0.88, 0.9],
      dose: 0.88,
    },
  },
  verdict: 'holds',
  evidence: widestGain,
  runs: 80,
});

/** Facility location on the grid: the two printed corollaries, and what a lie gains. */
export const amdSites = [uniform, adjacent, gains];

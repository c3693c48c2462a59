import { rounding } from '../src/core/numeric.ts';
import {
  integerIn,
  logScale,
  map,
  oneOfValues,
  record,
  choose,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { stillLying } from './counterexamples/amd-mixture.ts';
import { STRICT } from './support/amd/environment-cases.ts';
import {
  exactGain,
  leastInteger,
  meetsN0,
  printedEpsilon,
  printedN0,
  type Scale,
} from './support/amd/formulas.ts';
import { mixtures, type Mixture } from './support/amd/society-cases.ts';
import { ahead, headcount, promisedLoss, type Crowd, type Gap } from './support/amd/societies.ts';
import { statement } from './support/statement.ts';

/** How far truth is ahead; `spared` is the part of q that is left out, `bolder` what eps is multiplied by. */
function truthSlack(
  { society, q, share }: Mixture,
  gap: Gap,
  broken: { readonly spared?: number; readonly bolder?: number } = {},
): number {
  const { spared = 0, bolder = 1 } = broken;
  const loss = promisedLoss(society, gap);
  if (loss === Infinity) return Infinity;
  const epsilon = (share * q * loss * bolder) / 2;
  return ahead(society, { epsilon, q: q * (1 - spared) }) - STRICT * epsilon;
}

function tolerance({ society, q }: Mixture): number {
  return rounding(256, 1 + (headcount(society) * q) / society.d);
}

/** One agent who likes what reports of 1 make more likely; a lie costs `cost` at the only alternative of the lottery. */
export const tempted = (n: number, cost: number): Crowd => ({
  kind: 'crowd',
  n,
  worth: [
    [1, 0],
    [1, 0],
  ],
  loss: [
    [cost, 0],
    [cost, 0],
  ],
  heights: [
    [0, 1],
    [1, 0],
  ],
  chances: [1, 0],
  set: [0],
  d: 1,
});

const TIGHT: Mixture = { society: tempted(1, 1), q: 1e-4, share: 1 };

/** The least q at a given eps, as printed and exact, where gains and losses are those of the tightest mixture. */
function leastQ(epsilon: number, loss: number): string {
  const gain = exactGain(epsilon);
  return `${((2 * epsilon) / loss).toFixed(4)} printed, ${(gain / (gain + loss)).toFixed(5)} exact at ε = ${epsilon}, p̃γ = ${loss}`;
}

const theorem1 = statement<Mixture>({
  id: 'AMD-thm1',
  where: 'Thm 1',
  claim:
    'q p̃ γ >= 2 ε makes (1-q) M^{ε/(2d)} + q M^P ex-post Nash truthful, strictly truthful with private reactions',
  hypotheses:
    'non-trivial environment, P separating, γ over S as printed, 0 < q <= 1, ε > 0 (at q = ε = 0 nothing is strict); ε < 1, which Lemma 2 asks for, follows. Generated: n 1..60, private and common values, four tie rules (r_i by own type and s alone where reactions are private, as 2.1 has it), d the sensitivity or more, q 1e-4..1, equality and room; crowds whose lottery leaves out the alternative of the gap, and crowds torn between two alternatives',
  decided:
    "exact by enumeration of types, lies and (with private reactions) reports of the others. As printed false for Lemma 4's reason: γ may be attained outside the separating set, at an alternative of chance 0. Corrected form proved: a lie gains at most tanh(ε/4) < ε/4 in the first part and loses at least p̃γ̃ in the second, so q/(1-q) > tanh(ε/4)/(p̃γ̃) suffices: for small q an eighth of what is printed",
  method: 'exact',
  given: mixtures,
  slack: (c) => truthSlack(c, 'printed'),
  tolerance,
  counterexamples: stillLying,
  controls: {},
  corrected: {
    claim: 'the same with γ̃ of the separating set: min over lies of max over s in S̃',
    given: mixtures,
    slack: (c) => truthSlack(c, 'proved'),
    tolerance,
    examples: [...stillLying, TIGHT],
  },
  correctedControls: {
    'q smaller than printed, by this part': {
      slack: (dose) => (c) => truthSlack(c, 'proved', { spared: dose }),
      doses: [0.5, 0.87, 0.876, 0.9],
      dose: 0.876,
    },
    'ε larger than printed, this many times': {
      slack: (dose) => (c) => truthSlack(c, 'proved', { bolder: dose }),
      doses: [4, 8, 8.01, 10],
      dose: 8.01,
    },
  },
  verdict: 'corrected',
  evidence: () => `least q: ${leastQ(0.0750722, 0.25)}; ${leastQ(0.0415565, 0.5)}`,
  runs: 100,
});

/** d/(ptilde gamma), ptilde gamma, |S|, and which n above n0. */
interface Parameters extends Scale {
  readonly beyond: number;
  readonly times: number;
}

const parameters: Arbitrary<Parameters> = map(
  record<{ A: number; loss: number; size: number; beyond: number; times: number }>({
    A: choose(logScale(1e-9, 1e6, 60), logScale(0.2, 0.5, 40)),
    loss: logScale(1e-6, 1, 24),
    size: choose(integerIn(1, 40), map(logScale(1, 1e15, 60), Math.round)),
    beyond: oneOfValues(1, 1, 2, 3, 10),
    times: oneOfValues(1, 1, 1.5, 10, 1e6),
  }),
  ({ A, ...rest }) => ({ d: A * rest.loss, ...rest }),
);

/** The least of the three margins at n, each as a part of what it is held against. */
function marginsAt(scale: Scale, n: number): number {
  const epsilon = printedEpsilon(scale, n);
  if (Number.isNaN(epsilon)) return -1;
  const { d, loss, size } = scale;
  const least = (2 * Math.E * d) / (epsilon * size);
  return Math.min(1 - (2 * epsilon) / loss, 1 - epsilon / loss, 1 - least / n);
}

/** q at n0 + 1 where both conditions on n0 bind: |S| = 2 A n0. */
function tightest(A: number): Scale {
  const n0 = leastInteger((n) => n / Math.log(n) > 8 * A);
  return { d: A, loss: 1, size: Math.floor(2 * A * n0) };
}

function nAbove({ beyond, times, ...scale }: Parameters, first = 2): number {
  const n0 = leastInteger((n) => meetsN0(scale, n), first);
  return Math.ceil((n0 + beyond) * times);
}

/** From which n on q < 1 for good, on the way down from n0. */
function trueN0(scale: Scale): number {
  let n = printedN0(scale);
  while (n > 1 && marginsAt(scale, n - 1) > 0) n -= 1;
  return n - 1;
}

function n0Table(): string {
  const rows = [
    { d: 1, loss: 0.5, size: 2 },
    { d: 1, loss: 1 / 64, size: 81 },
    { d: 2, loss: 0.1, size: 1000 },
    { d: 0.3, loss: 1, size: 2 },
  ].map((scale) => {
    const n0 = printedN0(scale);
    const q = (2 * printedEpsilon(scale, n0 + 1)) / scale.loss;
    return `n0 = ${n0}, q = ${q.toFixed(4)} at n0 + 1, all three from n = ${trueN0(scale) + 1} on (d = ${scale.d}, p̃γ = ${scale.loss}, |S| = ${scale.size})`;
  });
  const edge = tightest(1e5);
  const q = 2 * printedEpsilon(edge, printedN0(edge) + 1);
  return `${rows.join('; ')}; largest q found at n0 + 1: 1 - ${(1 - q).toExponential(1)}, so n0 cannot be less; all three hold at n = n0 too`;
}

const lemma5 = statement<Parameters>({
  id: 'AMD-lem5',
  where: 'Lemma 5',
  claim: 'n > n0 gives q = 2ε/(p̃γ) < 1, ε < p̃γ and n > 2 e d/(ε |S|)',
  hypotheses:
    'ε and n0 as printed; n0 an integer at least 2, for 1/ln 1 is no number; generated: d/(p̃γ) 1e-9..1e6, p̃γ 1e-6..1, |S| 1..1e15, n from n0 + 1 on',
  decided:
    'exact formulas. Proved, closing two steps of the printed proof: n/ln n rises only from e on, so n0 = 2, n = 3 is apart: there 8A < 2/ln 2 and q² <= (4A ln 3 + 1)/3 < 0.87, A = d/(p̃γ); and n0/ln n0 > 8A alone gives ln(n|S|/(2A)) > 1, which the proof takes from a condition on |S| where |S|² is printed',
  method: 'exact',
  given: parameters,
  slack: (c) => marginsAt(c, nAbove(c)),
  tolerance: rounding(64, 1),
  examples: [
    { ...tightest(1e5), beyond: 1, times: 1 },
    { d: 0.36, loss: 1, size: 2, beyond: 1, times: 1 },
  ],
  controls: {
    'n0/ln n0 at 1 read as infinite': { slack: () => (c) => marginsAt(c, nAbove(c, 1)) },
    'populations this many short of n0': {
      slack: (dose) => (c) => marginsAt(c, printedN0(c) - dose),
      doses: [0, 1, 2, 10],
      dose: 1,
    },
    'ε larger than printed by this part': {
      slack: (dose) => (c) => {
        const n = nAbove(c);
        return 1 - (2 * (1 + dose) * printedEpsilon(c, n)) / c.loss;
      },
      doses: [1e-9, 1e-8, 1e-7, 1e-6, 1e-4],
      dose: 1e-7,
    },
  },
  verdict: 'holds',
  evidence: n0Table,
  runs: 500,
});

export const amdMixture = [theorem1, lemma5];

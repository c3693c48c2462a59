import { rounding } from '../src/core/numeric.ts';
import { mixture } from '../src/mechanisms/commitment.ts';
import { mixed, scores, type Mixed } from './support/seg/mixed.ts';
import {
  lossBetween,
  neighbouring,
  printedEpsilon,
  type Broken,
  type Neighbouring,
} from './support/seg/private.ts';
import { publishedCases, publishedLoss, type Published } from './support/seg/published.ts';
import { statement } from './support/statement.ts';

/** What the parts' scores leave over; nothing is left out where a part has none. */
function mixtureSlack(c: Mixed, mix?: Parameters<typeof scores>[1]): number {
  const { parts, whole } = scores(c, mix);
  return parts === Infinity ? Infinity : parts - whole;
}

/** A coin that is likelier to fall on the second part in odd data sets. */
const leaning =
  (dose: number) =>
  (c: Mixed): number =>
    mixtureSlack(c, (a, b, set) => mixture((1 - c.alpha) * (1 - (set % 2) * dose), a, b));

/** Two parts that nobody moves and that share no outcome: what the mixture shows is the coin. */
const APART: Mixed = {
  first: [
    [1, 0],
    [1, 0],
  ],
  second: [
    [0, 1],
    [0, 1],
  ],
  alpha: 0.5,
  neighbours: [[0, 1]],
};

/** Two parts that agree about the third outcome and cross over on the others, so that pooling them lifts it further. */
const CROSSED: Mixed = {
  first: [
    [0.48, 0.48, 0.04],
    [0.62, 0.32, 0.06],
  ],
  second: [
    [0.48, 0.48, 0.04],
    [0.32, 0.62, 0.06],
  ],
  alpha: 0.5,
  neighbours: [[0, 1]],
};

/** 2 epsilon less the loss. */
const left = (c: Neighbouring, broken?: Broken): number =>
  2 * printedEpsilon(c) - lossBetween(c, broken);

/** A billion and more agents at one end, the last one moves to the other; a steep curve: the loss falls short of 2 epsilon by a share of about 1/x. */
const WORST: Neighbouring = {
  kind: 'line',
  K: 1,
  others: [[0]],
  shares: [1],
  click: { family: 'linear', slope: 50 },
  from: [0],
  to: [1],
  N: 1e12,
};

/** The loss of that move over the printed bound. */
function share(N: number): string {
  const c = { ...WORST, N };
  return (lossBetween(c) / (2 * printedEpsilon(c))).toFixed(5);
}

/** What an observer cannot rule out: e^-score, 0 when no finite score is left. */
const undecided = (c: Published, open = true): number => 0 - Math.exp(-publishedLoss(c, open));

export const segPrivacy = [
  statement<Mixed>({
    id: 'SEG-lem2',
    where: 'Lemma 2',
    claim: 'ρ(α M1 + (1-α) M2) <= max(ρ(M1), ρ(M2))',
    hypotheses:
      'any two mechanisms, 0 <= α <= 1; generated: 2..5 data sets, 1..5 outcomes with zeros (infinite scores), any neighbour relation',
    decided: 'exact: finite tables; the maximum over events is reached at single outcomes',
    method: 'exact',
    given: mixed,
    slack: (c) => mixtureSlack(c),
    tolerance: rounding(16, 4),
    controls: {
      'a coin that looks at the data': {
        slack: leaning,
        examples: [APART],
        doses: [1e-15, 1e-12, 0.01, 0.1],
        dose: 1e-12,
      },
      'parts pooled by logarithms': {
        slack: () => (c) => mixtureSlack(c, (a, b) => pooled(c.alpha, a, b)),
        examples: [CROSSED],
      },
    },
    verdict: 'holds',
  }),
  statement<Neighbouring>({
    id: 'SEG-thm5',
    where: 'Thm 5',
    claim: 'ρ(M̂) <= 2 / N^(2/3)',
    hypotheses:
      'N with mbar >= 1 and q < 1, any I, K, P; generated: N from 600 to 1e12, I 1..5, K 1..3, weights as shares of N',
    decided:
      'exact worst case over all products: on the line and for linear clicks on the cube (the lottery has measure zero there), and on grids that hold the lottery',
    method: 'exact',
    given: neighbouring,
    slack: (c) => left(c),
    tolerance: (c) => rounding(8, 1 + Math.cbrt(c.N)),
    examples: [WORST],
    controls: {
      'a tilt that is too steep': {
        slack: (dose) => (c) => left(c, { tilt: 1 + dose }),
        doses: [0.01, 0.1],
        dose: 0.01,
      },
      'a coin that looks at the report': {
        slack: (dose) => (c) => left(c, { leaning: dose }),
        doses: [0.00001, 0.0001, 0.001],
        dose: 0.0001,
      },
      'two reports replaced': { slack: () => (c) => left(c, { movers: 2 }) },
    },
    verdict: 'holds',
    runs: 100,
    evidence: () =>
      `exact worst loss over the printed bound, I = K = 1, P = max(0, 1 - 50 d): ${share(1e9)} at N = 1e9, ${share(1e12)} at 1e12: the 2 is tight`,
  }),
  statement<Published>({
    id: 'SEG-assigned',
    where: '4',
    claim: 'with the assignment published, K >= 2, two reports apart have an infinite score',
    hypotheses:
      'any I, K >= 2, ε, N, P; generated: I 1..6, K 2..4, ε 1e-12..0.01, any two different reports among the sites; the pure lottery for reports 2^-(mbar-1) apart',
    decided:
      'exact supports: the outcome is the products and the segment of the consumer in question',
    method: 'exact',
    given: publishedCases(2),
    slack: (c) => undecided(c),
    tolerance: 0,
    controls: {
      'the assignment kept from all but the consumer': { slack: () => (c) => undecided(c, false) },
      'one product only': { given: () => publishedCases(1) },
    },
    verdict: 'holds',
  }),
];

/** p^alpha q^(1-alpha), normalised: no mixture. */
function pooled(alpha: number, a: Float64Array, b: Float64Array): Float64Array {
  const raw = a.map(
    (p, i) => (alpha === 0 ? 0 : alpha * p) + (alpha === 1 ? 0 : (1 - alpha) * b[i]!),
  );
  const total = Math.log(raw.reduce((sum, p) => sum + Math.exp(p), 0));
  return raw.map((p) => p - total);
}

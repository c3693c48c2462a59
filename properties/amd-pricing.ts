import {
  chain,
  choose,
  constant,
  integerIn,
  listOf,
  map,
  oneOfValues,
  record,
  type Arbitrary,
} from '../src/verify/arbitrary.ts';
import { tiedTypes, wideGaps } from './counterexamples/amd-pricing.ts';
import {
  fineCohorts,
  gapOf,
  namedGap,
  PAIRS,
  type Cohort,
  type Ties,
} from './support/amd/price-cohorts.ts';
import { statement } from './support/statement.ts';

/** Cohorts with a tie rule. */
export interface Tied {
  readonly cohort: Cohort;
  readonly ties: Ties;
}

const tiedCohorts = (cohorts: Arbitrary<Cohort>): Arbitrary<Tied> =>
  record<Tied>({ cohort: cohorts, ties: oneOfValues('weak', 'strict', 'against') });

/** m times the gap. */
const stepsOf = ({ cohort, ties }: Tied): number => gapOf(cohort, ties) / cohort.unit;

/** The least of the costs at the prices that the text names, and of the gap, less 1/m; in units. */
function namedSlack({ cohort, ties }: Tied): number {
  const named = namedGap(cohort, ties === 'weak' ? 'weak' : 'strict');
  return Math.min(named, gapOf(cohort, ties)) - cohort.unit;
}

/** In whole units: one more than 2/m, so that nothing is left at the least. */
const gapSlack =
  (steps = 2) =>
  ({ cohort, ties }: Tied): number =>
    gapOf(cohort, ties) - steps * cohort.unit - 1;

const gap = statement<Tied>({
  id: 'AMD-pricing-gap',
  where: '4',
  claim:
    'for X > X̂ some price p has E(V|X) > p + 2/m > p > E(V|X̂); then at the price that the text names, the highest at which truth buys (the lowest at which it does not), a lower (higher) report costs 1/m at least, and the gap is 1/m, read here as no less than 1/m (read as equality it is false too)',
  hypotheses:
    'prices 0, 1/m, .., 1; cohorts of D with finitely many signals, any table E(V|X) with that fineness; reactions at ties by any rule; generated: D 1..3, 2 or 3 signals, values in whole parts of a step down to 1/64, as tight as the assumption allows and looser',
  decided:
    'Read as a lower bound, "a loss of 1/m at least", the gap of 1/m holds, and what follows with 1/m in its place stands; read as the equality γ = 1/m it is false everywhere, for the gap is above 2/m; and the printed step to it is false: at the price it names a lower report may cost 0, when the value is that price, or as little as one likes. Exact in whole numbers: the definition of the gap, every lie and every price. Proved: a lower report loses E(V|X) - p > 2/m at p, where its teller would buy and may not; a higher one p + 2/m - E(V|X̂) > 2/m at p + 2/m, where she must buy',
  method: 'exact',
  given: tiedCohorts(fineCohorts()),
  slack: namedSlack,
  tolerance: 0,
  controls: {},
  counterexamples: wideGaps,
  corrected: {
    claim: 'under that fineness the gap is above 2/m, and comes as near to it as one likes',
    given: tiedCohorts(fineCohorts()),
    slack: gapSlack(),
    tolerance: 0,
    examples: wideGaps,
  },
  correctedControls: {
    'a gap above 2/m and this part of a step': {
      slack: (dose) => gapSlack(2 + dose),
      doses: [0.001, 0.01, 0.1],
      dose: 0.001,
    },
    'the two prices this part of a step nearer than 2/m': {
      given: (dose) => tiedCohorts(fineCohorts(2 - dose)),
      doses: [0.01, 0.1, 1],
      dose: 0.01,
    },
    'the costs at the prices that the text names only': {
      slack: () => (c) =>
        namedGap(c.cohort, c.ties === 'weak' ? 'weak' : 'strict') - 2 * c.cohort.unit - 1,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const tight = stepsOf(wideGaps.at(-1)!).toFixed(4);
    const on: Cohort = { m: 4, unit: 1, members: 1, levels: 2, table: [0, 4] };
    return `m times the gap: ${tight} in the tightest environment stored, ${stepsOf({ cohort: PAIRS, ties: 'strict' }).toFixed(2)} for pairs with .099, .5, .901. At the price the text names, the highest at which truth buys, a lower report may cost ${namedGap(on, 'weak')} when the value is a price (value >= price buys). The assumption puts more than 2/m between any two values of a chain, so m steps carry fewer than m/2 + 1 of them.`;
  },
});

/** Types and prices j/m: who buys at a price equal to her report, by type. */
export interface TiedTypes {
  readonly m: number;
  readonly buys: readonly boolean[];
}

/** The most that type t loses by report b at a price, in steps, prices at (j + offset)/m and ties as given. */
function worstCost({ m, buys }: TiedTypes, t: number, b: number, offset: number): number {
  let most = 0;
  for (let j = 0; j + offset <= m; j++) {
    const p = j + offset;
    const held = b > p || (b === p && buys[b]!) ? t - p : 0;
    most = Math.max(most, Math.max(0, t - p) - held);
  }
  return most;
}

/** The least over lies of at least `from` steps of their worst cost less what is asked of a lie of k steps. */
function leastCost(c: TiedTypes, asked: (steps: number) => number, offset = 0, from = 1): number {
  let least = Infinity;
  for (let t = 0; t <= c.m; t++) {
    for (let b = 0; b <= c.m; b++) {
      const k = Math.abs(t - b);
      if (k >= from) least = Math.min(least, worstCost(c, t, b, offset) - asked(k));
    }
  }
  return least;
}

const tiedGrids = (least: number): Arbitrary<TiedTypes> =>
  chain(integerIn(least, 12), (m) =>
    map(
      choose(
        listOf(oneOfValues(true, false), m + 1),
        constant(Array<boolean>(m + 1).fill(true)),
        constant(Array<boolean>(m + 1).fill(false)),
      ),
      (buys): TiedTypes => ({ m, buys }),
    ),
  );

/** k - 1 steps on the grid under any tie rule, k - 1/2 at prices half a step off it. */
const repairedCosts =
  (most = 0, offset = 0.5) =>
  (c: TiedTypes): number =>
    Math.min(
      leastCost(c, (k) => (1 + most) * (k - 1)),
      leastCost(c, (k) => k - 0.5, offset),
    );

const grid = statement<TiedTypes>({
  id: 'AMD-pricing-grid',
  where: '4, second computation',
  claim:
    'types and prices 0, 1/m, .., 1: a report off by 1/m or more costs at least 1/m at some price',
  hypotheses:
    'private values; each type that meets its own price is held to buying or to not buying, by any rule; generated: m 1..12, every kind of rule',
  decided:
    'exact in whole numbers: every type, report and price. A report one step below t changes what she is held to at t, where she loses nothing, and at t - 1/m only if that type does not buy at its own price; one step above t at t + 1/m only if that type buys at its own. So for m >= 2 no rule deters both lies about the type 1/m. The printed computation takes s with b < s <= t, where t - s may be 0',
  method: 'exact',
  given: tiedGrids(1),
  slack: (c) => leastCost(c, () => 1),
  tolerance: 0,
  controls: {},
  counterexamples: tiedTypes,
  corrected: {
    claim:
      'a report off by k steps costs at least (k-1)/m at some price under every tie rule, so 1/m from two steps on; at prices (2j+1)/(2m) it costs (2k-1)/(2m)',
    given: tiedGrids(1),
    slack: repairedCosts(),
    tolerance: 0,
  },
  correctedControls: {
    'more than (k-1)/m by this part': {
      slack: (dose) => repairedCosts(dose),
      doses: [1e-6, 0.01, 0.5],
      dose: 1e-6,
    },
    'prices off the half step by this part of one': {
      slack: (dose) => repairedCosts(0, 0.5 - dose),
      doses: [1e-6, 0.01, 0.5],
      dose: 1e-6,
    },
  },
  verdict: 'corrected',
  evidence: () => {
    const free = Array.from({ length: 7 }, (_, i) => i + 1).map((m) => {
      const rules = Array.from({ length: 2 ** (m + 1) }, (_, r) => r).filter((r) => {
        const buys = Array.from({ length: m + 1 }, (__, t) => (r >> t) % 2 === 1);
        return leastCost({ m, buys }, () => 1) >= 0;
      });
      return `${rules.length} of ${2 ** (m + 1)} at m = ${m}`;
    });
    return `tie rules under which every lie costs 1/m: ${free.join(', ')}`;
  },
});

/** Section 4: what a lie costs at the prices there are. */
export const amdPricing = [gap, grid];

import {
  compared,
  fractionText,
  minus,
  ONE,
  over,
  ZERO,
  type Rational,
} from '../src/core/rational.ts';
import { dominatingMarkets } from '../src/mechanisms/improvement/dominating.ts';
import { improvability } from '../src/mechanisms/maps/improvability.ts';
import { polygonMap, type MapCell } from '../src/mechanisms/maps/polygon.ts';
import { uniquePayments } from '../src/mechanisms/monopoly/payments.ts';
import { RULES, type Rule } from '../src/mechanisms/monopoly/rules.ts';
import { choose } from '../src/verify/arbitrary.ts';
import { absentTypes } from './counterexamples/par-theorem.ts';
import { environmentOf, sold, type Sold, type Valuations } from './support/par/arbitraries.ts';
import { CHAINS, dominatable, type RuledMarket } from './support/par/dominating-cases.ts';
import { ruled, type Ruled } from './support/par/ruled.ts';
import { FIGURE, PRODUCTS } from './support/par/standards.ts';
import { bestRevenue, efficientIn, extremes } from './support/par/judge.ts';
import { offered, sceneOf } from './support/par/scenes.ts';
import { splitSlack } from './support/par/split-cases.ts';
import { draws } from './support/par/tallies.ts';
import { atTies } from './support/par/ties.ts';
import { statement } from './support/statement.ts';

/** The two products of section 3 at q = 1/2 and at the threshold 3/4, and a market as in Figure 3. */
const INSIDE: RuledMarket = { values: PRODUCTS, masses: [1, 1], rule: 'adverse' };
const THRESHOLD: RuledMarket = { ...INSIDE, masses: [1, 3], rule: 'efficient' };
const DRAWN: RuledMarket = { ...FIGURE, rule: 'mid' };

/** Markets of three types that are inefficient and not improvable. */
function stuckCells(values: Valuations, rule: Rule): readonly MapCell[] {
  return polygonMap(environmentOf({ values }))
    .cells(rule)
    .filter(({ status }) => status === 'stuck');
}

/** Theorem 1 at the market and, for three types, in every market: only where several payment rules are optimal is any stuck. */
function theoremSlack(c: RuledMarket): number {
  if (c.values.length === 3 && c.values[0]!.length < 3 && c.rule !== 'contrary') {
    const { seller } = sceneOf(c);
    const alone = stuckCells(c.values, c.rule).filter(({ inside }) =>
      uniquePayments(seller.environment, seller.optimum(inside)),
    );
    if (alone.length > 0) return -1;
  }
  return splitSlack()(c);
}

const theorem = statement<RuledMarket>({
  id: 'PAR-thm1',
  where: 'Thm 1',
  claim:
    "f inefficient with one optimal payment rule: two segments hurt nobody, help somebody and earn strictly more; so inefficient markets that are not improvable lie in the finitely many hyperplanes (p - p') f = 0 of two vertices p, p' of P, the payments of IC-IR mechanisms",
  hypotheses:
    'any environment with n >= 2 where each type has one efficient alternative, any market and consistent rule; efficiency and uniqueness of the types that are there; generated: n 1..8, k 1..6, most markets inefficient, chains of rents, absent types, ties, all six rules; every market of three types and up to two alternatives under every rule but contrary',
  decided:
    'exact: a dominating market of Prop 3 cut off at half the weight up to which the old menu stays optimal in the rest; both segments sold to by the library and compared type by type, the revenue in fractions. Of three types every market, not only the drawn one: none with one optimal payment rule is inefficient and not improvable',
  method: 'exact',
  given: dominatable,
  slack: theoremSlack,
  tolerance: 0,
  examples: [INSIDE, { ...INSIDE, rule: 'contrary' }, DRAWN, ...CHAINS],
  controls: {
    'so many times the weight that keeps the old menu': {
      slack: (dose) => splitSlack({ part: dose }),
      examples: [INSIDE],
      doses: [0.999, 1],
      dose: 1,
    },
    'several optimal payment rules': {
      slack: () => splitSlack({ unique: false }),
      examples: [THRESHOLD],
    },
    'an efficient market': {
      slack: () => splitSlack({ inefficient: false }),
      examples: [{ ...INSIDE, masses: [7, 1] }],
    },
  },
  verdict: 'holds',
  evidence: () => {
    const found = RULES.map((rule) => {
      const cells = stuckCells(FIGURE.values, rule);
      return `${rule} ${cells.length} in ${new Set(cells.flatMap(planesOf)).size}`;
    });
    return `the types of Figure 3, cells of inefficient markets that are not improvable, and hyperplanes b f = 0 they lie in: ${found.join('; ')}`;
  },
  runs: 24,
});

/** The hyperplanes of a cell's payment rules, and of the types that are not there, as "b1 b2 b3". */
function planesOf({ payments, support, inside }: MapCell): string[] {
  const [first, ...others] = payments;
  const planes = others.map((other) =>
    inside.map((_, t) => (support.includes(t) ? minus(first![t]!, other[t]!) : ZERO)),
  );
  return planes.map((plane) => scaled(plane));
}

/** Up to a factor: the first entry that is not 0 is 1. */
function scaled(plane: readonly Rational[]): string {
  const lead = plane.find(({ numerator }) => numerator !== 0n);
  return plane.map((b) => fractionText(lead ? over(b, lead) : b)).join(' ');
}

/** Prop 3 and Theorem 1 with efficiency and uniqueness asked of all of T, or of those who are there: 1, or -1 where one fails. */
const readSlack =
  (everybody: boolean, needsUnique = true) =>
  (c: SupportCase): number => {
    const { seller, values, f } = sceneOf(c);
    const menu = offered(seller, f, c.rule);
    const optimum = seller.optimum(f);
    if (compared(bestRevenue(values, f), optimum.revenue) !== 0) return -1;
    const asked = everybody ? f.map(() => ONE) : f;
    const answer = improvability(seller, f, { rule: c.rule });
    if (efficientIn(values, asked, menu)) return answer.improvable ? -1 : 1;
    if (dominatingMarkets(seller, f, { rule: c.rule }).next().value?.kind !== 'dominating')
      return -1;
    const unique = everybody ? uniqueOverall(c) : uniquePayments(seller.environment, optimum);
    if (needsUnique && !unique) return 1;
    return answer.segmentation?.length === 2 ? 1 : -1;
  };

/** Whether all IC-IR mechanisms for all of T that are optimal ask for the same payments, of absent types too. */
function uniqueOverall(c: SupportCase): boolean {
  const { values, f } = sceneOf(c);
  return f.every((_, t) => {
    const [low, high] = extremes(values, f, t, 'pays');
    return compared(low, high) === 0;
  });
}

const SMALL = { types: [2, 3], alternatives: [1, 2] } as const;

/** An environment and a market under one of the five rules. */
type SupportCase = Ruled<Sold, Rule>;

const markets = ruled(
  choose({ weight: 4, of: sold(SMALL) }, { weight: 1, of: atTies(SMALL) }),
  RULES,
);

const support = statement<SupportCase>({
  id: 'PAR-support',
  where: '6.1.2, A.2',
  claim:
    '"Without loss of generality full support": Prop 3 and Theorem 1 read with efficiency and uniqueness of payments over all of T, types of mass zero included',
  hypotheses:
    'any environment, market and consistent rule; generated: n 2..3, k 1..2, absent types, ties, the five rules',
  decided:
    'exact: uniqueness over all of T by a second program over all IC-IR mechanisms of all types, improvability for up to three types by every segment there is. A type of mass zero takes from the menu what is left for her, so an efficient market may serve her inefficiently: inefficient over all of T, it has no dominating market on its support and is not improvable. Theorem 1 stays generic: such markets lie in f(t) = 0',
  method: 'exact',
  given: markets,
  slack: readSlack(true),
  tolerance: 0,
  counterexamples: absentTypes,
  controls: {},
  corrected: {
    claim:
      'efficiency and uniqueness asked of the types that are there: inefficient markets have a dominating market on their support, with one payment rule two segments improve, efficient ones are not improvable',
    given: markets,
    slack: readSlack(false),
    tolerance: 0,
    examples: [...absentTypes, { ...INSIDE, rule: 'adverse' }, { ...DRAWN, rule: 'mid' }],
  },
  correctedControls: {
    'uniqueness not asked for': {
      slack: () => readSlack(false, false),
      examples: [{ ...THRESHOLD, rule: 'efficient' }],
    },
    'all of T asked for': { slack: () => readSlack(true), examples: absentTypes },
  },
  verdict: 'corrected',
  evidence: () => {
    const absent = draws(markets, 80, 'PAR-support').filter((c) =>
      sceneOf(c).f.some(({ numerator }) => numerator === 0n),
    );
    const there = absent.filter((c) => {
      const { seller, f } = sceneOf(c);
      return uniquePayments(seller.environment, seller.optimum(f));
    });
    return `of ${absent.length} drawn markets with absent types ${there.length} have one optimal payment rule on the support, ${there.filter(uniqueOverall).length} over all of T; the printed reading fails in ${absent.filter((c) => readSlack(true)(c) < 0).length}`;
  },
  runs: 30,
});

/** Theorem 1, and for whom it is to be read. */
export const parTheorem = [theorem, support];

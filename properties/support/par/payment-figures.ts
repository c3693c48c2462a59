import {
  compared,
  fractionText,
  inner,
  minus,
  ONE,
  rational,
  ZERO,
  type Rational,
} from '../../../src/core/rational.ts';
import { extremes } from './judge.ts';
import {
  betweenRules,
  keptByNewcomers,
  onlyPayments,
  payments2,
  radius,
  told,
} from './payment-rules.ts';
import { FIGURE } from './standards.ts';
import { RIVALS, STANDARD } from './two-types-samples.ts';

const texts = (row: readonly Rational[]): string =>
  `(${row.map((x) => fractionText(x)).join(', ')})`;

/** How many vertices the payment rules of two types have, and those of the first two environments. */
export function countVertices(): string {
  const found = STANDARD.map((values) => payments2(told(values).rows).vertices);
  const distinct = found.map((vertices) => [...new Set(vertices.map(texts))]);
  return `vertices of two types' payments: ${distinct.map((each) => each.length).join(', ')}; one product ${distinct[0]!.join(' ')}, two products ${distinct[1]!.join(' ')}`;
}

/** The largest perturbations of the market of equal shares. */
export function largestPerturbations(): string {
  const said = [...STANDARD, FIGURE.values].map((values) => {
    const environment = told(values);
    const f = values.map(() => rational(`1/${values.length}`));
    const only = onlyPayments(environment, f);
    return only === null ? 'several rules' : fractionText(radius(environment, f, only));
  });
  return `largest ε at equal shares: ${said.join(', ')}`;
}

/** What the missing type may pay at q = 0 and 1 over all of T, in the environments with two types. */
export function absentAtEnds(): string {
  const unique = STANDARD.flatMap((values) => {
    const { rows } = told(values);
    return [0, 1].map((missing) => {
      const f = [0, 1].map((t) => (t === missing ? ZERO : ONE));
      const [low, high] = extremes(rows, f, missing, 'pays');
      return compared(minus(high, low), ZERO) === 0;
    });
  });
  return `over all of T payments are unique at ${unique.filter(Boolean).length} of the ${unique.length} markets of one type alone of the six standard environments`;
}

/** How many hyperplanes are listed. */
export function countRules(): string {
  const counts = [...STANDARD, FIGURE.values].map((values) => betweenRules(told(values)).length);
  return `hyperplanes between rules: ${counts.join(', ')}`;
}

const NOBODY_LOW = [ZERO, ONE];

/** [least, most] that both types pay over all optimal mechanisms for all of T. */
const pays = (f: readonly Rational[]): string[] =>
  f.map((_, t) => {
    const [low, high] = extremes(told(RIVALS).rows, f, t, 'pays');
    return compared(low, high) === 0
      ? fractionText(low)
      : `${fractionText(low)} to ${fractionText(high)}`;
  });

/** An environment in which nobody is low, and what newcomers change. */
export function newcomers(): string {
  const some = rational('1/1000');
  const [before, after] = [NOBODY_LOW, [some, minus(ONE, some)]].map(pays);
  return `values ${RIVALS.map((row) => `(${row.join(', ')})`).join(', ')}, nobody low: optimal are ${before![1]} from the high and ${before![0]} from the low type, with 1/1000 of her ${after![1]} and ${after![0]}`;
}

/** Whether those who are there go on paying the same in that market, off all hyperplanes between rules. */
export function keptOnSupport(): string {
  const environment = told(RIVALS);
  const off = betweenRules(environment).every((b) => inner(b, NOBODY_LOW).numerator !== 0n);
  const { payments } = environment.seller.optimum(NOBODY_LOW).mechanism;
  const kept = keptByNewcomers(environment, NOBODY_LOW, payments);
  return `nobody low: ${off ? 'off' : 'on'} the hyperplanes between rules, what the high type pays ${kept ? 'stays' : 'changes'}`;
}

import { list, ofLength, outOfRange } from '../../core/errors.ts';
import {
  compared,
  ONE,
  over,
  rational,
  times,
  total,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { marketOf, type Market } from '../monopoly/market.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import type { Rule } from '../monopoly/rules.ts';
import { assess, type Assessment } from './assess.ts';
import { figures } from './figures.ts';
import { fromMasses, sameTypes, segmentation, type Segmentation } from './segmentation.ts';

/**
 * A consumer's information disclosure policy [PAR, B.1]: pi(s | t), n rows of m probabilities that add up to 1, by which a consumer who
 * commits before she learns her type t sends the seller signal s.
 */
export type Disclosure = readonly (readonly Rational[])[];

/** What the seller learns: the posteriors and how likely they are. */
export interface Posteriors {
  /** Pr[s] = sum_t f(t) pi(s | t) and f_s(t) = f(t) pi(s | t) / Pr[s], for the signals of positive probability, in their order. */
  readonly segments: Segmentation;
  /** The place in the policy of each segment's signal; those of probability 0 are left out. */
  readonly signals: readonly number[];
}

/** What a consumer keeps, once her type and her signal are known. */
export interface ExPostUtilities {
  readonly posteriors: Posteriors;
  /** Its segments are those of the posteriors; `improving`: no signal lowers any type's utility, and some signal raises one's. */
  readonly assessment: Assessment;
  /** Without disclosure: CS(t, f) of each type of T. */
  readonly silent: readonly Rational[];
  /** n rows of m: CS(t, f_s) where type t sends s; null where she never does, or nobody who is there does. */
  readonly disclosed: readonly (readonly (Rational | null)[])[];
}

/**
 * Checks a disclosure policy of every type of T, exactly. O(n m).
 *
 * @throws RangeError, TypeError naming the entry, or the row and its sum
 */
export function disclosure(
  environment: ProductEnvironment,
  policy: readonly (readonly Quantity[])[],
): Disclosure {
  const given = ofLength('policy', policy, environment.types.length);
  const m = list('policy[0]', given[0]!).length;
  if (m === 0) throw outOfRange('policy[0].length', '>= 1', 0);
  return given.map((row, t) => {
    const probabilities = ofLength(`policy[${t}]`, row, m).map((p, s) => {
      const path = `policy[${t}][${s}]`;
      const value = rational(p, path);
      if (value.numerator < 0n) throw outOfRange(path, '>= 0', figures(value));
      return value;
    });
    const sum = total(probabilities);
    if (compared(sum, ONE) === 0) return probabilities;
    throw outOfRange(`policy[${t}]`, 'probabilities that add up to 1', figures(sum, ONE));
  });
}

/**
 * A segmentation of f as a disclosure policy: pi(s | t) = w_s f_s(t) / f(t) [PAR, B.1]. A type that is not in the market may send anything
 * without the seller learning anything else: she sends as the market does on average, pi(s | t) = w_s (ours). O(n m).
 *
 * @throws RangeError, TypeError as `segmentation`, naming a type by its place
 */
export function disclosureOf(f: Market, segments: Segmentation): Disclosure {
  sameTypes(f, segments);
  const places = f.map((_, t) => `${t}`);
  segmentation({ types: places }, f, segments);
  return f.map((share, t) =>
    segments.map(({ weight, market }) =>
      share.numerator === 0n ? weight : over(times(weight, market[t]!), share),
    ),
  );
}

/**
 * A disclosure policy as a segmentation of f: its posteriors [PAR, B.1]. Undoes `disclosureOf` exactly, and is undone by it up to the
 * signals of probability 0 and the rows of types that are not in the market. O(n m).
 *
 * @throws RangeError, TypeError as `disclosure`
 */
export function posteriors(
  environment: ProductEnvironment,
  f: Market,
  policy: readonly (readonly Quantity[])[],
): Posteriors {
  const checked = disclosure(environment, policy);
  marketOf(environment.types.length, f);
  const masses = checked[0]!.map((_, s) => f.map((share, t) => times(share, checked[t]![s]!)));
  const sent = (row: readonly Rational[]): boolean => row.some((mass) => mass.numerator > 0n);
  return {
    segments: masses.filter((row) => sent(row)).map((row) => fromMasses(row)),
    signals: masses.flatMap((row, s) => (sent(row) ? [s] : [])),
  };
}

/**
 * The ex-post utilities of a disclosure policy, before and after: a policy raises them for each signal exactly when its segmentation is
 * Pareto improving [PAR, B.1]. One optimal menu and one a signal.
 *
 * @throws RangeError, TypeError as `disclosure`
 */
export function exPostUtilities(
  seller: Monopolist,
  f: Market,
  policy: readonly (readonly Quantity[])[],
  options: { readonly rule: Rule },
): ExPostUtilities {
  const { environment } = seller;
  const checked = disclosure(environment, policy);
  const found = posteriors(environment, f, checked);
  const assessment = assess(seller, f, found.segments, options);
  const disclosed = checked.map((row, t) =>
    row.map((p, s) => {
      const segment = assessment.segments[found.signals.indexOf(s)];
      return p.numerator === 0n || !segment ? null : segment.menu.mechanism.surplus[t]!;
    }),
  );
  return { posteriors: found, assessment, silent: assessment.menu.mechanism.surplus, disclosed };
}

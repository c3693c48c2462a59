import { record } from '../../core/errors.ts';
import { compared, inner, minus, ZERO, type Rational } from '../../core/rational.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { supportOf, type Market } from '../monopoly/market.ts';
import type { OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { uniquePayments } from '../monopoly/payments.ts';
import { decider, type Rule } from '../monopoly/rules.ts';
import { refused } from '../refusal.ts';
import { chainBound, chainOf, chainRevenue, chainViolation, type Chain } from './chain.ts';
import { offerIn, type Offer } from './offer.ts';
import { rentPaths } from './path.ts';

/**
 * An efficient market that Pareto dominates: none of its types keeps less in M*, its only optimal mechanism, than in the market that it
 * dominates, and the first keeps more. [PAR, Prop 3]
 */
export interface DominatingMarket extends Chain {
  /** t: served inefficiently in the market that is dominated; the second of the path. */
  readonly inefficient: number;
  /** t': would envy t her efficient alternative at unchanged surplus; the first of the path. */
  readonly gaining: number;
  /** What the path's types kept before. */
  readonly surplusBefore: readonly Rational[];
}

/**
 * What [PAR, 6.1.2] promises of the construction and was found not to hold: `envy`, the types that strictly envy are none, or on the
 * path; `payments`, they rise along the path; `incentives`, M* is not IC-IR on the path; `surplus`, some type of the path keeps less, or the
 * first no more; `optimality`, M* is not the seller's optimum in f'; `uniqueness`, payments in f' are not unique; `ties`, a type of the path has two
 * efficient alternatives, which the paper excludes.
 */
export type Defect =
  'envy' | 'payments' | 'incentives' | 'surplus' | 'optimality' | 'uniqueness' | 'ties';

/** A path for which the construction gives no dominating market, and why. */
export interface FailedPath {
  readonly path: readonly number[];
  readonly defects: readonly Defect[];
}

/** One way to carry the construction out. */
export type Attempt =
  | { readonly kind: 'dominating'; readonly dominating: DominatingMarket }
  | { readonly kind: 'failed'; readonly failed: FailedPath };

/**
 * The dominating markets of a market [PAR, Prop 3], in the order of `constructions`; none where it is efficient.
 *
 * @throws the refusal `ties` when every path has a type with two efficient alternatives
 */
export function* dominatingMarkets(
  seller: Monopolist,
  f: Market,
  options: { readonly rule: Rule },
): Generator<Attempt, void> {
  const failed: FailedPath[] = [];
  let found = 0;
  const { rule } = record('options', options, ['rule']);
  const deciding = decider(seller, rule);
  for (const each of constructions(deciding, offerIn(deciding, f, rule))) {
    if (each.kind === 'failed') failed.push(each.failed);
    found += 1;
    yield each;
  }
  if (failed.length === found) refuseTies(seller.environment, failed);
}

/** @throws the refusal `ties` when ties are why all these paths failed */
export function refuseTies(
  { types, alternatives, efficient }: ProductEnvironment,
  failed: readonly FailedPath[],
): void {
  const [first] = failed;
  if (!first || !failed.every(({ defects }) => defects.includes('ties'))) return;
  const tied = first.path.find((t) => efficient[t]!.length > 1) ?? 0;
  const names = efficient[tied]!.map((a) => `"${alternatives[a]}"`);
  throw refused(
    'ties',
    `type "${types[tied]}" has ${names.length} efficient alternatives, ${names.join(', ')}: the construction needs one [PAR, footnote 15]`,
    { type: tied, alternatives: names.length },
  );
}

/**
 * The construction of [PAR, Prop 3] in every way it can be carried out: inefficient types, information-rent paths, types that envy; lazily,
 * each found market checked by the path's own bound and by the seller. In fractions but for the menu it starts from. Nothing where
 * the menu is efficient.
 */
export function* constructions(seller: Monopolist, before: Offer): Generator<Attempt, void> {
  const { environment } = seller;
  const { menu, optimum } = before;
  for (const tail of rentPaths(menu)) {
    if (tail.some((t) => environment.efficient[t]!.length > 1)) {
      yield { kind: 'failed', failed: { path: tail, defects: ['ties'] } };
      continue;
    }
    const envious = enviersOf(seller, menu, tail[0]!, optimum.tolerances);
    if (envious.length === 0 || envious.some((t) => tail.includes(t))) {
      yield { kind: 'failed', failed: { path: tail, defects: ['envy'] } };
    }
    for (const first of envious.filter((t) => !tail.includes(t))) {
      yield attempt(seller, before, [first, ...tail]);
    }
  }
}

/** Who would rather be served as t, were t given her efficient alternative and left what she has. O(n). */
function enviersOf(
  { environment }: Monopolist,
  { market, mechanism }: OptimalMenu,
  type: number,
  tolerances: readonly Rational[],
): number[] {
  const { values, efficient } = environment;
  const best = efficient[type]![0]!;
  const price = minus(values[type]![best]!, mechanism.surplus[type]!);
  return supportOf(market).filter((s) => {
    const gain = minus(minus(values[s]![best]!, price), mechanism.surplus[s]!);
    return s !== type && compared(gain, tolerances[s]!) > 0;
  });
}

function attempt(seller: Monopolist, before: Offer, path: readonly number[]): Attempt {
  const chain = chainOf(seller.environment, path);
  const defects = [...chainDefects(seller, before, chain), ...sellerDefects(seller, chain)];
  if (defects.length > 0) return { kind: 'failed', failed: { path, defects } };
  const surplusBefore = path.map((t) => before.menu.mechanism.surplus[t]!);
  const dominating = { ...chain, inefficient: path[1]!, gaining: path[0]!, surplusBefore };
  return { kind: 'dominating', dominating };
}

function chainDefects(
  { environment }: Monopolist,
  { menu, optimum }: Offer,
  chain: Chain,
): Defect[] {
  const { path, surplus, payments } = chain;
  const gains = path.map((t, j) => minus(surplus[j]!, menu.mechanism.surplus[t]!));
  const slack = path.map((t) => optimum.tolerances[t]!);
  const lost = gains.some((gain, j) => compared(minus(ZERO, gain), slack[j]!) > 0);
  const found: Defect[] = [];
  if (payments.some((p, j) => j > 0 && compared(p, payments[j - 1]!) > 0)) found.push('payments');
  if (chainViolation(environment, chain).numerator > 0n) found.push('incentives');
  if (lost || compared(gains[0]!, slack[0]!) <= 0) found.push('surplus');
  const bound = chainBound(environment, chain);
  if (compared(bound, chainRevenue(chain)) > 0) found.push('optimality');
  return found;
}

function sellerDefects({ environment, optimum }: Monopolist, chain: Chain): Defect[] {
  const found = optimum(chain.market);
  const tolerance = inner(chain.market, found.tolerances);
  const off = minus(found.revenue, chainRevenue(chain));
  const defects: Defect[] = [];
  if (compared(off, tolerance) > 0 || compared(minus(ZERO, off), tolerance) > 0) {
    defects.push('optimality');
  }
  if (!uniquePayments(environment, found)) defects.push('uniqueness');
  return defects;
}

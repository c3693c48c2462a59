import { record } from '../../core/errors.ts';
import { ZERO, type Rational } from '../../core/rational.ts';
import { improvability } from '../maps/improvability.ts';
import type { ProductEnvironment } from '../monopoly/environment.ts';
import { exactMonopolist } from '../monopoly/exact.ts';
import type { Market } from '../monopoly/market.ts';
import { servedEfficiently } from '../monopoly/mechanism.ts';
import type { OptimalMenu } from '../monopoly/menu.ts';
import type { Monopolist } from '../monopoly/optimum.ts';
import { decider, type Rule } from '../monopoly/rules.ts';
import { assess } from '../segmentation/assess.ts';
import { welfareOver } from '../segmentation/averages.ts';
import { certificateOf, type ImprovementCertificate } from './certificate.ts';
import { constructions, refuseTies, type DominatingMarket, type FailedPath } from './dominating.ts';
import { offerIn, type Offer } from './offer.ts';
import {
  improving,
  largeSplit,
  smallSplit,
  type ConstructedSplit,
  type ImprovedSegment,
  type Split,
} from './split.ts';

/**
 * Why a market is improvable, or not, or not known to be:
 *
 * - `efficient`: no; no segmentation raises even average surplus [PAR, Obs 1];
 * - `efficient-within-gap`: not known; the menu found in doubles is efficient, but another one may be the best, by no more than the gap;
 * - `menu-kept`: yes; a dominating market with so small a weight that the rest is offered the old menu [PAR, Theorem 1];
 * - `menu-changed`: yes; a dominating market with a weight for which the rest is offered another menu that hurts nobody;
 * - `cells`: yes; the complete answer for up to three types found segments;
 * - `no-segments`: no; the complete answer for up to three types shows that there are none, of any number;
 * - `not-found`: not known; no two segments were found and nothing proves that there are none.
 */
export type ImprovementReason = keyof typeof SENTENCES;

const SENTENCES = {
  efficient:
    'Everybody is served efficiently: no segmentation raises even the average consumer surplus.',
  'efficient-within-gap':
    'The menu that was found serves everybody efficiently, and no segmentation leaves consumers more than it does; but that it is the ' +
    'best one is known only to within the gap of its certificate.',
  'menu-kept':
    'A dominating market is cut off, so small that the rest of the market is offered the old menu.',
  'menu-changed':
    'A dominating market is cut off; the rest of the market is offered another menu that hurts nobody.',
  cells: 'Segments found by the complete search over what the seller does in every market.',
  'no-segments':
    'The complete search over what the seller does in every market shows that no segments will do.',
  'not-found': 'No two segments were found, and nothing proves that there are none.',
} as const;

/** Whether a market can be segmented so that nobody loses and somebody gains, and how. */
export interface Improvement {
  /** False is proved; true speaks, in doubles, of menus that are optimal to within the certificate's gap. */
  readonly improvable: boolean | 'unknown';
  readonly reason: ImprovementReason;
  readonly sentence: string;
  /** In which every figure here was found: `exact` also where a seller in doubles left the question open and fractions were fast. */
  readonly arithmetic: Monopolist['arithmetic'];
  readonly rule: Rule;
  readonly before: OptimalMenu;
  /** The dominating market that is cut off, or the first one found; null where the market is efficient or none was found. */
  readonly dominating: DominatingMarket | null;
  /** Weights that add up to 1 and markets that average back; empty unless improvable. */
  readonly segments: readonly ImprovedSegment[];
  /** Up to which weight of the dominating market the rest is offered the same; null unless the split is by one. */
  readonly largestWeight: ImprovementWeight | null;
  readonly revenueBefore: Rational;
  readonly revenueAfter: Rational | null;
  readonly certificate: ImprovementCertificate;
}

/** The largest weight of a dominating market, and whether it itself will do. */
export interface ImprovementWeight {
  readonly value: Rational;
  /** Whether nobody loses at this weight too: there the seller has a choice, or a type is gone. */
  readonly attained: boolean;
  /** The least f / f': the weight at which a type is gone. */
  readonly limit: Rational;
}

/** Dominating markets that are tried where payments are not unique: at small weights, and, for at most so many types, at every weight. */
const TRIES = { small: 24, large: 4, types: 12 };

/** The largest support for which the complete answer is asked. */
const COMPLETE = 3;

/** Up to this many types, and types times alternatives, efficient markets and segments of doubles are looked at again in fractions. */
const FRACTIONS = { types: 12, cells: 64 };

/**
 * A Pareto improving segmentation of a market [PAR, Theorem 1], or the proof that there is none, or neither. Every answer is checked by the
 * seller's offers in the segments themselves, in doubles type by type, each by her own tolerance. What a seller in doubles leaves open is
 * decided in fractions where at most three types are there. In an environment of at most 12 types and 64 valuations so is an efficient
 * market, `posted`, and what fractions do not confirm of segments. Where every path of the construction has a type with two
 * efficient alternatives, which the paper excludes, and the complete answer for up to three types does not apply, it is refused.
 *
 * @throws the refusal `ties` naming the type and her alternatives; `budget`, for a market too large for doubles or a long search for posted
 * prices; `arithmetic`, for posted prices that doubles cannot decide; SolverFailure
 */
export function improve(
  given: Monopolist,
  f: Market,
  options: { readonly rule: Rule },
): Improvement {
  const { rule } = record('options', options, ['rule']);
  const seller = decider(given, rule);
  const before = offerIn(seller, f, rule);
  const few = before.optimum.support.length <= COMPLETE;
  const again = (): Improvement => improve(exactMonopolist(seller.environment), f, options);
  if (before.menu.efficient) {
    if (provedEfficient(seller, before)) {
      return answer(seller, before, { reason: 'efficient', failed: [] });
    }
    if (few || fast(seller.environment)) return again();
    return answer(seller, before, { reason: 'efficient-within-gap', failed: [] });
  }
  const found = constructed(seller, before);
  if (found.split && !refuted(seller, before, found.split)) {
    const reason = found.split.kept ? 'menu-kept' : 'menu-changed';
    return answer(seller, before, { ...found, reason });
  }
  if (found.split || (few && seller.arithmetic === 'certified')) return again();
  return few ? complete(seller, before, found) : unknown(seller, before, found);
}

/** Whether fractions, where they are fast, find that segments of doubles hurt somebody, by less than her tolerance too, or help nobody. */
function refuted({ environment, arithmetic }: Monopolist, { menu }: Offer, split: Split): boolean {
  if (arithmetic === 'exact' || !fast(environment)) return false;
  const { market: f, rule } = menu;
  return assess(exactMonopolist(environment), f, split.segments, { rule }).verdict !== 'improving';
}

function fast({ types, alternatives }: ProductEnvironment): boolean {
  const cells = types.length * (alternatives.length - 1);
  return types.length <= FRACTIONS.types && cells <= FRACTIONS.cells;
}

/**
 * Whether the menu that the rule selects is known to be efficient: in doubles where the one found is, exactly, and is optimal without a
 * gap, so that the rules that prefer value, or surplus, select an efficient one; the others where it alone is optimal.
 */
function provedEfficient(
  { environment, arithmetic }: Monopolist,
  { menu, optimum }: Offer,
): boolean {
  if (arithmetic === 'exact') return true;
  const { gap, maxViolation } = menu.certificate;
  if (gap.numerator !== 0n || maxViolation.numerator !== 0n) return false;
  const kind = menu.rule === 'efficient' || menu.rule === 'consumer' || optimum.unique;
  return (
    kind && optimum.support.every((t) => servedEfficiently(environment, menu.mechanism, t, ZERO))
  );
}

interface Found {
  readonly dominating?: DominatingMarket | undefined;
  readonly split?: ConstructedSplit | undefined;
  readonly failed: readonly FailedPath[];
  /** Whether there were more attempts to make. */
  readonly capped?: boolean;
}

/** The first dominating market that can be cut off: at a small weight, or else at some weight. */
function constructed(seller: Monopolist, before: Offer): Found {
  const failed: FailedPath[] = [];
  const tried: DominatingMarket[] = [];
  let capped = false;
  for (const attempt of constructions(seller, before)) {
    if (tried.length + failed.length >= TRIES.small) {
      capped = true;
      break;
    }
    if (attempt.kind === 'failed') {
      failed.push(attempt.failed);
    } else {
      const { dominating } = attempt;
      tried.push(dominating);
      const split = smallSplit(seller, before, dominating);
      if (split) return { dominating, split, failed };
    }
  }
  const many = before.optimum.support.length > TRIES.types;
  for (const dominating of many ? [] : tried.slice(0, TRIES.large)) {
    const split = largeSplit(seller, before, dominating);
    if (split) return { dominating, split, failed };
  }
  return { dominating: tried[0], failed, capped };
}

/** The complete answer for up to three types, in fractions. */
function complete(seller: Monopolist, before: Offer, found: Found): Improvement {
  const { market: f, rule } = before.menu;
  const { segmentation } = improvability(seller, f, { rule });
  if (!segmentation) return answer(seller, before, { ...found, reason: 'no-segments' });
  const used = improving(seller, before, segmentation);
  if (!used) throw new Error('segments of the complete answer that hurt somebody');
  return answer(seller, before, { ...found, used, reason: 'cells' });
}

/** Nothing found and nothing proved. @throws the refusal `ties` where ties are why there was nothing to try */
function unknown(seller: Monopolist, before: Offer, found: Found): Improvement {
  if (!found.dominating && !found.capped) refuseTies(seller.environment, found.failed);
  return answer(seller, before, { ...found, reason: 'not-found' });
}

function answer(
  seller: Monopolist,
  before: Offer,
  found: Found & { readonly reason: ImprovementReason; readonly used?: Split },
): Improvement {
  const { reason, split } = found;
  const used = found.used ?? split;
  const segments = used?.segments ?? [];
  const none = reason === 'efficient' || reason === 'no-segments';
  return {
    improvable: used ? true : none ? false : 'unknown',
    reason,
    sentence: SENTENCES[reason],
    arithmetic: seller.arithmetic,
    rule: before.menu.rule,
    before: before.menu,
    dominating: found.dominating ?? null,
    segments,
    largestWeight: split
      ? { value: split.largest.value, attained: split.attained, limit: split.largest.limit }
      : null,
    revenueBefore: before.menu.revenue,
    revenueAfter: used ? welfareOver(segments).revenue : null,
    certificate: certificateOf(seller.environment, before, used ?? null, found.failed),
  };
}

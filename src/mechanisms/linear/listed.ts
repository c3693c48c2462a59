import { list, ofLength, outOfRange } from '../../core/errors.ts';
import {
  compared,
  fractionText,
  minus,
  over,
  plus,
  rational,
  times,
  ZERO,
  type Quantity,
  type Rational,
} from '../../core/rational.ts';
import type { Alternatives, Levels } from './alternatives.ts';

interface Listed {
  readonly level: Rational;
  readonly cost: Rational;
}

/**
 * Finitely many levels >= 0 and their costs. The outside option, level 0 at no cost, is always there: where 0 is listed its cost is 0,
 * where it is not it is added [PAR, 4]. O(k^2).
 *
 * @throws RangeError, TypeError naming the entry: a level below 0 or listed twice, another number of costs, level 0 at a cost
 */
export function finiteLevels(
  levels: readonly Quantity[],
  costs: readonly Quantity[],
  path = 'alternatives',
): Alternatives {
  const given = list(`${path}.levels`, levels);
  if (given.length === 0) throw outOfRange(`${path}.levels.length`, '>= 1', 0);
  ofLength(`${path}.costs`, costs, given.length);
  const listed = given.map((level, i) => ({
    level: rational(level, `${path}.levels[${i}]`),
    cost: rational(costs[i]!, `${path}.costs[${i}]`),
  }));
  listed.forEach(({ level, cost }, i) => {
    const at = `${path}.levels[${i}]`;
    if (level.numerator < 0n) throw outOfRange(at, '>= 0', fractionText(level));
    const first = listed.findIndex((other) => compared(other.level, level) === 0);
    if (first !== i) throw outOfRange(at, 'a level of its own', fractionText(level));
    if (level.numerator === 0n && cost.numerator !== 0n) {
      throw outOfRange(`${path}.costs[${i}]`, '0, level 0 being the outside option', costs[i]);
    }
  });
  const ordered = listed.toSorted((a, b) => compared(a.level, b.level));
  return fromListed('finite', ordered, (level) => {
    const found = ordered.find((each) => compared(each.level, level) === 0);
    return found?.cost ?? null;
  });
}

/**
 * The interval from the first to the last point (a, C(a)) and a cost that is linear between neighbouring points, convex. Best levels are
 * points. The outside option as in `finiteLevels`. O(k).
 *
 * @throws RangeError, TypeError naming the point: levels that do not ascend from >= 0, slopes that fall, level 0 at a cost
 */
export function piecewiseLevels(
  points: readonly (readonly [Quantity, Quantity])[],
  path = 'alternatives.cost.points',
): Alternatives {
  const given = list(path, points);
  if (given.length < 2) throw outOfRange(`${path}.length`, '>= 2', given.length);
  const listed = given.map((point, i) => {
    const [level, cost] = ofLength(`${path}[${i}]`, point, 2) as readonly [Quantity, Quantity];
    return {
      level: rational(level, `${path}[${i}][0]`),
      cost: rational(cost, `${path}[${i}][1]`),
    };
  });
  const [first] = listed;
  if (first!.level.numerator < 0n) throw outOfRange(`${path}[0][0]`, '>= 0', given[0]![0]);
  if (first!.level.numerator === 0n && first!.cost.numerator !== 0n) {
    throw outOfRange(`${path}[0][1]`, '0, level 0 being the outside option', given[0]![1]);
  }
  for (let i = 1; i < listed.length; i++) {
    const [before, here] = [listed[i - 1]!, listed[i]!];
    if (compared(here.level, before.level) > 0) continue;
    throw outOfRange(`${path}[${i}][0]`, `> ${fractionText(before.level)}`, given[i]![0]);
  }
  for (let i = 1; i < listed.length; i++) {
    const [before, here, after] = [listed[i - 1]!, listed[i]!, listed[i + 1]];
    if (after && compared(slope(before, here), slope(here, after)) > 0) {
      throw outOfRange(`${path}[${i + 1}][1]`, 'such that the slope does not fall', given[i + 1]);
    }
  }
  return fromListed('piecewise', listed, (level) => between(listed, level));
}

/** The cost on the piece around a level; null outside. */
function between(listed: readonly Listed[], level: Rational): Rational | null {
  const next = listed.findIndex((each) => compared(each.level, level) >= 0);
  const right = listed[next];
  if (right === undefined) return null;
  if (compared(right.level, level) === 0) return right.cost;
  const left = listed[next - 1];
  return (left && plus(left.cost, times(slope(left, right), minus(level, left.level)))) ?? null;
}

function slope(a: Listed, b: Listed): Rational {
  return over(minus(b.cost, a.cost), minus(b.level, a.level));
}

function fromListed(
  kind: Alternatives['kind'],
  ordered: readonly Listed[],
  costOf: (level: Rational) => Rational | null,
): Alternatives {
  const outside = { level: ZERO, cost: ZERO };
  const all = ordered[0]!.level.numerator === 0n ? ordered : [outside, ...ordered];
  const cost = (level: Rational): Rational => {
    const found = level.numerator === 0n ? ZERO : costOf(level);
    if (found === null) throw outOfRange('level', 'on offer', fractionText(level));
    return found;
  };
  const leastVirtual = (level: Rational): Rational | null => {
    const here = { level, cost: cost(level) };
    return all
      .filter((each) => compared(each.level, level) < 0)
      .map((each) => slope(each, here))
      .reduce<Rational | null>(
        (most, each) => (most === null || compared(each, most) > 0 ? each : most),
        null,
      );
  };
  return Object.freeze({
    kind,
    arithmetic: 'exact',
    levels: all.map(({ level }) => level),
    low: ordered[0]!.level,
    high: ordered.at(-1)!.level,
    cost,
    best: (phi: Rational) => bestOf(all, phi),
    leastVirtual,
    keepsBelow: (phi: Rational, level: Rational): boolean => {
      const least = leastVirtual(level);
      return least === null || compared(phi, least) > 0;
    },
    exactAt: () => true,
  });
}

function bestOf(all: readonly Listed[], phi: Rational): Levels {
  const gains = all.map((each) => minus(times(phi, each.level), each.cost));
  const most = gains.reduce((best, gain) => (compared(gain, best) > 0 ? gain : best));
  const best = all.filter((_, i) => compared(gains[i]!, most) === 0);
  return { smallest: best[0]!.level, largest: best.at(-1)!.level };
}

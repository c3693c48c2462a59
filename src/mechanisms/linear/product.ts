import { outOfRange } from '../../core/errors.ts';
import { compared, fractionText, rational, times, type Quantity } from '../../core/rational.ts';
import { productEnvironment, type ProductEnvironment } from '../monopoly/environment.ts';
import type { LinearEnvironment } from './environment.ts';

/**
 * The same environment as a table of valuations v(t) a - C(a), for the linear program: one alternative a level above 0, ascending. Levels
 * in between are lotteries, so that finite and piecewise linear alternatives lose nothing; of other intervals give the levels to use.
 *
 * @param levels instead of all best ones; 0 among them is the outside option and left out
 * @throws RangeError when there is no level above 0, one is listed twice, or none are given for an interval
 */
export function productOf(
  { values, alternatives }: LinearEnvironment,
  levels: readonly Quantity[] | null = alternatives.levels,
): ProductEnvironment {
  if (levels === null) throw outOfRange('levels', 'given for a smooth cost', levels);
  const listed = levels.map((level, i) => rational(level, `levels[${i}]`));
  listed.forEach((level, i) => {
    if (listed.findIndex((other) => compared(other, level) === 0) === i) return;
    throw outOfRange(`levels[${i}]`, 'a level of its own', fractionText(level));
  });
  const used = listed.filter(({ numerator }) => numerator !== 0n);
  if (used.length === 0) throw outOfRange('levels', 'levels of which one is > 0', levels);
  return productEnvironment({
    values: values.map((v) => used.map((level) => times(v, level))),
    costs: used.map((level) => alternatives.cost(level)),
  });
}

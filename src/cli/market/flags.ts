import type { Flag } from '../frame/command.ts';
import { RULES } from '../../lp.ts';
import { plotFlag } from '../release/flags.ts';

/** Options of every command about a market. */
export function marketFlags(plot: string): readonly Flag[] {
  return [
    {
      name: 'rule',
      value: RULES.join('|'),
      about:
        'which optimal menu the seller offers where several are optimal: the one of most total value, of most or of least ' +
        'consumer surplus, half of each, or alternatives for sure at posted prices (the first, and it is said, where no such menu is optimal); needed ' +
        'only where it matters',
    },
    {
      name: 'exact',
      about:
        'fractions throughout, for up to 40 types and 200 types times products; else only where that is fast',
    },
    plotFlag(plot),
  ];
}

export const SCENARIO_NOTE =
  'The scenario is one JSON object: values, a row for each type with what she would pay for each alternative (negative ones are ' +
  'allowed, and buying nothing is worth 0); market, the mass of each type, divided by their total; types and alternatives, their ' +
  'names; costs of the alternatives, which payments cover and the seller\'s revenue is net of; and a note. Numbers are exact: 0.1 is a tenth, and "1/3" may be written as a text.';
export const RULE_NOTE =
  'Where a market has several optimal menus that leave some type different amounts, nothing is assumed: --rule has to say ' +
  'which one the seller offers.';

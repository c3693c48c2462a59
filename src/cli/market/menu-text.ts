import { inner, nearest, plus } from '../../core/rational.ts';
import { RULES, type Binding, type MenuEntry, type ProductEnvironment } from '../../lp.ts';
import { wrap } from '../frame/help.ts';
import { many } from '../frame/words.ts';
import type { MenuRun } from './runs.ts';
import {
  amounts,
  arithmeticText,
  columns,
  cut,
  itemText,
  ofWhole,
  reading,
  section,
} from './page.ts';
import { earningsName, paidFor } from './costs.ts';
import { decimalText, share } from './figures.ts';
import { NOTHING } from './names.ts';
import { fallback } from './rule.ts';
import { bestValue, lost } from './value.ts';

/** The page of `candor menu`. */
export function menuText(run: MenuRun): string {
  const { environment, menu } = run;
  const { types, alternatives } = environment;
  const title = `The menu that earns most from ${many(types.length, 'type')} with ${many(alternatives.length - 1, 'product')}`;
  return (
    [
      wrap(title),
      menuTable(run),
      section('What it earns', earnings(run)),
      section('Why nobody pays more', rents(environment, menu.binding)),
      section('How to read this', reading(run)),
    ].join('\n\n') + '\n'
  );
}

/** Who gets what, what she pays and what she keeps. */
function menuTable({ environment, costs, menu }: MenuRun): string {
  const amount = amounts(environment, menu.arithmetic);
  const rows = menu.entries.map((entry) => [
    environment.types[entry.type]!,
    share(entry.share),
    itemText(environment, entry.lottery),
    amount(paidFor(costs, entry), entry.type),
    amount(entry.surplus, entry.type),
    served(entry, amount(lost(environment, entry), entry.type)),
  ]);
  const header = ['type', 'share', 'gets', 'pays', 'keeps', 'efficient'];
  return columns('lrlrrl', [header, ...rows]);
}

function served({ share: there, efficient }: MenuEntry, without: string): string {
  if (there.numerator === 0n) return 'not there; chooses from the menu';
  return efficient ? 'yes' : `no, ${without} is lost`;
}

function earnings({ environment, costs, menu, rule }: MenuRun): string[] {
  const { revenue, consumerSurplus, efficient } = menu;
  const amount = amounts(environment, menu.arithmetic);
  const whole = inner(
    menu.market,
    environment.types.map((_, t) => bestValue(environment, t)),
  );
  const made = plus(revenue, consumerSurplus);
  return [
    `${earningsName(costs)} is ${amount(revenue)} a head, ${bound(menu)}.`,
    `Consumers keep ${amount(consumerSurplus)}; together that is ${ofWhole(made, whole)} of what the products could be worth to them${costs ? ' beyond their costs' : ''}, ` +
      `${amount(whole)}: ${efficient ? 'the market is efficient' : 'the market is inefficient'}.`,
    uniqueness(menu.uniquePayments, rule),
    ...fallback(rule, [{ name: 'this market', menu }]),
    ...arithmeticText(environment, { arithmetic: menu.arithmetic, ...menu.certificate }),
  ];
}

function bound({ arithmetic, certificate }: MenuRun['menu']): string {
  if (arithmetic === 'exact') return 'and no incentive-compatible menu earns more';
  const { upperBound, gap } = certificate;
  return (
    `and no incentive-compatible menu earns more than ${decimalText(nearest(upperBound))} ` +
    `(gap ${decimalText(nearest(gap))})`
  );
}

function uniqueness(unique: boolean, rule: MenuRun['rule']): string {
  if (unique) return 'Every menu that earns as much asks for the same payments.';
  return rule === null
    ? 'Several menus earn as much.'
    : `Other menus earn as much with other payments: this one is selected by the rule ${rule}, of ${RULES.join(', ')}.`;
}

/** The information-rent graph in words. */
function rents({ types }: ProductEnvironment, binding: readonly Binding[]): string[] {
  return cut(
    binding.map(([from, to]) =>
      to === null
        ? `${types[from]} -> ${NOTHING} (what she gets is worth its price to her, no more)`
        : `${types[from]} -> ${types[to]} (own item and that of ${types[to]} are equally good)`,
    ),
  );
}

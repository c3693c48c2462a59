import { inner, minus, nearest, plus, type Rational } from '../../core/rational.ts';
import {
  RULES,
  type Binding,
  type MenuEntry,
  type OptimalMenu,
  type ProductEnvironment,
} from '../../lp.ts';
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
import { decimalText, share } from './quantities.ts';

/** The page of `candor menu`. */
export function menuText(run: MenuRun): string {
  const { environment, menu } = run;
  const { types, alternatives } = environment;
  const title = `The menu that earns most from ${many(types.length, 'type')} with ${many(alternatives.length - 1, 'product')}`;
  return (
    [
      wrap(title),
      menuTable(environment, menu),
      section('What it earns', earnings(run)),
      section('Why nobody pays more', rents(environment, menu.binding)),
      section('How to read this', reading(run)),
    ].join('\n\n') + '\n'
  );
}

/** Who gets what, what she pays and what she keeps. */
function menuTable(environment: ProductEnvironment, menu: OptimalMenu): string {
  const amount = amounts(environment, menu.arithmetic);
  const rows = menu.entries.map((entry) => [
    environment.types[entry.type]!,
    share(entry.share),
    itemText(environment, entry.lottery),
    amount(entry.payment),
    amount(entry.surplus),
    entry.efficient ? 'yes' : `no, ${amount(lost(environment, entry))} is lost`,
  ]);
  const header = ['type', 'share', 'gets', 'pays', 'keeps', 'efficient'];
  return columns('lrlrrl', [header, ...rows]);
}

/** v(t, abar(t)). */
export function bestValue({ values, efficient }: ProductEnvironment, type: number): Rational {
  return values[type]![efficient[type]![0] ?? 0]!;
}

/** What an efficient alternative would be worth to her beyond what she gets. */
export function lost(environment: ProductEnvironment, entry: MenuEntry): Rational {
  return minus(
    bestValue(environment, entry.type),
    inner(entry.lottery, environment.values[entry.type]!),
  );
}

function earnings({ environment, menu, rule }: MenuRun): string[] {
  const { revenue, consumerSurplus, efficient } = menu;
  const amount = amounts(environment, menu.arithmetic);
  const whole = inner(
    menu.market,
    environment.types.map((_, t) => bestValue(environment, t)),
  );
  const made = plus(revenue, consumerSurplus);
  return [
    `Revenue is ${amount(revenue)} a head, ${bound(menu)}.`,
    `Consumers keep ${amount(consumerSurplus)}; together that is ${ofWhole(made, whole)} of what the products could be worth to them, ` +
      `${amount(whole)}: ${efficient ? 'the market is efficient' : 'the market is inefficient'}.`,
    uniqueness(menu.uniquePayments, rule),
    arithmeticText(menu.arithmetic),
  ];
}

function bound({ arithmetic, certificate }: MenuRun['menu']): string {
  if (arithmetic === 'exact') return 'and no incentive-compatible menu earns more';
  const { upperBound, gap, maxViolation } = certificate;
  return (
    `and no incentive-compatible menu earns more than ${decimalText(nearest(upperBound))} (gap ${decimalText(nearest(gap))}; ` +
    `no constraint is broken by more than ${decimalText(nearest(maxViolation))})`
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
        ? `${types[from]} -> nothing (what she gets is worth its price to her, no more)`
        : `${types[from]} -> ${types[to]} (own item and that of ${types[to]} are equally good)`,
    ),
  );
}

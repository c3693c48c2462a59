import { nearest, over, type Rational } from '../../core/rational.ts';
import type { Lottery, OptimalMenu, ProductEnvironment } from '../../lp.ts';
import { wrap } from '../frame/help.ts';
import { capital } from '../frame/words.ts';
import { amount, decimalText, probability, share } from './figures.ts';
import { NOTHING } from './names.ts';
import type { Scenario } from './scenario.ts';
import { exactFeasible } from './seller.ts';

/** Longest list that a page shows in full; the document has it all. */
export const SHOWN = 30;

/** Columns two characters in: `l` flush left, `r` flush right. */
export function columns(sides: string, rows: readonly (readonly string[])[]): string {
  const widths = [...sides].map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => {
      const cells = row.map((cell, i) =>
        sides[i] === 'l' ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
      );
      return `  ${cells.join('   ').trimEnd()}`;
    })
    .join('\n');
}

/** A title with its lines, two characters in. */
export function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${wrap(line, 2)}`)].join('\n');
}

/** A list cut to what a page has room for. */
export function cut(lines: readonly string[]): string[] {
  if (lines.length <= SHOWN) return [...lines];
  return [...lines.slice(0, SHOWN - 1), `and ${lines.length - SHOWN + 1} more, with --json`];
}

/** A table cut alike. */
export function cutColumns(
  sides: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length <= SHOWN) return columns(sides, [header, ...rows]);
  const most = SHOWN - 1;
  return `${columns(sides, [header, ...rows.slice(0, most)])}\n  and ${rows.length - most} more, with --json`;
}

/** How a page writes an amount: one of a type's, or one of the whole market. */
export type Amount = (x: Rational, type?: number) => string;

/**
 * Amounts of a market: in a solver's figures, what is less than 1e-9 of the type's own largest value is its rounding; of the least of
 * those values where the amount is the whole market's, so that no revenue is nothing beside values that are much larger.
 */
export function amounts(
  { values }: ProductEnvironment,
  arithmetic: OptimalMenu['arithmetic'],
): Amount {
  if (arithmetic === 'exact') return (x) => amount(x);
  const sizes = values.map((row) => Math.max(...row.map((v) => Math.abs(nearest(v)))));
  const least = sizes.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Infinity);
  const own = (type: number): number => sizes[type]! || least;
  return (x, type) => {
    const size = type === undefined ? least : own(type);
    return Math.abs(nearest(x)) < NEGLIGIBLE * size ? '0' : amount(x);
  };
}

/** Probabilities below this are the solver's rounding, which only a document shows. */
export const NEGLIGIBLE = 1e-9;

/** What somebody gets: `vanilla`, `nothing`, `0.333 vanilla, 0.667 lemon`. */
export function itemText({ alternatives }: ProductEnvironment, lottery: Lottery): string {
  const name = (a: number): string => (a === 0 ? NOTHING : alternatives[a]!);
  const parts = lottery.flatMap((p, a) => (nearest(p) > NEGLIGIBLE ? [{ p, a }] : []));
  const [first] = parts;
  if (parts.length === 1 && first) return name(first.a);
  return parts.map(({ p, a }) => `${probability(p)} ${name(a)}`).join(', ');
}

/** How well the figures of a page are known. */
export interface Backing {
  readonly arithmetic: OptimalMenu['arithmetic'];
  /** The largest of all menus involved. */
  readonly gap: Rational;
  readonly maxViolation: Rational;
}

/** How the figures were found, and what backs them. */
export function arithmeticText(environment: ProductEnvironment, backing: Backing): string[] {
  if (backing.arithmetic === 'exact') {
    return [`Everything was computed in fractions, which --json prints; ${ROUNDED}.`];
  }
  const [gap, broken] = [backing.gap, backing.maxViolation].map((x) => decimalText(nearest(x)));
  return [
    `Figures are a solver's, certified: multipliers prove that no incentive-compatible menu earns more than a menu here by more than ` +
      `${gap}, the gap, and no constraint is broken by more than ${broken}.`,
    ...(exactFeasible(environment) ? ['--exact computes the same in fractions.'] : []),
    `${capital(ROUNDED)}; --json prints all digits.`,
  ];
}

const ROUNDED = 'figures here are rounded to five digits, or to two decimals';

/** Up to which amount a verdict holds, type by type: nothing to say of fractions. */
export function precision(arithmetic: OptimalMenu['arithmetic']): string {
  if (arithmetic === 'exact') return '';
  return " (up to a hundred-millionth of what each type values most, the solver's precision)";
}

/** What the page's figures are per, and what the author says about them. */
export function reading({ divided, note, costs }: Scenario): string[] {
  return [
    'Amounts are per consumer, in the units of the values.',
    ...(costs
      ? ['What types pay includes what their products cost the seller; revenue is net of it.']
      : []),
    ...(divided === null
      ? []
      : [`The masses of the market were divided by their total, ${amount(divided)}.`]),
    ...(note === null ? [] : [`Note of the scenario: ${note}`]),
  ];
}

/** A part of a whole in percent; nothing of nothing is all. */
export function ofWhole(part: Rational, whole: Rational): string {
  return whole.numerator === 0n ? '100 %' : share(over(part, whole));
}

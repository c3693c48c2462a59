import type { OptimalMenu, Rule } from '../../lp.ts';
import { NEGLIGIBLE } from './page.ts';
import { nearest } from '../../core/rational.ts';

/** A menu with what a page calls its market. */
export interface NamedMenu {
  readonly name: string;
  readonly menu: OptimalMenu;
}

/** Whether everybody who is there gets one alternative for sure. */
function isPosted({ entries }: OptimalMenu): boolean {
  return entries
    .filter(({ share }) => share.numerator > 0n)
    .every(({ lottery }) => lottery.some((p) => nearest(p) > 1 - NEGLIGIBLE));
}

/** Which of several optimal menus the seller is taken to offer, and where there is none of the kind that was asked for. */
export function ruleText(rule: Rule | null, menus: readonly NamedMenu[]): string[] {
  if (rule === null) return [];
  const chosen = `Where several menus earn as much, the seller offers the one of the rule ${rule}.`;
  return [chosen, ...fallback(rule, menus)];
}

/** Where no optimal menu consists of posted prices. */
export function fallback(rule: Rule | null, menus: readonly NamedMenu[]): string[] {
  const without = menus.filter(({ menu }) => !isPosted(menu)).map(({ name }) => name);
  if (rule !== 'posted' || without.length === 0) return [];
  return [
    `In ${without.join(' and in ')} no optimal menu consists of posted prices: the menu there is the one of the rule efficient.`,
  ];
}

/** Whether all of these menus are what the rule promises, where it may not be able to keep it. */
export function postedField(
  rule: Rule | null,
  menus: readonly OptimalMenu[],
): { readonly posted?: boolean } {
  return rule === 'posted' ? { posted: menus.every((menu) => isPosted(menu)) } : {};
}

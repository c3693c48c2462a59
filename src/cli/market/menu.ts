import { nearest } from '../../core/rational.ts';
import { optimalMenu } from '../../lp.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { certificateRow, exactly, head, menuRows, type Shown } from './document.ts';
import { marketFlags, RULE_NOTE, SCENARIO_NOTE } from './flags.ts';
import { menuText } from './menu-text.ts';
import { menuPicture } from './picture.ts';
import type { MenuRun } from './runs.ts';
import { readMarket } from './scenario.ts';
import { ANY, contested, ruleNeeded, ruleOf, sellerOf } from './seller.ts';

/** `candor menu`: what a seller of several products offers a market, with a certificate. */
export const menuCommand: Command = {
  name: 'menu',
  summary: 'the menu of products and prices that earns most in a market',
  usage: 'candor menu <json | -> [--rule R] [--exact] [--plot file]',
  flags: marketFlags('who pays what, what each type keeps and what is lost'),
  notes: [SCENARIO_NOTE, RULE_NOTE],
  example: 'candor menu data/yogurt-market.json',
  inputs: 1,
  readsInput: true,
  run,
};

async function run(typed: Typed, io: Io): Promise<Outcome> {
  const asked = ruleOf(typed);
  const scenario = await readMarket(typed.inputs[0], io);
  const { environment, market } = scenario;
  const seller = await sellerOf(typed, environment);
  if (asked === undefined) {
    const several = contested(environment, seller.optimum(market));
    if (several.length > 0) throw ruleNeeded(environment, 'this market', several);
  }
  const menu = optimalMenu(seller, market, { rule: asked ?? ANY });
  const found: MenuRun = { ...scenario, menu, rule: asked ?? null };
  const plot = typed.text('plot');
  const files: Written[] =
    plot === undefined ? [] : [{ path: plot, content: [await menuPicture(environment, menu)] }];
  return { code: 0, text: menuText(found), json: menuDocument(found), files };
}

/** The document of `candor menu --json`. */
function menuDocument({ environment, menu, rule }: MenuRun): Readonly<Record<string, unknown>> {
  const { types } = environment;
  const { arithmetic, efficient, uniquePayments, binding } = menu;
  const made = (shown: Shown): Readonly<Record<string, unknown>> => ({
    menu: menuRows(environment, menu, shown),
    revenue: shown(menu.revenue),
    consumerSurplus: shown(menu.consumerSurplus),
    certificate: certificateRow(menu.certificate, shown),
  });
  return {
    ...head('menu'),
    rule,
    arithmetic,
    ...made(nearest),
    efficient,
    uniquePayments,
    binding: binding.map(([from, to]) => [types[from], to === null ? null : types[to]]),
    ...exactly(arithmetic, made),
  };
}

import { nearest } from '../../core/rational.ts';
import { optimalMenu } from '../../lp.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { advised } from './advice.ts';
import { certificateRow, exactly, head, menuRows, type Shown } from './document.ts';
import { marketFlags, RULE_NOTE, SCENARIO_NOTE } from './flags.ts';
import { menuText } from './menu-text.ts';
import { menuPicture } from './picture.ts';
import type { MenuRun } from './runs.ts';
import { postedField } from './rule.ts';
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
  async run(typed, io) {
    const telling = progress(io);
    try {
      return await offered(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function offered(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const asked = ruleOf(typed);
  const scenario = await readMarket(typed.inputs[0], io);
  const { environment, market } = scenario;
  const seller = await sellerOf(typed, environment);
  telling.line('looking for the menu that earns most');
  if (asked === undefined) {
    const several = contested(environment, seller.optimum(market));
    if (several.length > 0) throw ruleNeeded(environment, 'this market', several);
  }
  telling.line('looking for other menus that earn as much');
  const menu = advised(environment, () => optimalMenu(seller, market, { rule: asked ?? ANY }));
  const found: MenuRun = { ...scenario, menu, rule: asked ?? null };
  const plot = typed.text('plot');
  const files: Written[] =
    plot === undefined ? [] : [{ path: plot, content: [await menuPicture(found)] }];
  return { code: 0, text: menuText(found), json: menuDocument(found), files };
}

/** The document of `candor menu --json`. */
function menuDocument(found: MenuRun): Readonly<Record<string, unknown>> {
  const { environment, menu, rule } = found;
  const { types } = environment;
  const { arithmetic, efficient, uniquePayments, binding } = menu;
  const made = (shown: Shown): Readonly<Record<string, unknown>> => ({
    menu: menuRows(found, menu, shown),
    revenue: shown(menu.revenue),
    consumerSurplus: shown(menu.consumerSurplus),
    certificate: certificateRow(menu.certificate, shown),
  });
  return {
    ...head('menu'),
    rule,
    ...postedField(rule, [menu]),
    arithmetic,
    ...made(nearest),
    efficient,
    uniquePayments,
    binding: binding.map(([from, to]) => [types[from], to === null ? null : types[to]]),
    ...exactly(arithmetic, made),
  };
}

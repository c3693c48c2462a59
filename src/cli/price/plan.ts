import { postedPlan, type PricePlan } from '../../index.ts';
import { blamed } from '../frame/blame.ts';
import type { Outcome, Typed } from '../frame/command.ts';
import { engine } from '../frame/version.ts';
import { optionSettings } from '../input/request.ts';
import { meaning } from '../release/meaning.ts';
import { onlyPlanned, planJson, plansText, populations } from '../release/plan.ts';
import { PRICE_FLAGS } from './flags.ts';
import { FIELDS, priceShape, type Settings } from './settings.ts';

/** The options of a plan. */
const PLANNED: readonly string[] =
  'plan population grid offset commitment component mode truth epsilon tilt loss'.split(' ');

const NOTE = 'revenue in units of the upper bound';

/** `candor price --plan`: what would be promised, from public quantities alone; no data is read. */
export function pricePlan(typed: Typed): Outcome {
  onlyPlanned(typed, PRICE_FLAGS, PLANNED);
  const settings = optionSettings(FIELDS, typed);
  const plans = populations(typed).map((size) => planFor(size, settings));
  const text = plansText(plans, { most: 1, loss: NOTE }, []);
  return {
    code: 0,
    text,
    json: { schema: 'candor/price/1', engine, plans: plans.map(planJson), notes: [NOTE] },
  };
}

function planFor(population: number, settings: Settings): PricePlan {
  const options = { population, ...priceShape(settings), ...meaning(settings) };
  return blamed(
    () => true,
    () => postedPlan(options),
  );
}

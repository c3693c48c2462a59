import {
  calibrateSites,
  locTable,
  paperSites,
  type LotteryName,
  type SiteLottery,
  type SitePlan,
} from '../../index.ts';
import { oneOf } from '../../core/errors.ts';
import { blamed } from '../frame/blame.ts';
import type { Outcome, Typed } from '../frame/command.ts';
import { engine } from '../frame/version.ts';
import { optionSettings } from '../input/request.ts';
import { boundsOf, names } from '../input/values.ts';
import { meaning, needed } from '../release/meaning.ts';
import { onlyPlanned, planJson, plansText, populations, tableText } from '../release/plan.ts';
import { LOCATE_FLAGS } from './flags.ts';
import { failing, printedFails } from './result.ts';
import { scaleOf } from './scale.ts';
import { FIELDS, type Settings } from './settings.ts';
import { siteShape } from './shape.ts';

const SCHEMA = 'candor/locate/1';

/** The options of a plan. */
const PLANNED: readonly string[] = (
  'plan population columns bounds crs facilities grid distance cost lottery component mode truth ' +
  'epsilon tilt loss'
).split(' ');

const NOTE = 'distances in units of the longest declared axis';

/**
 * `candor locate --plan`: what would be promised, from public quantities alone; no data is read. Without further options the
 * published table of lotteries on a line, computed anew.
 */
export async function locatePlan(typed: Typed): Promise<Outcome> {
  onlyPlanned(typed, LOCATE_FLAGS, PLANNED);
  if (PLANNED.every((name) => name === 'plan' || !typed.has(name))) {
    const tables = [locTable()];
    const text = tables.map((table) => tableText(table)).join('\n');
    return { code: 0, text, json: { schema: SCHEMA, engine, tables } };
  }
  const settings = optionSettings(FIELDS, typed);
  const extent = extentsOf(typed, settings);
  const plans: SitePlan[] = [];
  for (const size of populations(typed)) plans.push(await planFor(size, settings, extent));
  const loss = settings.cost === 'squared' ? 'squared distance' : 'distance';
  const most = (plans[0]?.reach ?? 1) ** (settings.cost === 'squared' ? 2 : 1);
  const refuted = plans.filter(failing);
  const notes = [NOTE, ...refuted.map((plan) => `${printedFails(plan)}, n = ${plan.population}`)];
  const json = { schema: SCHEMA, engine, plans: plans.map(planJson), notes };
  return { code: 0, text: plansText(plans, { most, loss }, notes), json };
}

/** One axis, or the declared ones. */
function extentsOf(typed: Typed, settings: Settings): readonly number[] {
  if (!typed.has('columns') && !typed.has('bounds')) return [1];
  const columns = names('--columns', typed.all('columns'));
  const bounds = boundsOf('--bounds', typed.all('bounds'), columns);
  return scaleOf({ columns, bounds }, settings.crs).extents;
}

async function planFor(
  population: number,
  settings: Settings,
  extent: readonly number[],
): Promise<SitePlan> {
  const { mode, truth, promise } = meaning(settings);
  const asked = {
    ...(await siteShape(settings, { columns: [], extents: extent }, {})),
    population,
  };
  const shape = { ...asked, attributes: extent.length };
  return blamed(
    () => true,
    () => {
      if (mode === 'paper' || truth === undefined || promise === undefined) {
        return paperSites(shape, printed(shape.grid, shape.lottery));
      }
      return calibrateSites({ ...shape, truth, ...promise });
    },
  );
}

/** The lotteries that are printed. */
function printed(
  grid: number | 'continuous',
  lottery: LotteryName | SiteLottery | undefined,
): 'uniform' | 'adjacent' | 'loc3' {
  const usual = grid === 'continuous' ? 'loc3' : undefined;
  return oneOf('--lottery', needed('--lottery', 'uniform, adjacent or loc3', lottery ?? usual), [
    'uniform',
    'adjacent',
    'loc3',
  ]);
}

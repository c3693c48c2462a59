import { calibrate, calibrationTables, paperPlan, type CurveSpec, type Plan } from '../../index.ts';
import { integer } from '../../core/errors.ts';
import { blamed } from '../frame/blame.ts';
import type { Outcome, Typed } from '../frame/command.ts';
import { engine } from '../frame/version.ts';
import { optionSettings } from '../input/request.ts';
import { numeric } from '../input/values.ts';
import { meaning, needed } from '../release/meaning.ts';
import { onlyPlanned, planJson, plansText, populations, tableText } from '../release/plan.ts';
import { SEGMENT_FLAGS } from './flags.ts';
import { curveNotes } from './result.ts';
import { FIELDS, type Settings } from './settings.ts';

const SCHEMA = 'candor/segment/1';

/** The options of a plan. */
const PLANNED: readonly string[] =
  'plan population attributes segments grid click utility mode truth epsilon tilt loss'.split(' ');

/**
 * `candor segment --plan`: what would be promised, from public quantities alone; no data is read. Without further options the
 * published tables, computed anew.
 */
export function segmentPlan(typed: Typed): Outcome {
  onlyPlanned(typed, SEGMENT_FLAGS, PLANNED);
  const settings = optionSettings(FIELDS, typed);
  const shaped = typed.has('population') || typed.has('attributes');
  if (!shaped && Object.keys(settings).length === 0) {
    const tables = calibrationTables();
    const text = `${tables.map((table) => tableText(table)).join('\n')}`;
    return { code: 0, text, json: { schema: SCHEMA, engine, tables } };
  }
  const plans = populations(typed).map((size) => planFor(size, typed, settings));
  const notes = curveNotes({
    click: settings.click === undefined,
    utility: settings.utility === undefined,
  });
  const most = plans[0]?.range ?? 0; // of the curves, so the same in all
  const text = plansText(plans, { most, loss: 'welfare' }, notes);
  return { code: 0, text, json: { schema: SCHEMA, engine, plans: plans.map(planJson), notes } };
}

function planFor(population: number, typed: Typed, settings: Settings): Plan {
  const given = needed('--attributes', 'the number of columns', typed.text('attributes'));
  const attributes = integer('--attributes', numeric('--attributes', given), 1);
  const usual: CurveSpec = { family: 'linear', slope: 1 / attributes };
  const shape = {
    population,
    attributes,
    segments: needed('--segments', 'the number of segments', settings.segments),
    grid: needed('--grid', 'a number of brackets, or continuous', settings.grid),
    click: settings.click ?? usual,
    utility: settings.utility ?? usual,
  };
  const { mode, truth, promise } = meaning(settings);
  return blamed(
    () => true,
    () =>
      mode === 'paper' || truth === undefined || promise === undefined
        ? paperPlan(shape)
        : calibrate({ ...shape, truth, ...promise }),
  );
}

import { integer } from '../../core/errors.ts';
import {
  calibrate,
  calibrationTables,
  paperPlan,
  type CalibrationTable,
  type CurveSpec,
  type Plan,
  type RepresentativesOptions,
} from '../../index.ts';
import { blamed } from '../frame/blame.ts';
import type { Outcome, Typed } from '../frame/command.ts';
import { aligned } from '../frame/help.ts';
import { misuse } from '../frame/misuse.ts';
import { optionSettings } from '../input/request.ts';
import type { Settings } from '../input/scenario.ts';
import { SEGMENT_FLAGS } from './flags.ts';
import { curveNotes } from './result.ts';
import { capital, count, short } from '../input/units.ts';
import { numeric } from '../input/values.ts';
import { engine } from '../frame/version.ts';

const SCHEMA = 'candor/segment/1';

/** The options of a plan. */
const PLANNED: readonly string[] =
  'plan population attributes segments grid click utility mode truth epsilon tilt loss'.split(' ');

/**
 * `candor segment --plan`: what would be promised, from public quantities alone; no data is read. Without further options the
 * published tables, computed anew.
 */
export function segmentPlan(typed: Typed): Outcome {
  const input = typed.inputs[0];
  if (input !== undefined)
    throw misuse('input', 'left out with --plan, which reads no data', input);
  for (const { name } of SEGMENT_FLAGS) {
    if (typed.has(name) && !PLANNED.includes(name)) {
      const given = typed.text(name) || 'it';
      throw misuse(
        `--${name}`,
        'left out with --plan, which reads no data and draws nothing',
        given,
      );
    }
  }
  const settings = optionSettings(typed);
  const sizes = typed.text('population');
  if (sizes === undefined && !typed.has('attributes') && Object.keys(settings).length === 0) {
    const tables = calibrationTables();
    const text = `${tables.map((table) => tableText(table)).join('\n')}`;
    return { code: 0, text, json: { schema: SCHEMA, engine, tables } };
  }
  const plans = needed('--population', 'public population sizes', sizes)
    .split(',')
    .map((size) => numeric('--population', size))
    .map((size) => planFor(integer('--population', size, 1, 2 ** 53 - 1), typed, settings));
  const notes = curveNotes({
    click: settings.click === undefined,
    utility: settings.utility === undefined,
  });
  const json = { schema: SCHEMA, engine, plans: plans.map(planJson), notes };
  return { code: 0, text: plansText(plans, notes), json };
}

function tableText({ title, columns, rows }: CalibrationTable): string {
  const cells = rows.map((row) => row.map((x) => (typeof x === 'number' ? figure(x) : x)));
  return `${title}\n\n${aligned([columns, ...cells])}\n`;
}

/** Three digits as published, four of a population. */
function figure(x: number): string {
  return x >= 1000 ? count(Number(x.toPrecision(4))) : short(x);
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

function planJson(plan: Plan): Readonly<Record<string, unknown>> {
  const { lottery, ...figures } = plan;
  return {
    ...figures,
    lottery: lottery && { kind: lottery.kind, description: lottery.description },
  };
}

function plansText(plans: readonly Plan[], notes: readonly string[]): string {
  const header = ['reports', 'promised loss', 'blind', 'q', 'epsilon', 'tilt', 'the data'];
  const rows = plans.map((plan) => [
    count(plan.population),
    short(plan.promised),
    short(plan.blind),
    short(plan.q),
    short(plan.epsilon),
    short(plan.tilt),
    plan.dataHelp ? 'help' : plan.promised < plan.range ? 'add nothing' : 'add nothing; trivial',
  ]);
  const printed = plans.some(({ mode }) => mode === 'paper')
    ? ', with parameters as printed in the paper'
    : '';
  return `What would be promised on any data of these sizes${printed}; loss is welfare per head.\n\n${aligned([header, ...rows])}\n${notes
    .map((note) => `\n${capital(note)}.\n`)
    .join('')}`;
}

/** Mode, truth and promise: all printed functions of the population in paper mode, else one of each. */
export function meaning(
  settings: Settings,
): Pick<RepresentativesOptions, 'mode' | 'truth' | 'promise'> {
  const { mode = 'calibrated', truth, epsilon, tilt, loss } = settings;
  const given = Object.entries({ epsilon, tilt, loss }).filter(([, value]) => value !== undefined);
  const list = given.map(([name]) => `--${name}`).join(' and ');
  if (mode === 'paper') {
    const extra = truth === undefined ? list : '--truth';
    if (extra !== '') throw misuse(extra, 'left out in paper mode: the paper prints it', 'a value');
    return { mode };
  }
  if (given.length !== 1) {
    throw misuse('--epsilon, --tilt or --loss', 'exactly one of the three', list || 'none');
  }
  const promise = Object.fromEntries(given) as NonNullable<RepresentativesOptions['promise']>;
  return { mode, truth: needed('--truth', 'brackets, beyond:<d> or gain:<g>', truth), promise };
}

/** A setting that has no default. */
export function needed<T>(path: string, range: string, value: T | undefined): T {
  if (value === undefined) throw misuse(path, `given: ${range}`, 'nothing');
  return value;
}

import { facilities, population, type FacilitiesOptions } from '../../index.ts';
import { blamed } from '../frame/blame.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { readRequest, type Request } from '../input/request.ts';
import { scaled, type Reports } from '../input/units.ts';
import { assignmentFiles } from '../release/assign.ts';
import { meaning, needed } from '../release/meaning.ts';
import { forbidden, randomness, spending } from '../release/run.ts';
import { LOCATE_FLAGS, LOCATE_NOTES, LOCATE_USAGE } from './flags.ts';
import { unasked } from './lottery.ts';
import { locatePicture } from './picture.ts';
import { readPlaces, type Places } from './places.ts';
import { locatePlan } from './plan.ts';
import { locateResult, type Location } from './result.ts';
import { scaleOf } from './scale.ts';
import { siteShape } from './shape.ts';
import { FIELDS, type Settings } from './settings.ts';
import { locateText } from './text.ts';

/** `candor locate`: sites for K facilities, private and truthful, with a certificate. */
export const locateCommand: Command = {
  name: 'locate',
  summary: 'sites for K facilities',
  usage: LOCATE_USAGE,
  flags: LOCATE_FLAGS,
  notes: LOCATE_NOTES,
  example:
    'candor locate data/california-block-groups.csv --columns latitude --bounds latitude=32:43 --weight population ' +
    '--facilities 3 --grid 32 --truth brackets --loss best',
  inputs: 1,
  readsInput: true,
  async run(typed, io) {
    if (typed.has('plan')) return locatePlan(typed);
    forbidden(typed, ['population']);
    const telling = progress(io);
    try {
      return await locate(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function locate(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const request = await readRequest(FIELDS, typed, io, telling);
  const { table, settings, typedIn } = request;
  const scale = scaleOf(table, settings.crs);
  const reports = scaled(table, scale.extents);
  const places = await readPlaces(request, scale.extents, typed, io);
  const asked = (name: string): boolean =>
    typedIn(name) && (name !== 'lottery' || settings.lottery !== undefined);
  const options = await engineOptions(reports, request, places, telling);
  const made = unasked(settings, () => blamed(asked, () => facilities(options)));
  const { seed, rng } = randomness(typed);
  const run: Location = {
    reports,
    scale,
    crs: settings.crs,
    places,
    grid: places.candidates && settings.grid === undefined ? null : options.grid,
    clip: typed.has('clip'),
    seed,
    made,
    release: blamed(typedIn, () => made.draw(rng)),
    diagnostics: typed.has('diagnostics') ? blamed(typedIn, () => made.diagnostics()) : null,
  };
  const spent = spending(typed, io, 'locate', made.certificate.privacy.epsilon);
  return {
    code: 0,
    text: locateText(run, spent),
    json: locateResult(run),
    files: await filesOf(typed, run),
    ...(spent ? { before: spent.record } : {}),
  };
}

async function filesOf(typed: Typed, run: Location): Promise<Written[]> {
  const files: Written[] = [];
  const assign = typed.text('assign');
  if (assign !== undefined) {
    const shown = [...run.release.sites, ...(run.places.fixed ?? [])];
    const open = run.places.fixed ? '; those after the new ones were open already' : '';
    const handed = { one: 'site', shown, about: `where that site is${open}` };
    files.push(...assignmentFiles(assign, run, run.made.assign(run.release), handed));
  }
  const plot = typed.text('plot');
  if (plot !== undefined) files.push({ path: plot, content: [await locatePicture(run)] });
  return files;
}

/** The engine's options for these reports. */
async function engineOptions(
  reports: Reports,
  { settings, typedIn }: Request<Settings>,
  places: Places,
  telling: Progress,
): Promise<FacilitiesOptions> {
  const { trials, subsets, grid, lottery } = settings;
  const meant = meaning(settings, typedIn);
  if (meant.mode === 'paper' && reports.extents.length === 1 && grid !== 'continuous') {
    needed('--lottery', 'uniform, adjacent or loc3, whose parameters are printed', lottery);
  }
  return {
    ...(await siteShape(settings, reports, places)),
    ...meant,
    population: population(reports.points, reports.bounds.length, reports.weights),
    ...(trials === undefined ? {} : { trials }),
    ...(subsets === undefined ? {} : { subsets }),
    progress: (note) => telling.hush(note),
  };
}

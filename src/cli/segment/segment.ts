import {
  population,
  representatives,
  type CurveSpec,
  type RepresentativesOptions,
} from '../../index.ts';
import { blamed } from '../frame/blame.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { readRequest, type Request } from '../input/request.ts';
import { unitCube, type Reports } from '../input/units.ts';
import { assignmentFiles } from '../release/assign.ts';
import { meaning, needed } from '../release/meaning.ts';
import { forbidden, randomness, spending } from '../release/run.ts';
import { SEGMENT_FLAGS, SEGMENT_NOTES, SEGMENT_USAGE } from './flags.ts';
import { segmentPicture } from './picture.ts';
import { segmentPlan } from './plan.ts';
import { products, segmentResult, type Segmentation } from './result.ts';
import { FIELDS, type Settings } from './settings.ts';
import { segmentText } from './text.ts';

/** `candor segment`: K representatives of a population, private and truthful, with a certificate. */
export const segmentCommand: Command = {
  name: 'segment',
  summary: 'private, truthful segments of a population',
  usage: SEGMENT_USAGE,
  flags: SEGMENT_FLAGS,
  notes: SEGMENT_NOTES,
  example:
    'candor segment data/california-block-groups.csv --columns median_income ' +
    '--bounds median_income=0:16 --segments 3 --grid 16 --loss best --truth brackets',
  inputs: 1,
  readsInput: true,
  async run(typed, io) {
    if (typed.has('plan')) return segmentPlan(typed);
    forbidden(typed, ['population', 'attributes']);
    const telling = progress(io);
    try {
      return await segment(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

async function segment(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const request = await readRequest(FIELDS, typed, io, telling);
  const { table, settings, typedIn } = request;
  const reports = unitCube(table);
  const options = engineOptions(reports, request, telling);
  const made = blamed(typedIn, () => representatives(options));
  const { seed, rng } = randomness(typed);
  const release = blamed(typedIn, () => made.draw(rng));
  const run: Segmentation = {
    reports,
    grid: options.grid,
    brackets: settings.truth === 'brackets',
    click: options.click,
    utility: options.utility,
    usual: { click: settings.click === undefined, utility: settings.utility === undefined },
    clip: typed.has('clip'),
    seed,
    made,
    release,
    diagnostics: typed.has('diagnostics') ? blamed(typedIn, () => made.diagnostics()) : null,
  };
  const files: Written[] = [];
  const assign = typed.text('assign');
  if (assign !== undefined) {
    const about = 'the representative that row is shown';
    const handed = { one: 'segment', shown: products(release), about };
    files.push(...assignmentFiles(assign, run, made.assign(release, rng), handed));
  }
  const plot = typed.text('plot');
  if (plot !== undefined) files.push({ path: plot, content: [await segmentPicture(run)] });
  const spent = spending(typed, io, 'segment', made.certificate.privacy.epsilon);
  return {
    code: 0,
    text: segmentText(run, spent),
    json: segmentResult(run),
    files,
    ...(spent ? { before: spent.record } : {}),
  };
}

/** The engine's options; what carries meaning has no default. */
function engineOptions(
  reports: Reports,
  { settings, typedIn }: Request<Settings>,
  telling: Progress,
): RepresentativesOptions & { readonly click: CurveSpec; readonly utility: CurveSpec } {
  const attributes = reports.bounds.length;
  const usual: CurveSpec = { family: 'linear', slope: 1 / attributes };
  const { coin, trials } = settings;
  return {
    population: population(reports.points, attributes, reports.weights),
    segments: needed('--segments', 'the number of segments', settings.segments),
    grid: needed('--grid', 'a number of brackets, or continuous', settings.grid),
    click: settings.click ?? usual,
    utility: settings.utility ?? usual,
    ...meaning(settings, typedIn),
    ...(coin ? { coin } : {}),
    ...(trials === undefined ? {} : { trials }),
    progress: (note) => telling.hush(note),
  };
}

import { nonNegative } from '../../core/errors.ts';
import {
  population,
  representatives,
  seeded,
  system,
  type CurveSpec,
  type RepresentativesOptions,
} from '../../index.ts';
import { assignmentFiles } from '../release/assign.ts';
import { blamed } from '../frame/blame.ts';
import type { Command, Outcome, Typed, Written } from '../frame/command.ts';
import type { Io } from '../frame/io.ts';
import { charge } from '../frame/ledger.ts';
import { misuse } from '../frame/misuse.ts';
import { picture } from './picture.ts';
import { meaning, needed, segmentPlan } from './plan.ts';
import { progress, type Progress } from '../frame/progress.ts';
import { readRequest, type Reports } from '../input/request.ts';
import type { Settings } from '../input/scenario.ts';
import { SEGMENT_FLAGS, SEGMENT_NOTES, SEGMENT_USAGE } from './flags.ts';
import { segmentResult, type Segmentation } from './result.ts';
import { segmentText } from './text.ts';
import { numeric } from '../input/values.ts';

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
    forbidden(typed);
    const telling = progress(io);
    try {
      return await segment(typed, io, telling);
    } finally {
      telling.end();
    }
  },
};

/** Options that make no sense together. */
function forbidden(typed: Typed): void {
  if (typed.has('ledger') && typed.has('seed')) {
    throw misuse(
      '--seed',
      'left out with --ledger: a replay is no release',
      typed.text('seed') ?? '',
    );
  }
  if (typed.has('budget') && !typed.has('ledger')) {
    throw misuse('--budget', 'given with --ledger', typed.text('budget') ?? '');
  }
  for (const name of ['population', 'attributes']) {
    if (typed.has(name)) {
      throw misuse(
        `--${name}`,
        'left out without --plan: the input has its own',
        typed.text(name) ?? '',
      );
    }
  }
}

async function segment(typed: Typed, io: Io, telling: Progress): Promise<Outcome> {
  const { reports, settings, typedIn } = await readRequest(typed, io, telling);
  const options = engineOptions(reports, settings, telling);
  const made = blamed(typedIn, () => representatives(options));
  const seed = typed.text('seed') ?? null;
  const rng = seed === null ? system() : seeded(seed);
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
  if (assign !== undefined) files.push(...assignmentFiles(assign, run, made.assign(release, rng)));
  const plot = typed.text('plot');
  if (plot !== undefined) files.push({ path: plot, content: [await picture(run)] });
  const ledger = typed.text('ledger');
  const spent = ledger === undefined ? null : spending(typed, io, ledger, made.plan.epsilon);
  return {
    code: 0,
    text: segmentText(run, spent),
    json: segmentResult(run),
    files,
    ...(spent ? { before: spent.record } : {}),
  };
}

function spending(
  typed: Typed,
  io: Io,
  ledger: string,
  epsilon: number,
): ReturnType<typeof charge> {
  const budget = typed.text('budget');
  return charge(io.cwd, ledger, {
    epsilon,
    command: 'segment',
    ...(budget === undefined
      ? {}
      : { budget: nonNegative('--budget', numeric('--budget', budget)) }),
  });
}

/** The engine's options; what carries meaning has no default. */
function engineOptions(
  reports: Reports,
  settings: Settings,
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
    ...meaning(settings),
    ...(coin ? { coin } : {}),
    ...(trials === undefined ? {} : { trials }),
    progress: (note) => telling.tell(note),
  };
}

import { extname, resolve } from 'node:path';
import { positive, wrongKind } from '../../core/errors.ts';
import { ITSELF, type Command, type Outcome, type Typed, type Written } from '../frame/command.ts';
import { aligned } from '../frame/help.ts';
import { readAll, type Io } from '../frame/io.ts';
import { misuse } from '../frame/misuse.ts';
import { toJson } from '../frame/output.ts';
import { progress } from '../frame/progress.ts';
import { short } from '../frame/words.ts';
import { json, numeric } from '../input/values.ts';

type Bench = typeof import('../../../bench/index.ts');
type Report = Awaited<ReturnType<Bench['runBench']>>;
type Result = Report['results'][number];

/** `candor bench`: the kernels against the best plain loops. */
export const benchCommand: Command = {
  name: 'bench',
  summary: 'time the kernels against the best plain loops',
  usage: 'candor bench [filter] [options]',
  flags: [
    {
      name: 'save',
      value: 'file',
      about: 'keep the report: a page if it ends in .md, else JSON',
      files: [ITSELF],
    },
    {
      name: 'against',
      value: 'file',
      about: 'compare the ratios with those of a saved JSON report',
      files: [ITSELF],
      reads: true,
    },
    {
      name: 'fail-on-regression',
      value: 'percent',
      about: 'exit 1 when a ratio is more than that below the saved one, beyond both spreads',
    },
  ],
  notes: [
    'A filter is part of the name of a kernel. Ratios of loop to kernel within one run are compared, never times: a ' +
      'busy machine moves both.',
  ],
  example: 'candor bench tangents',
  inputs: 1,
  async run(typed, io) {
    if (typed.has('fail-on-regression') && !typed.has('against')) {
      throw misuse('--fail-on-regression', 'given with --against', 'it alone');
    }
    const telling = progress(io);
    try {
      return await bench(typed, io, (note) => telling.tell(note));
    } finally {
      telling.end();
    }
  },
};

async function bench(
  typed: Typed,
  io: Io,
  tell: Parameters<Bench['runBench']>[1],
): Promise<Outcome> {
  const limit = typed.text('fail-on-regression');
  const percent =
    limit === undefined
      ? Infinity
      : positive('--fail-on-regression', numeric('--fail-on-regression', limit));
  const against = typed.text('against');
  const before = against === undefined ? null : saved(against, await readAll(io, against));
  const { runBench, formatBench, benchMarkdown } = await import('../../../bench/index.ts');
  const report = await runBench(typed.inputs[0], tell);
  const compared = before ? comparison(before, report, percent / 100) : [];
  const slower = compared.filter(({ regression }) => regression);
  const save = typed.text('save');
  const today = new Date().toISOString().slice(0, 10);
  const page = (): string =>
    extname(save ?? '') === '.md' ? benchMarkdown(report, today) : toJson(report);
  const files: Written[] =
    save === undefined ? [] : [{ path: resolve(io.cwd, save), content: [page()] }];
  return {
    code: slower.length > 0 ? 1 : 0,
    text: `${formatBench(report)}${before ? comparisonText(before, report, compared) : ''}`,
    json: before ? { ...report, against: { machine: before.machine, compared } } : report,
    files,
  };
}

function saved(path: string, text: string): Report {
  const given = json(path, text) as Partial<Report> | null;
  if (given?.schema !== 'candor/bench/1' || !Array.isArray(given.results)) {
    throw wrongKind(path, 'a report that candor bench --save wrote as JSON', given);
  }
  return given as Report;
}

/** A kernel at a size, then and now. */
export interface Compared {
  readonly kernel: string;
  readonly size: number;
  readonly before: number;
  readonly now: number;
  readonly regression: boolean;
}

/** Ratios measured both times; a regression is a drop of more than `most`, beyond both spreads. */
export function comparison(
  before: { readonly results: readonly Result[] },
  now: { readonly results: readonly Result[] },
  most: number,
): Compared[] {
  return now.results.flatMap((result) => {
    const { kernel, size, ratio, spread } = result;
    const old = before.results.find((r) => r.kernel === kernel && r.size === size);
    if (!old) return [];
    const regression = ratio < old.ratio * (1 - most - spread - old.spread);
    return [{ kernel, size, before: old.ratio, now: ratio, regression }];
  });
}

function comparisonText(before: Report, now: Report, compared: readonly Compared[]): string {
  const rows = compared.map(({ kernel, size, before: was, now: is, regression }) => [
    kernel,
    String(size),
    short(was),
    short(is),
    regression ? 'SLOWER' : '',
  ]);
  const elsewhere = before.machine === now.machine ? '' : `, measured on ${before.machine}`;
  return `\nRatios against the saved report${elsewhere}:\n${aligned([['kernel', 'size', 'saved', 'now', ''], ...rows])}\n`;
}

import { cpus } from 'node:os';
import { outOfRange } from '../src/core/errors.ts';
import { wasmDigest } from '../src/kernel/instance.ts';
import { boxScores } from './boxes.bench.ts';
import { chains } from './chain.bench.ts';
import { hulls } from './hull.bench.ts';
import { elementary } from './kernels.bench.ts';
import { menus } from './menus.bench.ts';
import { scoreTables } from './scores.bench.ts';
import { measure, type Benchmark, type BenchResult } from './support.ts';

/** From which measured size on, up to the largest, the kernel is at least as fast as the loop; null when at none. */
export interface Crossover {
  readonly kernel: string;
  readonly inMemory: number | null;
  /** Absent where copies were not timed. */
  readonly withCopies?: number | null;
}

/** `candor/bench/1`. */
export interface BenchReport {
  readonly schema: 'candor/bench/1';
  readonly machine: string;
  readonly runtime: string;
  readonly results: readonly BenchResult[];
  readonly crossover: readonly Crossover[];
}

/** Every benchmark, in the order of the tables. */
export const benchmarks: readonly Benchmark[] = [
  ...elementary,
  ...chains,
  ...boxScores,
  ...scoreTables,
  ...hulls,
  ...menus,
];

/** Where the kernel overtakes the loop for good, among the measured sizes. */
export function crossover(kernel: string, results: readonly BenchResult[]): Crossover {
  const own = results.filter((r) => r.kernel === kernel);
  const from = (ratio: (r: BenchResult) => number): number | null => {
    const lost = own.findLastIndex((r) => !(ratio(r) >= 1));
    return own[lost + 1]?.size ?? null;
  };
  return {
    kernel,
    inMemory: from((r) => r.ratio),
    ...(own.some((r) => r.ratioWithCopies === undefined)
      ? {}
      : { withCopies: from((r) => r.ratioWithCopies ?? NaN) }),
  };
}

/**
 * Times every benchmark whose kernel's name contains `filter`.
 *
 * @throws RangeError when the filter selects nothing
 * @throws Error when two variants of a job disagree
 */
export async function runBench(
  filter: string | undefined,
  onProgress: (note: { stage: string; done: number; of: number }) => void,
): Promise<BenchReport> {
  const chosen = benchmarks.filter(({ kernel }) => kernel.includes(filter ?? ''));
  if (chosen.length === 0) {
    const names = benchmarks.map(({ kernel }) => kernel).join(', ');
    throw outOfRange('filter', `part of one of ${names}`, filter);
  }
  const jobs = chosen.flatMap((benchmark) => benchmark.sizes.map((size) => ({ benchmark, size })));
  const results: BenchResult[] = [];
  for (const { benchmark, size } of jobs) {
    onProgress({ stage: `${benchmark.kernel} ${size}`, done: results.length, of: jobs.length });
    results.push(await measure(benchmark, size));
  }
  const model = cpus()[0]?.model.trim() ?? process.arch;
  return {
    schema: 'candor/bench/1',
    machine: `${model}, ${cpus().length} threads, ${process.platform} ${process.arch}`,
    runtime: `node ${process.version}, V8 ${process.versions.v8}, kernels ${wasmDigest}`,
    results,
    crossover: chosen.map(({ kernel }) => crossover(kernel, results)),
  };
}

const HEAD = [
  'kernel',
  'size',
  'wasm',
  'with copies',
  'loop',
  'naive',
  'ratio',
  'with copies',
  '±',
];

/** Three figures with a unit. */
function time(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (ms >= 1e3) return `${(ms / 1e3).toPrecision(3)} s`;
  if (ms < 1e-3) return `${(ms * 1e6).toPrecision(3)} ns`;
  return ms < 1 ? `${(ms * 1e3).toPrecision(3)} us` : `${ms.toPrecision(3)} ms`;
}

function rows(report: BenchReport): string[][] {
  return report.results.map(({ kernel, size, ms, ratio, ratioWithCopies, spread }) => [
    kernel,
    String(size),
    time(ms.wasm),
    time(ms.withCopies),
    time(ms.loop),
    time(ms.naive),
    `${ratio.toFixed(2)}x`,
    ratioWithCopies === undefined ? '' : `${ratioWithCopies.toFixed(2)}x`,
    `${(100 * spread).toFixed(0)} %`,
  ]);
}

function reached(size: number | null): string {
  return size === null ? 'at no size' : `from ${size}`;
}

function crossovers(report: BenchReport): string[] {
  return report.crossover.map(({ kernel, inMemory, withCopies }) => {
    const copied = withCopies === undefined ? '' : `, ${reached(withCopies)} with copies`;
    return `${kernel}: as fast as the loop ${reached(inMemory)} in memory${copied}`;
  });
}

/** The report as text: one line a kernel and size, then the crossover sizes. */
export function formatBench(report: BenchReport): string {
  const table = [HEAD, ...rows(report)];
  const widths = HEAD.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  '),
  );
  return [report.machine, report.runtime, '', ...lines, '', ...crossovers(report), ''].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/**
 * The report as the page `bench/results.md`.
 *
 * @param date the day of the run, as yyyy-mm-dd
 */
export function benchMarkdown(report: BenchReport, date: string): string {
  return [
    '# Kernels, measured',
    '',
    `Machine: ${report.machine}. Runtime: ${report.runtime}. Date: ${date}.`,
    '',
    'Time per job, medians of interleaved rounds in one run; ratio = loop / wasm with the data in WASM memory, and beside it',
    'with the data copied in and the result out; ± is half the middle half, relative. The loop is the best plain loop over typed arrays',
    '(`bench/baseline/`), the same algorithm, unless the row says otherwise; naive is what one would write first. By `candor bench --save`.',
    '',
    ...benchmarks
      .filter(({ kernel }) => report.results.some((r) => r.kernel === kernel))
      .map(({ kernel, job }) => `- ${kernel}: ${job}`),
    '',
    line(HEAD),
    line(HEAD.map((_, i) => (i === 0 ? '---' : '--:'))),
    ...rows(report).map(line),
    '',
    ...crossovers(report).map((text) => `- ${text}`),
    '',
  ].join('\n');
}

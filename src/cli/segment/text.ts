import type { Charged } from '../frame/ledger.ts';
import { aligned, wrap } from '../frame/help.ts';
import { curveNotes, drewProposals, NOTES, products, type Segmentation } from './result.ts';
import { served } from './served.ts';
import {
  attributeNames,
  capital,
  count,
  many,
  pointText,
  reporters,
  short,
} from '../input/units.ts';

const percent = (x: number): string => `${short(100 * x)} %`;

/** The page of `candor segment`: what came out, how private, how truthful, what it costs, what it rests on. */
export function segmentText(run: Segmentation, spent: Charged | null): string {
  const { plan } = run.made;
  const { columns } = run.reports;
  const by = columns ? ` by ${columns.join(' and ')}` : '';
  const whom = reporters(plan.population, run.reports.weights !== undefined);
  const title = `${many(plan.segments, 'segment')} of ${whom}${by}`;
  const printed = plan.mode === 'paper' ? ' (parameters as printed in the paper)' : '';
  const kind = `${printed}${run.seed === null ? '' : ` (${NOTES.replay})`}`;
  return (
    [
      wrap(`${title}${kind}`),
      segmentTable(run),
      block('How private', privacy(run, spent)),
      block('How truthful', truthfulness(run)),
      block('What it costs', cost(run)),
      block('What it rests on', assumptions(run)),
      block('Keep in mind', reminders(run)),
      ...(run.diagnostics ? [block('For the data owner only (not private)', owner(run))] : []),
    ].join('\n\n') + '\n'
  );
}

function block(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${wrap(line, 2)}`)].join('\n');
}

function segmentTable(run: Segmentation): string {
  const names = attributeNames(run.reports);
  const own = run.release.representatives.length;
  const extent = served(run);
  const rows = products(run.release).map((point, k) => [
    `${k + 1}${k < own ? '' : ' (lottery)'}`,
    ...pointText(point, run.reports),
    ...(extent ? [extent[k] ?? ''] : []),
  ]);
  const header = ['segment', ...names, ...(extent ? ['nearest for reports'] : [])];
  return aligned([header, ...rows]);
}

function privacy({ made, seed }: Segmentation, spent: Charged | null): string[] {
  const { epsilon, basis, neighbours } = made.certificate.privacy;
  return [
    `Epsilon is ${short(epsilon)} (${neighbours}). Whatever the other reports are, one report changes the probability of ` +
      `any result by at most ${change(epsilon)}, ${basis === 'exact' ? 'the exact worst case' : 'by a proved bound'}` +
      `${protects(epsilon) ? '.' : ': no protection.'}`,
    seed === null
      ? `This run has spent that epsilon, and another run on the same reports spends it again: two runs promise ${short(2 * epsilon)}.`
      : 'That holds for fresh randomness. This run had a known seed and protects nobody.',
    ...(spent
      ? [`Ledger ${spent.path}: ${short(spent.total, 6)} of ${short(spent.budget, 6)} spent.`]
      : []),
  ];
}

/** Beyond a factor of 100 a percentage says nothing, and the factor says that nothing is protected. */
const protects = (epsilon: number): boolean => epsilon < Math.log(100);

function change(epsilon: number): string {
  return protects(epsilon) ? percent(Math.expm1(epsilon)) : `a factor of e^${short(epsilon)}`;
}

function truthfulness({ made, release }: Segmentation): string[] {
  const { promise, q, lottery, worstGain, leastLoss } = made.certificate.truthfulness;
  const sentence = `${capital(promise)}.`;
  const mixing =
    q === 0
      ? 'No lottery is needed for that.'
      : `With probability q = ${percent(q)} the products come from a lottery that looks at no report: ${lottery}.`;
  const which = {
    exponential: 'This time they come from the reports.',
    lottery: 'This time they come from the lottery, and say nothing about anybody.',
    each: 'Both are drawn, and everybody tosses her own coin for which of them she is shown.',
  }[release.part];
  return [
    sentence,
    q === 0 ? mixing : `${mixing} ${which}`,
    `${worstGain === 0 ? 'No lie is left that gains anything' : `The most any lie can still gain is ${short(worstGain)} of a utility in [0, 1]`}` +
      `${leastLoss > 0 ? `; a lie that is deterred loses at least ${short(leastLoss)}.` : '.'}`,
  ];
}

function cost({ made, usual }: Segmentation): string[] {
  const { range } = made.plan;
  const { loss, relativeTo, blind, dataHelp } = made.certificate.guarantee;
  return [
    `Promised for any data: on average a click probability at most ${short(loss)} below that of ${relativeTo}${
      loss < range
        ? ''
        : `: trivial, for no products at all lose more than P(0) - P(I) = ${short(range)}`
    }.`,
    `Products spread blindly, without looking at anybody, would promise ${short(blind)}` +
      `${dataHelp ? `: the reports are worth ${short(blind - loss)}.` : ': with so few reports the data add nothing to the promise.'}`,
    ...curveNotes(usual).map((note) => `${capital(note)}.`),
  ];
}

const MARK = { true: 'holds', false: 'FAILS', null: 'yours to know' } as const;

function assumptions({ made }: Segmentation): string[] {
  return made.certificate.assumptions.map(({ name, holds, detail }) => {
    const mark = MARK[`${holds}`];
    return `[${mark}] ${name}: ${detail}`;
  });
}

function reminders(run: Segmentation): string[] {
  return [`${capital(NOTES.eyes)}.`, ...(run.clip ? [`${capital(NOTES.clipped)}.`] : [])];
}

function owner(run: Segmentation): string[] {
  const { diagnostics, reports, release, clip } = run;
  const { logPartition, expectedWelfare, optimum, optimalRepresentatives } = diagnostics ?? {};
  const best = optimalRepresentatives?.map((point) => pointText(point, reports).join(', '));
  return [
    ...(expectedWelfare === undefined
      ? []
      : [`Expected click probability: ${short(expectedWelfare, 6)}.`]),
    ...(optimum === undefined
      ? []
      : [`The best there is: ${short(optimum, 6)}${best ? `, at ${best.join('; ')}` : ''}.`]),
    ...(logPartition === undefined ? [] : [`Log-partition: ${short(logPartition, 12)}.`]),
    ...(drewProposals(run) ? [`Proposals drawn: ${count(release.trials)}.`] : []),
    ...(clip ? [`Values moved to the bounds: ${count(reports.clipped)}.`] : []),
  ];
}

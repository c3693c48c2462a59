import { aligned } from '../frame/help.ts';
import type { Charged } from '../frame/ledger.ts';
import { capital, count, many, short } from '../frame/words.ts';
import { attributeNames, pointText, reporters } from '../input/units.ts';
import { forHerEyes } from '../release/assign.ts';
import { blindly, releasePage } from '../release/page.ts';
import { servedText } from '../release/served.ts';
import { curveNotes, drewProposals, products, serving, type Segmentation } from './result.ts';

/** The page of `candor segment`. */
export function segmentText(run: Segmentation, spent: Charged | null): string {
  const { plan } = run.made;
  const { columns } = run.reports;
  const by = columns ? ` by ${columns.join(' and ')}` : '';
  const whom = reporters(plan.population, run.reports.weights !== undefined);
  const own = {
    title: `${many(plan.segments, 'segment')} of ${whom}${by}`,
    table: segmentTable(run),
    subject: {
      name: 'the products',
      they: 'they',
      come: 'come',
      say: 'say',
      gain: 'a utility in [0, 1]',
    },
    cost: cost(run),
    reminders: [`${capital(forHerEyes('segment'))}.`],
    owner: owner(run),
  };
  return releasePage(run, own, spent);
}

function segmentTable(run: Segmentation): string {
  const names = attributeNames(run.reports);
  const own = run.release.representatives.length;
  const extent = servedText(serving(run));
  const rows = products(run.release).map((point, k) => [
    `${k + 1}${k < own ? '' : ' (lottery)'}`,
    ...pointText(point, run.reports),
    ...(extent ? [extent[k] ?? ''] : []),
  ]);
  const header = ['segment', ...names, ...(extent ? ['nearest for reports'] : [])];
  return aligned([header, ...rows]);
}

function cost(run: Segmentation): string[] {
  const { range } = run.made.plan;
  const { loss, relativeTo } = run.made.certificate.guarantee;
  return [
    `Promised for any data: on average a click probability at most ${short(loss)} below that of ${relativeTo}${
      loss < range
        ? ''
        : `: trivial, for no products at all lose more than P(0) - P(I) = ${short(range)}`
    }.`,
    blindly(run, 'Products spread blindly'),
    ...curveNotes(run.usual).map((note) => `${capital(note)}.`),
  ];
}

function owner(run: Segmentation): string[] {
  const { diagnostics, reports, release } = run;
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
  ];
}

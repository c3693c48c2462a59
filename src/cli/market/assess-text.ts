import { wrap } from '../frame/help.ts';
import type { Effect } from '../../lp.ts';
import type { AssessRun } from './runs.ts';
import { amounts, arithmeticText, cutColumns, reading, ruleText, section } from './page.ts';
import { decimalText, share } from './quantities.ts';
import { nearest } from '../../core/rational.ts';
import { averageTable, change, segmentTable } from './segment-text.ts';

const VERDICT = {
  improving: 'Nobody loses by these segments, and somebody gains: they are a Pareto improvement',
  neutral: 'Nobody gains or loses by these segments',
  harming: 'Somebody loses by these segments',
} as const;

/** The page of `candor assess`. */
export function assessText(run: AssessRun): string {
  const { environment, found, given } = run;
  const { losers, gainers } = found;
  return (
    [
      wrap(VERDICT[found.verdict]),
      ...(losers.length > 0 ? [`Who loses\n${effects(run, losers, 'loses')}`] : []),
      ...(gainers.length > 0 ? [`Who gains\n${effects(run, gainers, 'gains')}`] : []),
      ...found.segments.map((segment, s) =>
        segmentTable(environment, given.names[s]!, segment, found.menu),
      ),
      `What each type keeps, on average over the segments\n${averageTable(environment, found.averages, amounts(environment, found.arithmetic))}`,
      section('What it brings', brings(run)),
      section('How to read this', [
        ...ruleText(run.rule),
        arithmeticText(found.arithmetic),
        ...missed(run),
        ...reading(run),
      ]),
    ].join('\n\n') + '\n'
  );
}

function effects(
  { environment, given, found }: AssessRun,
  rows: readonly Effect[],
  verb: string,
): string {
  const amount = amounts(environment, found.arithmetic);
  const cells = rows.map(({ type, segment, mass, amount: by }) => [
    environment.types[type]!,
    given.names[segment]!,
    share(mass),
    amount(by),
  ]);
  const header = ['type', 'in', 'of the market', `each ${verb}`];
  return cutColumns('llrr', header, cells);
}

function brings({ environment, found }: AssessRun): string[] {
  const amount = amounts(environment, found.arithmetic);
  const { before, after, revenueRises, nonTrivial } = found;
  const unresolved = revenueRises === 'unresolved' && nonTrivial;
  return [
    `Revenue a head: ${change(before.revenue, after.revenue, amount)}${unresolved ? '; the precision does not show that it rises' : ''}.`,
    `Consumer surplus a head: ${change(before.consumerSurplus, after.consumerSurplus, amount)}.`,
    `Together: ${change(before.totalSurplus, after.totalSurplus, amount)}.`,
    ...(nonTrivial ? [] : ['Every segment is the market itself.']),
  ];
}

function missed({ given }: AssessRun): string[] {
  if (given.missed === null) return [];
  return [
    `The segments as written miss the market by ${decimalText(nearest(given.missed))}, as rounded numbers do: each type's ` +
      'masses were scaled to its share.',
  ];
}

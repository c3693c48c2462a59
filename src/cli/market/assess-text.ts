import { wrap } from '../frame/help.ts';
import type { Assessment, Effect } from '../../lp.ts';
import type { AssessRun } from './runs.ts';
import { earningsName } from './costs.ts';
import { decimalText, share } from './figures.ts';
import { amounts, arithmeticText, cutColumns, precision, reading, section } from './page.ts';
import { ruleText } from './rule.ts';
import { lower } from './names.ts';
import { worst } from './worst.ts';
import { nearest } from '../../core/rational.ts';
import { averageTable, change, segmentTable } from './segment-text.ts';

/** The verdict in a sentence; of a solver's figures it holds up to their precision. */
function verdict({ verdict: kind, arithmetic }: Assessment): string {
  const upTo = precision(arithmetic);
  const by = arithmetic === 'exact' ? '' : ", by more than the solver's precision";
  return {
    improving: `Nobody loses by these segments${upTo}, and somebody gains: they are a Pareto improvement`,
    neutral: `Nobody gains or loses by these segments${upTo}`,
    harming: `Somebody loses by these segments${by}`,
  }[kind];
}

/** The page of `candor assess`. */
export function assessText(run: AssessRun): string {
  const { environment, found, given } = run;
  const { losers, gainers } = found;
  const menus = [
    { name: 'this market', menu: found.menu },
    ...found.segments.map(({ menu }, s) => ({ name: lower(given.names[s]!), menu })),
  ];
  return (
    [
      wrap(verdict(found)),
      ...(losers.length > 0 ? [`Who loses\n${effects(run, losers, 'loses')}`] : []),
      ...(gainers.length > 0 ? [`Who gains\n${effects(run, gainers, 'gains')}`] : []),
      ...found.segments.map((segment, s) =>
        segmentTable(run, given.names[s]!, segment, found.menu),
      ),
      `What each type keeps, on average over the segments\n${averageTable(environment, found.averages, amounts(environment, found.arithmetic))}`,
      section('What it brings', brings(run)),
      section('How to read this', [
        ...ruleText(run.rule, menus),
        ...arithmeticText(environment, { arithmetic: found.arithmetic, ...worst(found) }),
        ...underOther(run),
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
    amount(by, type),
  ]);
  const header = ['type', 'in', 'of the market', `each ${verb}`];
  return cutColumns('llrr', header, cells);
}

function brings({ environment, costs, found }: AssessRun): string[] {
  const amount = amounts(environment, found.arithmetic);
  const { before, after, revenueRises, nonTrivial } = found;
  const unresolved = revenueRises === 'unresolved' && nonTrivial;
  return [
    `${earningsName(costs)} a head: ${change(before.revenue, after.revenue, amount)}${unresolved ? '; the precision does not show that it rises' : ''}.`,
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

/** The rule that segments were found under, where it is another one. */
function underOther({ given, rule }: AssessRun): string[] {
  if (given.foundUnder === null || given.foundUnder === rule) return [];
  const judged = rule === null ? 'no rule' : `the rule ${rule}`;
  return [
    `The segments were found under the rule ${given.foundUnder}, and are judged under ${judged}.`,
  ];
}

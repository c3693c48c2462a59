import { minus, nearest, plus, ZERO, type Rational } from '../../core/rational.ts';
import { type DominatingMarket, type Improvement, typeAverages, welfareOver } from '../../lp.ts';
import { wrap } from '../frame/help.ts';
import type { ImproveRun } from './runs.ts';
import { earningsName } from './costs.ts';
import { share } from './figures.ts';
import { NOTHING } from './names.ts';
import { amounts, arithmeticText, cutColumns, precision, reading, section } from './page.ts';
import { ruleText, type NamedMenu } from './rule.ts';
import { exactFeasible } from './seller.ts';
import { averageTable, change, segmentTable } from './segment-text.ts';

/** The answer in a sentence; the answer no is proved, and yes holds up to the solver's precision. */
function verdict({ improvable, arithmetic }: Improvement): string {
  if (improvable === true) {
    return `This market can be segmented so that nobody loses${precision(arithmetic)} and somebody gains`;
  }
  return improvable
    ? 'Whether this market can be segmented so that nobody loses and somebody gains is not known: this is not a no'
    : 'This market cannot be segmented so that nobody loses and somebody gains';
}

/** The page of `candor improve`. */
export function improveText(run: ImproveRun): string {
  const { environment, found } = run;
  const { before, dominating, segments } = found;
  return (
    [
      wrap(verdict(found)),
      section('Why', why(run)),
      ...(dominating ? [dominatingText(run, dominating)] : []),
      ...segments.map((segment, i) => segmentTable(run, `Segment ${i + 1}`, segment, before)),
      ...(segments.length > 0
        ? [
            `What each type keeps\n${averageTable(environment, typeAverages(before, segments), amounts(environment, found.arithmetic))}`,
            section('What it brings', brings(run)),
          ]
        : [section('As it is', asItIs(run))]),
      section('How to read this', [
        ...ruleText(run.rule, menusOf(found)),
        ...arithmeticText(environment, { arithmetic: found.arithmetic, ...found.certificate }),
        ...reading(run),
      ]),
    ].join('\n\n') + '\n'
  );
}

/** Every menu that the answer speaks of. */
export const menusOf = ({ before, segments }: Improvement): NamedMenu[] => [
  { name: 'this market', menu: before },
  ...segments.map(({ menu }, i) => ({ name: `segment ${i + 1}`, menu })),
];

function why(run: ImproveRun): string[] {
  const { environment, found } = run;
  const { types, alternatives } = environment;
  const { dominating, sentence } = found;
  if (!dominating) return [sentence, ...next(run)];
  const { inefficient, gaining, path, alternatives: best } = dominating;
  const [t, gains] = [types[inefficient]!, types[gaining]!];
  const product = alternatives[best[1] ?? 0]!;
  return [
    sentence,
    `${t} is served inefficiently. Offered ${product}, the best for her, at a price that leaves her what she has, she would be ` +
      `envied by ${gains}, who keeps more where they meet: ${[...path.map((each) => types[each]!), NOTHING].join(' -> ')} (each ` +
      'finds her own item and the next one equally good).',
    ...next(run),
  ];
}

/** What could be done where the answer is not known. */
function next({ environment, found: { improvable, arithmetic } }: ImproveRun): string[] {
  if (improvable !== 'unknown') return [];
  const exact = arithmetic === 'certified' && exactFeasible(environment);
  return [
    `${exact ? '--exact may decide it. ' : ''}Another --rule may have an answer, three types or fewer always have one, and ` +
      '`candor assess --segments` judges segments of your own.',
  ];
}

/** The market on the path, with what its types pay and keep in it. */
function dominatingText(
  { environment, costs, found }: ImproveRun,
  dominating: DominatingMarket,
): string {
  const { types, alternatives } = environment;
  const { path, market, alternatives: best, payments, surplus, surplusBefore } = dominating;
  const amount = amounts(environment, found.arithmetic);
  const rows = path.map((t, j) => [
    types[t]!,
    share(market[t]!),
    best[j] === 0 ? NOTHING : alternatives[best[j]!]!,
    amount(plus(payments[j]!, costs?.[best[j]!] ?? ZERO), t),
    amount(surplus[j]!, t),
    amount(surplusBefore[j]!, t),
  ]);
  const header = ['type', 'share', 'gets', 'pays', 'keeps', 'kept before'];
  const title =
    found.improvable === true
      ? 'The dominating market: everybody is served efficiently, and nobody keeps less'
      : 'A dominating market, which could not be cut off without loss to others';
  return `${title}\n${cutColumns('lrlrrr', header, rows)}`;
}

function brings({ environment, costs, found }: ImproveRun): string[] {
  const amount = amounts(environment, found.arithmetic);
  const { before, segments, revenueBefore, revenueAfter, largestWeight, certificate, reason } =
    found;
  const after = revenueAfter ?? revenueBefore;
  const bound = minus(certificate.surplusBound, before.consumerSurplus);
  return [
    `${earningsName(costs)} a head: ${change(revenueBefore, after, amount)}${rising(found)}.`,
    `Consumer surplus a head: ${change(before.consumerSurplus, welfareOver(segments).consumerSurplus, amount)}. No segmentation brings more than ` +
      `+${amount(bound)}.`,
    ...(largestWeight
      ? [
          `The dominating market may be any part of the whole ${largestWeight.attained ? 'up to' : 'below'} ` +
            `${share(largestWeight.value)}, the rest being offered ${reason === 'menu-kept' ? 'what it is offered now' : 'this menu'}.`,
        ]
      : []),
  ];
}

function rising({ certificate: { revenueRises } }: Improvement): string {
  if (revenueRises === 'unresolved') return ', a change that the precision does not resolve';
  return '';
}

function asItIs({ environment, costs, found }: ImproveRun): string[] {
  const { before, certificate, reason } = found;
  const amount = amounts(environment, found.arithmetic);
  return [
    `${earningsName(costs)} is ${amount(before.revenue)} a head, and consumers keep ${amount(before.consumerSurplus)}.`,
    reason === 'efficient'
      ? 'No segmentation leaves consumers more on average.'
      : `No segmentation leaves consumers more than ${amount(certificate.surplusBound)} on average.`,
    ...(reason === 'efficient-within-gap' ? [rival(certificate.gap)] : []),
  ];
}

function rival(gap: Rational): string {
  if (gap.numerator === 0n) return 'Another menu may earn as much.';
  return `Another menu may earn up to ${nearest(gap)} more.`;
}

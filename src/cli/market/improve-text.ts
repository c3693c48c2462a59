import { minus, nearest } from '../../core/rational.ts';
import { compared, type DominatingMarket, type Improvement } from '../../lp.ts';
import { wrap } from '../frame/help.ts';
import { averaged, surplusOver } from './before-after.ts';
import type { ImproveRun } from './runs.ts';
import { amounts, arithmeticText, cutColumns, reading, ruleText, section } from './page.ts';
import { share } from './quantities.ts';
import { averageTable, change, segmentTable } from './segment-text.ts';

const VERDICT = {
  true: 'This market can be segmented so that nobody loses and somebody gains',
  false: 'This market cannot be segmented so that nobody loses and somebody gains',
  unknown:
    'Whether this market can be segmented so that nobody loses and somebody gains is not known',
} as const;

/** The page of `candor improve`. */
export function improveText(run: ImproveRun): string {
  const { environment, found } = run;
  const { before, dominating, segments } = found;
  return (
    [
      wrap(VERDICT[`${found.improvable}`]),
      section('Why', why(run)),
      ...(dominating ? [dominatingText(run, dominating)] : []),
      ...segments.map((segment, i) =>
        segmentTable(environment, `Segment ${i + 1}`, segment, before),
      ),
      ...(segments.length > 0
        ? [
            `What each type keeps\n${averageTable(environment, averaged(before, segments), amounts(environment, found.arithmetic))}`,
            section('What it brings', brings(run)),
          ]
        : [section('As it is', asItIs(run))]),
      section('How to read this', [
        ...ruleText(run.rule),
        arithmeticText(found.arithmetic),
        ...reading(run),
      ]),
    ].join('\n\n') + '\n'
  );
}

function why({ environment, found }: ImproveRun): string[] {
  const { types, alternatives } = environment;
  const { dominating, sentence } = found;
  if (!dominating) return [sentence];
  const { inefficient, gaining, path, alternatives: best } = dominating;
  const [t, gains] = [types[inefficient]!, types[gaining]!];
  const product = alternatives[best[1] ?? 0]!;
  return [
    sentence,
    `${t} is served inefficiently. Offered ${product}, the best for her, at a price that leaves her what she has, she would be ` +
      `envied by ${gains}, who keeps more where they meet: ${[...path.map((each) => types[each]!), 'nothing'].join(' -> ')} (each ` +
      'finds her own item and the next one equally good).',
  ];
}

/** The market on the path, with what its types pay and keep in it. */
function dominatingText({ environment, found }: ImproveRun, dominating: DominatingMarket): string {
  const { types, alternatives } = environment;
  const { path, market, alternatives: best, payments, surplus, surplusBefore } = dominating;
  const amount = amounts(environment, found.arithmetic);
  const rows = path.map((t, j) => [
    types[t]!,
    share(market[t]!),
    alternatives[best[j]!]!,
    amount(payments[j]!),
    amount(surplus[j]!),
    amount(surplusBefore[j]!),
  ]);
  const header = ['type', 'share', 'gets', 'pays', 'keeps', 'kept before'];
  const title =
    found.improvable === true
      ? 'The dominating market: everybody is served efficiently, and nobody keeps less'
      : 'A dominating market, which could not be cut off without loss to others';
  return `${title}\n${cutColumns('lrlrrr', header, rows)}`;
}

function brings({ environment, found }: ImproveRun): string[] {
  const amount = amounts(environment, found.arithmetic);
  const { before, segments, revenueBefore, revenueAfter, largestWeight, certificate, reason } =
    found;
  const after = revenueAfter ?? revenueBefore;
  const bound = minus(certificate.surplusBound, before.consumerSurplus);
  return [
    `Revenue a head: ${change(revenueBefore, after, amount)}${rising(found)}.`,
    `Consumer surplus a head: ${change(before.consumerSurplus, surplusOver(segments), amount)}. No segmentation brings more than ` +
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

function asItIs({ environment, found }: ImproveRun): string[] {
  const { before, certificate, reason } = found;
  const amount = amounts(environment, found.arithmetic);
  const left = minus(certificate.surplusBound, before.consumerSurplus);
  const more = compared(left, certificate.tolerance) > 0;
  return [
    `Revenue is ${amount(before.revenue)} a head, and consumers keep ${amount(before.consumerSurplus)}.`,
    more
      ? `No segmentation leaves consumers more than ${amount(certificate.surplusBound)} on average.`
      : 'No segmentation leaves consumers more on average.',
    ...(reason === 'efficient-within-gap'
      ? [
          `Some other menu may earn up to ${certificate.gap.numerator === 0n ? 'as much' : `${nearest(certificate.gap)} more`}.`,
        ]
      : []),
  ];
}

import { minus, nearest, type Rational } from '../../core/rational.ts';
import type { OfferedSegment, OptimalMenu, ProductEnvironment, TypeAverage } from '../../lp.ts';
import { amounts, cutColumns, itemText, SHOWN, type Amount } from './page.ts';
import { percent } from '../frame/words.ts';
import { paidFor } from './costs.ts';
import { share } from './figures.ts';
import type { Setting } from './scenario.ts';

/** A segment's heading and its menu: who is in it, what she gets, pays and keeps, and what she kept in the whole market. */
export function segmentTable(
  { environment, costs }: Setting,
  name: string,
  { weight, menu }: OfferedSegment,
  before: OptimalMenu,
): string {
  const amount = amounts(environment, menu.arithmetic);
  const rows = menu.entries
    .filter(({ share: there }) => there.numerator > 0n)
    .map((entry) => [
      environment.types[entry.type]!,
      share(entry.share),
      itemText(environment, entry.lottery),
      amount(paidFor(costs, entry), entry.type),
      amount(entry.surplus, entry.type),
      amount(before.mechanism.surplus[entry.type]!, entry.type),
      entry.efficient ? 'yes' : 'no',
    ]);
  const header = ['type', 'share', 'gets', 'pays', 'keeps', 'kept before', 'efficient'];
  const title = `${name}: ${share(weight)} of the market, ${amount(menu.revenue)} a head earned in it${costs ? ' beyond costs' : ''}`;
  return `${title}\n${cutColumns('lrlrrrl', header, rows)}`;
}

/** What each type keeps before and after, on average over the segments she is in; who gains or loses most first where not all are shown. */
export function averageTable(
  { types }: ProductEnvironment,
  rows: readonly TypeAverage[],
  amount: Amount,
): string {
  const ordered = rows.length <= SHOWN ? rows : rows.toSorted((a, b) => size(b) - size(a));
  const cells = ordered.map(({ type, share: there, before, after, gain }) => [
    types[type]!,
    share(there),
    amount(before, type),
    amount(after, type),
    signed(gain, (x) => amount(x, type)),
  ]);
  const header = ['type', 'share', 'kept before', 'keeps after', 'gain'];
  return cutColumns('lrrrr', header, cells);
}

/** Before and after of one amount, with the change in percent where there was something. */
export function change(before: Rational, after: Rational, amount: Amount): string {
  const gain = minus(after, before);
  const part = amount(before) === '0' ? '' : ` (${percentChange(gain, before)})`;
  return `${amount(before)} before, ${amount(after)} after: ${signed(gain, amount)}${part}`;
}

/** An amount with its sign. */
function signed(x: Rational, amount: Amount): string {
  const text = amount(x);
  return x.numerator > 0n && text !== '0' ? `+${text}` : text;
}

function percentChange(gain: Rational, whole: Rational): string {
  const sign = gain.numerator > 0n ? '+' : '';
  return `${sign}${percent(nearest(gain) / Math.abs(nearest(whole)))}`;
}

const size = ({ gain }: TypeAverage): number => Math.abs(nearest(gain));

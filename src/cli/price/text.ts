import { aligned } from '../frame/help.ts';
import type { Charged } from '../frame/ledger.ts';
import { capital, short } from '../frame/words.ts';
import { pointText, reporters } from '../input/units.ts';
import { blindly, releasePage } from '../release/page.ts';
import { HELD, type Pricing } from './result.ts';

/** The page of `candor price`. */
export function priceText(run: Pricing, spent: Charged | null): string {
  const { columns, weights } = run.reports;
  const by = columns ? ` by ${columns.join(' and ')}` : '';
  const own = {
    title: `One price for ${reporters(run.made.plan.population, weights !== undefined)}${by}`,
    table: priceTable(run),
    subject: {
      name: 'the price',
      they: 'it',
      come: 'comes',
      say: 'says',
      gain: 'the upper bound',
      own: (share: number) => inOwn(run, share),
    },
    cost: cost(run),
    reminders: [`${capital(HELD)}: the promise of truth rests on that.`],
    owner: owner(run),
  };
  return releasePage(run, own, spent);
}

const inData = ({ reports }: Pricing, price: number): string =>
  pointText([price], reports)[0] ?? '';

function priceTable(run: Pricing): string {
  const price = inData(run, run.release.price);
  const { columns } = run.reports;
  return aligned([
    [columns ? `price (${columns.join()})` : 'price', 'bought by reports of'],
    [price, `${price} and more`],
  ]);
}

/** A share of the upper bound in the data's own units, where these are others. */
function inOwn({ reports }: Pricing, share: number): string | null {
  const [low, high] = reports.bounds[0] ?? [0, 1];
  return high - low === 1 ? null : `${short(share * (high - low))} in the data's own units`;
}

/** What the best price off the grid may bring beyond the best on it, in the data's own units. */
function offGrid(run: Pricing): string {
  const { truth, grid } = run.made.plan;
  const own = inOwn(run, truth === 'brackets' ? 1 / (2 * grid) : 1 / grid);
  return own === null ? '' : ` (that much is ${own})`;
}

/** A share of the upper bound, with the data's own units beside it. */
function both(run: Pricing, share: number, digits = 3): string {
  const [low, high] = run.reports.bounds[0] ?? [0, 1];
  return high - low === 1
    ? short(share, digits)
    : `${short(share, digits)} of the upper bound (${short(share * (high - low), digits)})`;
}

function cost(run: Pricing): string[] {
  const { loss, relativeTo } = run.made.certificate.guarantee;
  const most = run.made.prices.at(-1) ?? 1;
  const trivial = loss < most ? '' : ': trivial, for no revenue at all loses no more';
  return [
    `Promised for any data: on average a revenue per head at most ${both(run, loss)} below that of ${relativeTo}${offGrid(run)}${trivial}.`,
    blindly(run, 'A price drawn blindly', (share) => both(run, share)),
  ];
}

function owner(run: Pricing): string[] {
  const { diagnostics } = run;
  if (!diagnostics) return [];
  const { logPartition, expectedWelfare, optimum, optimalPrice } = diagnostics;
  return [
    ...(expectedWelfare === undefined
      ? []
      : [`Expected revenue per head: ${both(run, expectedWelfare, 6)}.`]),
    ...(optimum === undefined
      ? []
      : [
          `The best there is: ${both(run, optimum, 6)}, at a price of ${inData(run, optimalPrice)}.`,
        ]),
    ...(logPartition === undefined ? [] : [`Log-partition: ${short(logPartition, 12)}.`]),
  ];
}

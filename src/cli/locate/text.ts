import { aligned } from '../frame/help.ts';
import type { Charged } from '../frame/ledger.ts';
import { capital, count, many, short } from '../frame/words.ts';
import { attributeNames, pointText, reporters } from '../input/units.ts';
import { forHerEyes } from '../release/assign.ts';
import { blindly, releasePage } from '../release/page.ts';
import { servedText } from '../release/served.ts';
import {
  drewProposals,
  failing,
  heldTo,
  printedFails,
  serving,
  siteNames,
  sitesShown,
  type Location,
} from './result.ts';
import { kilometres } from './scale.ts';

/** The page of `candor locate`. */
export function locateText(run: Location, spent: Charged | null): string {
  const { plan } = run.made;
  const { columns, weights } = run.reports;
  const by = columns ? ` by ${columns.join(' and ')}` : '';
  const whom = reporters(plan.population, weights !== undefined);
  const own = {
    title: `${many(plan.facilities, 'site')} for ${whom}${by}`,
    fails: fails(run),
    table: siteTable(run),
    subject: {
      name: 'the sites',
      they: 'they',
      come: 'come',
      say: 'say',
      gain: gainOf(run),
      own: (x: number) => inOwn(run, x),
    },
    cost: cost(run),
    reminders: [
      `${capital(heldTo(run))}: the promise of truth rests on that.`,
      `${capital(forHerEyes('site'))}.`,
    ],
    owner: owner(run),
  };
  return releasePage(run, own, spent);
}

const gainOf = ({ made }: Location): string =>
  made.plan.cost === 'squared' ? 'a squared distance in that unit' : 'a distance in that unit';

function siteTable(run: Location): string {
  const extent = servedText(serving(run));
  const names = siteNames(run);
  const rows = sitesShown(run).map((site, k) => [
    names[k] ?? '',
    ...pointText(site, run.reports),
    ...(extent ? [extent[k] ?? ''] : []),
  ]);
  const header = [
    'site',
    ...attributeNames(run.reports),
    ...(extent ? ['nearest for reports'] : []),
  ];
  return aligned([header, ...rows]);
}

/** What a printed lottery that does not separate leaves of its claim. */
function fails({ made }: Location): string | null {
  const { plan } = made;
  return failing(plan) ? `${capital(printedFails(plan))}.` : null;
}

/** A distance on the common scale in the data's own units, where these are others; null for its square. */
function inOwn({ made, scale, crs }: Location, x: number, digits = 3): string | null {
  if (made.plan.cost === 'squared') return null;
  const own = x * scale.unit;
  if (crs !== undefined) return `${short(kilometres(own), digits)} km`;
  return scale.unit === 1 ? null : `${short(own, digits)} in the data's own units`;
}

/** A cost per head on the common scale, with the data's own units beside it. */
function both(run: Location, cost: number, digits = 3): string {
  const own = inOwn(run, cost, digits);
  return own === null ? short(cost, digits) : `${short(cost, digits)} (${own})`;
}

function unitLine({ scale, crs }: Location): string {
  const own = short(scale.unit, 6);
  const length =
    crs === undefined
      ? `${own} in the data's own units`
      : `${own} degrees of latitude, ${short(kilometres(scale.unit))} km`;
  return `Distances are in units of the longest declared axis, which is ${length}.`;
}

function cost(run: Location): string[] {
  const { plan, certificate } = run.made;
  const { loss, relativeTo } = certificate.guarantee;
  const squared = plan.cost === 'squared';
  const most = squared ? plan.reach ** 2 : plan.reach;
  const trivial =
    loss < most ? '' : ': trivial, for that is as far apart as two points of the declared axes are';
  return [
    `Promised for any data: on average a ${squared ? 'squared ' : ''}distance per head at most ${both(run, loss)} above ` +
      `that of ${relativeTo}${trivial}.`,
    blindly(run, 'Sites spread blindly'),
    ...(run.scale.unit === 1 ? [] : [unitLine(run)]),
  ];
}

function owner(run: Location): string[] {
  const { diagnostics, reports, release } = run;
  const { logPartition, expectedWelfare, optimum, optimalSites } = diagnostics ?? {};
  const best = optimalSites?.map((site) => pointText(site, reports).join(', '));
  return [
    ...(expectedWelfare === undefined
      ? []
      : [`Expected cost per head: ${both(run, -expectedWelfare, 6)}.`]),
    ...(optimum === undefined
      ? []
      : [`The least there is: ${both(run, -optimum, 6)}${best ? `, at ${best.join('; ')}` : ''}.`]),
    ...(logPartition === undefined ? [] : [`Log-partition: ${short(logPartition, 12)}.`]),
    ...(drewProposals(run) ? [`Proposals drawn: ${count(release.trials)}.`] : []),
  ];
}

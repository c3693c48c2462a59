import type { Facilities, SiteRelease } from '../../index.ts';
import { short } from '../frame/words.ts';
import { named } from '../input/units.ts';
import { forHerEyes } from '../release/assign.ts';
import { releaseDocument } from '../release/document.ts';
import type { Run } from '../release/run.ts';
import type { Serving } from '../release/served.ts';
import type { Places } from './places.ts';
import type { Scale } from './scale.ts';

/** Everything a finished run knows. */
export interface Location extends Run {
  readonly scale: Scale;
  readonly crs: 'lonlat' | undefined;
  readonly places: Places;
  readonly made: Facilities;
  readonly release: SiteRelease;
  readonly diagnostics: ReturnType<Facilities['diagnostics']> | null;
}

/** Every site that serves: the K of the release, and those open already unless the lottery was drawn. */
export function sitesShown({ release, places }: Location): readonly (readonly number[])[] {
  return [...release.sites, ...(release.part === 'lottery' ? [] : (places.fixed ?? []))];
}

/** What each of them is called. */
export function siteNames(run: Location): string[] {
  const own = run.release.sites.length;
  return sitesShown(run).map((_, k) => (k < own ? `${k + 1}` : `open ${k - own + 1}`));
}

/** Who is served by which site. */
export function serving(run: Location): Serving {
  const { reports, grid, made } = run;
  const { truth } = made.plan;
  const brackets = truth === 'brackets' || truth === 'paper';
  const read = brackets && typeof grid === 'number' ? grid : null;
  return { reports, one: 'site', places: sitesShown(run), read, together: true };
}

/** What agents are held to, which is why a lie loses. */
export function heldTo({ made, places, crs }: Location): string {
  const { distance, attributes } = made.plan;
  const by = attributes === 1 ? '' : ` by ${distance === 'l1' ? 'l1' : 'Euclidean'} distance`;
  const on = crs === undefined ? '' : ' on the map';
  const open = places.fixed
    ? '; when the lottery was drawn, at the nearest of its sites and at none that was open before'
    : '';
  return `everybody is served at the site nearest to her report${by}${on}, the first of equally near ones${open}`;
}

type Printed = Pick<Facilities['plan'], 'paper' | 'tolerance'>;

/** Whether a printed lottery does not separate. */
export function failing({ paper, tolerance }: Printed): boolean {
  return paper !== undefined && tolerance > 0;
}

/** That a printed mechanism does not do what is claimed of it. */
export function printedFails({ paper, tolerance }: Printed): string {
  return (
    `the claim printed for ${paper?.name ?? 'it'}, that every lie strictly loses, FAILS: lies of up to ${short(tolerance)} of the ` +
    'longest axis need not lose'
  );
}

/** The document of `candor locate --json`. */
export function locateResult(run: Location): Readonly<Record<string, unknown>> {
  const { reports, release, places, made, scale, crs } = run;
  const { distance, cost, component } = made.plan;
  const { fixed, candidates } = places;
  return releaseDocument(run, {
    command: 'locate',
    result: { sites: release.sites.map((site) => named(site, reports)) },
    asked: {
      distance,
      cost,
      component,
      ...(crs === undefined ? {} : { crs }),
      scale: scale.unit,
      ...(fixed ? { fixed: fixed.map((site) => named(site, reports)) } : {}),
      ...(candidates ? { candidates: candidates.length } : {}),
    },
    notes: [
      ...(failing(made.plan) ? [printedFails(made.plan)] : []),
      heldTo(run),
      forHerEyes('site'),
    ],
    hidden: run.diagnostics && hidden(run, run.diagnostics),
  });
}

/** Whether sites came by rejection: anywhere, or on a grid whose sets were not listed. */
export function drewProposals({ grid, places, release, made, diagnostics }: Location): boolean {
  if (release.part === 'lottery' || places.candidates) return false;
  const listed = diagnostics?.logPartition !== undefined || made.plan.component !== 'exponential';
  return grid === 'continuous' || !listed;
}

function hidden(
  run: Location,
  { optimalSites, ...figures }: NonNullable<Location['diagnostics']>,
): Readonly<Record<string, unknown>> {
  const best = optimalSites?.map((site) => named(site, run.reports));
  return {
    ...figures,
    ...(best ? { optimalSites: best } : {}),
    ...(drewProposals(run) ? { trials: run.release.trials } : {}),
  };
}

import { picture } from '../picture/places.ts';
import { plot } from '../picture/plot.ts';
import { svg } from '../picture/svg.ts';
import { serving, siteNames, type Location } from './result.ts';

/** A finished run as SVG: sites, who is nearest to each, and only under diagnostics the points. */
export function locatePicture(run: Location): Promise<string> {
  const { distance } = run.made.plan;
  const { diagnostics, places } = run;
  const placed = {
    ...serving(run),
    called: 'sites',
    names: siteNames(run),
    declared: places.candidates ?? null,
    apart: (dx: number, dy: number) =>
      distance === 'l1' ? Math.abs(dx) + Math.abs(dy) : Math.hypot(dx, dy),
    best: diagnostics?.optimalSites ?? [],
  };
  return svg(plot(picture(run, run.made.plan.facilities, placed)));
}

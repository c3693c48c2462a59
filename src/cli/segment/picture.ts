import { picture } from '../picture/places.ts';
import { plot } from '../picture/plot.ts';
import { svg } from '../picture/svg.ts';
import { products, serving, type Segmentation } from './result.ts';

/** A finished run as SVG. */
export function segmentPicture(run: Segmentation): Promise<string> {
  const own = run.release.representatives.length;
  const placed = {
    ...serving(run),
    called: 'products',
    // a coin for each shows both draws
    names: products(run.release).map((_, k) => (k < own ? `${k + 1}` : `${k + 1} (lottery)`)),
    declared: null,
    apart: (dx: number, dy: number) => Math.abs(dx) + Math.abs(dy),
    best: run.diagnostics?.optimalRepresentatives ?? [],
  };
  return svg(plot(picture(run, run.made.plan.segments, placed)));
}

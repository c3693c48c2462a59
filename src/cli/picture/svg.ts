import type { TopLevelSpec } from 'vega-lite';
import type { Specification } from './data.ts';

/** A specification as SVG. The drawing libraries are loaded only here. */
export async function svg(plot: Specification): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec } = compile(plot as unknown as TopLevelSpec);
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}

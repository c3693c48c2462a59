import { outOfRange } from '../../../core/errors.ts';
import { merged } from '../../../core/population.ts';
import type { Rng } from '../../../core/rng.ts';
import { costField } from '../../../kernel/tangents.ts';
import type { CubeLaw } from '../../cube/law.ts';
import { slopedLaw } from '../../cube/sloped.ts';
import type { PrivatePart } from '../../part.ts';
import { fixedCosts, gridSites } from './distance.ts';
import type { SiteProblem } from '../problem.ts';
import { subsetCount, subsetPart } from '../subsets.ts';

/**
 * The private part over sites in the plane (or in any dimension): every set listed over declared candidates, or over a grid
 * whose sets fit into the caller's `subsets`, with exact diagnostics; else exact box rejection within `trials`.
 *
 * @throws RangeError when candidates have more sets than `subsets`, when a component other than the exponential would need
 *   a list that does not fit, and at the draw when an exact rejection needs more than `trials`
 */
export function planePart(problem: SiteProblem): PrivatePart {
  const { candidates, component, extent, facilities, grid, subsets } = problem;
  if (candidates !== null) return subsetPart(problem, candidates);
  if (grid !== 'continuous') {
    const sites = (grid + 1) ** extent.length;
    if (subsetCount(sites, facilities) <= subsets) {
      return subsetPart(problem, gridSites(grid, extent));
    }
  }
  if (component !== 'exponential') {
    throw outOfRange('component', 'exponential where the sets of sites are not listed', component);
  }
  const law = planeLaw(problem);
  return {
    draw: (rng: Rng) => law.draw(rng, problem.trials, problem.progress),
    diagnostics: () => ({}),
  };
}

/**
 * The exponential law over K points of the domain or of its grid, by exact box rejection: a box's least distance to a report
 * is the root of the sum of the squares of its coordinates' gaps (their sum in l1), and no report pays more than at the
 * nearest fixed site. Coordinates are extent k 2^-32 where the grid is continuous.
 */
export function planeLaw(problem: SiteProblem): CubeLaw {
  const { cost, distance, extent, facilities, grid, tilt } = problem;
  const read = merged(problem.population);
  const caps = fixedCosts(read, problem);
  const { points, attributes, weights, size } = read;
  const field = costField(points, attributes, weights, caps, { distance, cost });
  const steepest = cost === 'distance' ? 1 : 2 * extent.reduce((sum, end) => sum + end, 0);
  const y = (size * tilt * steepest * Math.max(...extent)) / facilities;
  return slopedLaw(field, { points: facilities, extent, grid, tilt, y });
}

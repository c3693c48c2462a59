import { sum } from '../../../core/numeric.ts';
import type { Rng } from '../../../core/rng.ts';
import { cellsFor, continuousLine, singleLogPartition } from '../../line/continuous.ts';
import { medians } from '../../line/medians.ts';
import type { PartDiagnostics, PrivatePart } from '../../part.ts';
import { costCurve, lineAgentsOf } from './chain.ts';
import { lineSites, unitLine } from './law.ts';
import { gridSites } from '../plane/distance.ts';
import type { SiteProblem } from '../problem.ts';
import { subsetPart } from '../subsets.ts';

/** Largest number of sites whose n x n marginals diagnostics compute. */
const MARGINAL_SITES = 2049;

/**
 * The exact private part on a line: the chain over a grid or candidates, exact rejection anywhere, and for other components a list
 * of all sets of sites.
 */
export function linePart(problem: SiteProblem): PrivatePart {
  const { candidates, component, extent, grid } = problem;
  if (component !== 'exponential')
    return subsetPart(
      problem,
      candidates ?? (grid === 'continuous' ? [] : gridSites(grid, extent)),
    );
  if (candidates === null && grid === 'continuous') return continuousPart(problem);
  const line = lineSites(problem);
  return {
    draw: (rng: Rng) => ({ products: line.draw(rng).map((x) => [x]), trials: 1 }),
    diagnostics: () => {
      const best = line.optimum();
      const found = {
        logPartition: line.logPartition,
        optimum: -best.cost,
        optimalRepresentatives: best.sites.map((x) => [x]),
      };
      if (line.sites.length >= MARGINAL_SITES) return found;
      return { ...found, expectedWelfare: -line.expectedCost() };
    },
  };
}

/** Sites anywhere on the line, by cells and exact rejection. Closed forms of the optimum and, for K = 1, of the partition without fixed sites. */
function continuousPart(problem: SiteProblem): PrivatePart {
  const { facilities, cost, fixed, trials, progress } = problem;
  const { input, scale } = unitLine(problem);
  const agents = lineAgentsOf(input);
  const x = sum(input.weight) * input.tilt;
  const line = continuousLine(
    agents,
    facilities,
    input.tilt,
    cellsFor(x, costCurve(cost).lipschitz),
  );
  return {
    draw: (rng: Rng) => {
      const { products, trials: taken } = line.draw(rng, trials, progress);
      return { products: products.map((site) => site.map((at) => at * scale)), trials: taken };
    },
    diagnostics: (): PartDiagnostics => {
      if (cost === 'squared' || fixed.length > 0) return {};
      const { points, cost: least } = medians(input, facilities);
      const best = {
        optimum: (-least * scale) / problem.population.size,
        optimalRepresentatives: points.map((at) => [at * scale]),
      };
      if (facilities > 1) return best;
      // with slope 1 its score is 1 - d, so tilt n is taken off
      return { ...best, logPartition: singleLogPartition(agents, input.tilt, 1) - x };
    },
  };
}

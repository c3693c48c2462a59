import type { Curve } from '../../core/curve.ts';
import { merged, sortedReports, type Population } from '../../core/population.ts';
import type { Rng } from '../../core/rng.ts';
import type { Plan } from './calibration.ts';
import { cubeLaw } from '../cube/law.ts';
import { canEnumerate, enumeratedPart } from '../cube/enumerated.ts';
import { cellsFor, continuousLine, singleLogPartition } from '../line/continuous.ts';
import { expectedScore } from '../line/measures.ts';
import type { LineAgents } from '../line/problem.ts';
import { lineLaw, lineOptimum } from '../line/law.ts';
import { medians } from '../line/medians.ts';
import type { PartDiagnostics, PrivatePart, Progress } from '../part.ts';

/** Largest n of the line whose n x n marginals diagnostics compute. */
const MARGINAL_POINTS = 2049;

/** The exact exponential mechanism that fits the reports: the chain on a line, cells for a continuous line, a list of all tuples or boxes in more dimensions. */
export function exponentialPart(
  read: Population,
  plan: Plan,
  clicks: readonly Curve[],
  trials: number,
  progress?: Progress,
): PrivatePart {
  if (read.attributes > 1) return cubePart(read, plan, clicks, trials, progress);
  const agents = lineAgents(read, clicks);
  return plan.grid === 'continuous'
    ? continuousPart(agents, plan, trials, progress)
    : gridPart(agents, plan, plan.grid);
}

/** Distinct reports ascending; reports are merged only where all share one click function. */
export function lineAgents(read: Population, clicks: readonly Curve[]): LineAgents {
  const [only, ...others] = clicks;
  if (only && others.length === 0) {
    const { at, weight } = sortedReports(merged(read));
    return { at, weight, curve: () => only, shared: only };
  }
  const order = Array.from(read.points.keys()).toSorted(
    (a, b) => read.points[a]! - read.points[b]!,
  );
  return {
    at: Float64Array.from(order, (i) => read.points[i]!),
    weight: Float64Array.from(order, (i) => read.weights[i]!),
    curve: (i) => clicks[order[i]!]!,
    shared: null,
  };
}

function gridPart(agents: LineAgents, plan: Plan, m: number): PrivatePart {
  const site = (j: number): number => j / m;
  const law = lineLaw(agents, plan.segments, plan.tilt, site, m + 1);
  return {
    draw: (rng: Rng) => ({ products: Array.from(law.draw(rng), (j) => [site(j)]), trials: 1 }),
    diagnostics: () => {
      const best = lineOptimum(law.problem, plan.segments, plan.tilt);
      const found = {
        logPartition: law.logPartition,
        optimum: best.score / plan.population,
        optimalRepresentatives: best.sites.map((j) => [site(j)]),
      };
      if (m >= MARGINAL_POINTS) return found;
      const score = expectedScore(law, plan.tilt, law.marginals());
      return { ...found, expectedWelfare: score / plan.population };
    },
  };
}

function continuousPart(
  agents: LineAgents,
  plan: Plan,
  trials: number,
  progress?: Progress,
): PrivatePart {
  const { tilt, segments, population, lipschitz } = plan;
  const line = continuousLine(agents, segments, tilt, cellsFor(population * tilt, lipschitz));
  return {
    draw: (rng: Rng) => line.draw(rng, trials, progress),
    diagnostics: (): PartDiagnostics => {
      // only a linear click function has closed forms here; what is not exact is left out
      if (agents.shared?.spec.family !== 'linear' || lipschitz > 1) return {};
      const { points, cost } = medians(agents, segments);
      const best = {
        optimum: 1 - (lipschitz * cost) / population,
        optimalRepresentatives: points.map((x) => [x]),
      };
      if (segments > 1) return best;
      return { ...best, logPartition: singleLogPartition(agents, tilt, lipschitz) };
    },
  };
}

function cubePart(
  read: Population,
  plan: Plan,
  clicks: readonly Curve[],
  trials: number,
  progress?: Progress,
): PrivatePart {
  const rows = clicks.length === 1 ? merged(read) : read;
  const { grid, segments, tilt } = plan;
  if (grid !== 'continuous' && canEnumerate(grid, read.attributes, segments, rows.weights.length)) {
    return enumeratedPart(rows, segments, tilt, grid, clicks);
  }
  const law = cubeLaw(rows, segments, tilt, grid, clicks);
  return { draw: (rng: Rng) => law.draw(rng, trials, progress), diagnostics: () => ({}) };
}

import type { CurveSpec } from '../../core/curve.ts';
import { calibrate } from './calibration.ts';
import { populationFor } from './populations.ts';

/** A published table: every cell is computed when it is asked for. */
export interface CalibrationTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const LINEAR: CurveSpec = { family: 'linear', slope: 1 };

/**
 * Promised loss under brackets for I = 1, B = c = 1, and the smallest populations at which continuous types with the midpoint
 * lottery reach a total error (I = 1, K = 2, B = 1); `blind` is B / (2K), what K products spread over [0, 1] promise. Half a second.
 */
export function calibrationTables(): readonly [CalibrationTable, CalibrationTable] {
  return [bracketsTable(), populationsTable()];
}

/** Rows K, m; columns N; the least loss that can be promised, and what blind products promise. */
function bracketsTable(): CalibrationTable {
  const sizes = [5_000, 20_640, 100_000, 1_000_000];
  const shapes = [
    [2, 8],
    [3, 8],
    [3, 16],
    [4, 16],
  ] as const;
  const rows = shapes.map(([segments, grid]) => {
    const plans = sizes.map((population) =>
      calibrate({
        population,
        attributes: 1,
        segments,
        grid,
        click: LINEAR,
        utility: LINEAR,
        truth: 'brackets',
        loss: 'best',
      }),
    );
    return [segments, grid, ...plans.map((plan) => plan.promised), 1 / (2 * segments)];
  });
  return {
    title: 'Welfare per head promised away at best, truth = brackets, P = V = 1 - d',
    columns: ['K', 'm', ...sizes.map((n) => `N = ${n}`), 'blind'],
    rows,
  };
}

/** Rows total error; the smallest N, x = N tilt and beta. */
function populationsTable(): CalibrationTable {
  const rows = [0.5, 0.25, 0.1].map((target) => {
    const found = populationFor({
      attributes: 1,
      segments: 2,
      click: LINEAR,
      utility: LINEAR,
      target,
      design: 'midpoint',
    });
    return [target, found.population, found.x, found.beta];
  });
  return {
    title: 'Smallest population by total error, continuous types, K = 2, P = V = 1 - d',
    columns: ['total error', 'N', 'x = N tilt', 'beta'],
    rows,
  };
}

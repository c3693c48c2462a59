import {
  calibrationTables,
  populationFor,
  type CalibrationTable,
  type Design,
} from '../../../src/index.ts';
import { markdown } from '../tables.ts';

const DESIGNS: readonly (readonly [Design, string])[] = [
  ['rate', 'rate'],
  ['printed', 'printed'],
  ['least-q', 'least q'],
  ['free', 'free'],
  ['midpoint', 'midpoint'],
];

/** The tables of docs/segmentation.md as Markdown, every figure computed, three digits. About two seconds. */
export function segmentationTables(): string {
  return pageOf(calibrationTables());
}

/** The tables of the page, of which `published` are computed already. */
export function pageOf(published: readonly CalibrationTable[]): string {
  return [...published, designsTable()].map(markdown).join('\n');
}

/** The smallest population by total error and design, I = 1, K = 2, P = V = 1 - d. */
function designsTable(): CalibrationTable {
  const curve = { family: 'linear', slope: 1 } as const;
  const shape = { attributes: 1, segments: 2, click: curve, utility: curve };
  return {
    title: 'Smallest population by total error and design, continuous types, K = 2, P = V = 1 - d',
    columns: ['total error', ...DESIGNS.map(([, name]) => name)],
    rows: [0.5, 0.25, 0.1].map((target) => [
      target,
      ...DESIGNS.map(([design]) => populationFor({ ...shape, target, design }).population),
    ]),
  };
}

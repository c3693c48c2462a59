import {
  calibrationTables,
  populationFor,
  type CalibrationTable,
  type Design,
} from '../../../src/index.ts';

const DESIGNS: readonly (readonly [Design, string])[] = [
  ['rate', 'rate'],
  ['printed', 'printed'],
  ['least-q', 'least q'],
  ['free', 'free'],
  ['midpoint', 'midpoint'],
];

/** The tables of docs/segmentation.md as Markdown, every figure computed, three digits. About two seconds. */
export function segmentationTables(): string {
  return [...calibrationTables(), designsTable()].map(markdown).join('\n');
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

function markdown({ title, columns, rows }: CalibrationTable): string {
  return `${title}:\n\n${markdownTable([columns, ...rows.map((row) => row.map(figure))])}`;
}

/** A Markdown table in columns of even width; the first row is the head. */
export function markdownTable(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, i) =>
    Math.max(3, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = '', ...body] = cells.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body, ''].join('\n');
}

/** Four digits for a large number, three for the rest. */
function figure(x: string | number): string {
  if (typeof x === 'string') return x;
  if (Number.isInteger(x)) return String(x);
  if (x < 1000) return String(Number(x.toPrecision(3)));
  return String(Number(x.toPrecision(4))).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A table that a page publishes. */
export interface Titled {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A title and its table, three or four digits a figure. */
export function markdown({ title, columns, rows }: Titled): string {
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

import { markdownTable } from './tables.ts';

/** The README's table of bench/results.md: the largest size of every kernel, and the line that says where and when. */
export function measured(results: string): string {
  const where = results.split('\n').find((line) => line.startsWith('Machine:')) ?? '';
  const largest = new Map<string, readonly string[]>();
  for (const line of results.split('\n')) {
    const cells = line.split(/\s*\|\s*/).slice(1, -1);
    const [kernel = '', size = ''] = cells;
    if (/^\d+$/.test(size)) largest.set(kernel, cells);
  }
  const rows = [...largest.values()].map((cells) => [0, 1, 2, 4, 6].map((i) => cells[i] ?? ''));
  const columns = ['kernel', 'size', 'WebAssembly', 'best plain loop', 'ratio'];
  return `${where}\n\n${markdownTable([columns, ...rows])}`;
}

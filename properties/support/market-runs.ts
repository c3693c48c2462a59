import { candor, chunks, type Ran } from './terminal.ts';

/** The market of [PAR, 3]: two types, the original and a damaged version. */
export const TWO = {
  types: ['low', 'high'],
  alternatives: ['original', 'damaged'],
  values: [
    ['1', '3/4'],
    ['2', '1'],
  ],
  market: [1, 1],
};

/** Both types pay their values for the one product, which is worth the same to the seller at either price. */
export const TIED = { values: [[1], [2]], market: ['1/2', '1/2'] };

/** A run of a market command on a scenario from standard input. */
export const market = (command: string, given: object, ...more: string[]): Promise<Ran> =>
  candor([command, '-', ...more], { stdin: chunks(JSON.stringify(given)) });

/** The document of such a run. */
export async function document<T>(command: string, given: object, ...more: string[]): Promise<T> {
  const { code, out, err } = await market(command, given, '--json', ...more);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as T;
}

/** A market of n types that value k alternatives at random. */
export function large(n: number, k: number): { values: number[][]; market: number[] } {
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const base = Array.from({ length: k }, () => 1 + 9 * random());
  const rounded = (x: number): number => Math.round(100 * x) / 100;
  return {
    values: Array.from({ length: n }, (_, t) =>
      base.map((b) => rounded(b * (1 + t / n) + 3 * (random() - 0.5))),
    ),
    market: Array.from({ length: n }, () => rounded(0.1 + random())),
  };
}

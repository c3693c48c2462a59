import type { Arc, Rounded } from './rounded.ts';

/** What a row may be passed by, in its own units: what the solver is asked for. */
const PASSED = 1e-9;

/** Rows of one type added at a time: 1 takes more runs, 8 more rows, both up to twice as long at 200 types. */
export const WORST = 3;

/**
 * The rows not in use that a point passes: for each type the few that are passed by most for the distance between the two valuations,
 * which are rows of neighbours. By the amount alone, chains of types start with the far ends and take twenty times the rows. O(n^2 k).
 */
export function passed(program: Rounded, primal: Float64Array, used: ReadonlySet<number>): Arc[] {
  const { types, k, values, surplusUnits } = program;
  const surplus = surplusUnits.map((unit, i) => unit * primal[types * k + i]!);
  const items = Array.from({ length: types }, (_, t) => given(primal, t * k, k));
  const worth = (t: number, s: number): number => {
    const { places, chances } = items[s]!;
    let sum = 0;
    for (let i = 0; i < places.length; i++) sum += values[t * k + places[i]!]! * chances[i]!;
    return sum;
  };
  const payments = surplus.map((u, s) => worth(s, s) - u);
  const found: Arc[] = [];
  for (let from = 0; from < types; from++) {
    const worst: { to: number; by: number }[] = [];
    for (let to = 0; to < types; to++) {
      const by = worth(from, to) - payments[to]! - surplus[from]!;
      if (by <= 0 || by <= PASSED * Math.max(surplusUnits[from]!, surplusUnits[to]!)) continue;
      if (to === from || used.has(from * types + to)) continue;
      worst.push({ to, by: by / (PASSED + distance(program, from, to)) });
    }
    worst.sort((a, b) => b.by - a.by);
    for (const { to } of worst.slice(0, WORST)) found.push({ from, to });
  }
  return found;
}

/** What is not 0 of a lottery, mostly one entry or two. */
function given(
  primal: Float64Array,
  first: number,
  k: number,
): { readonly places: number[]; readonly chances: number[] } {
  const [places, chances]: [number[], number[]] = [[], []];
  for (let a = 0; a < k; a++) {
    if (primal[first + a] === 0) continue;
    places.push(a);
    chances.push(primal[first + a]!);
  }
  return { places, chances };
}

function distance({ values, k }: Rounded, t: number, s: number): number {
  let sum = 0;
  for (let a = 0; a < k; a++) sum += (values[t * k + a]! - values[s * k + a]!) ** 2;
  return Math.sqrt(sum);
}

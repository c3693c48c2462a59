/** A sampler passes above PASS and its broken twin falls below FAIL; seeds are fixed, so neither is left to chance. */
export const PASS = 1e-3;
export const FAIL = 1e-6;

/** How often `sample` gave each of `cells` outcomes in `draws` draws. */
export function tally(draws: number, cells: number, sample: () => number): Float64Array {
  const counts = new Float64Array(cells);
  for (let i = 0; i < draws; i++) counts[sample()]! += 1;
  return counts;
}

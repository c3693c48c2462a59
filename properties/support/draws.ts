/** Draws under test: how often each outcome came, and what its exact probability is for uniforms of our choosing. */

/** How often each index below n was drawn. */
export function tally(drawn: Iterable<number>, n: number): Float64Array {
  const counts = new Float64Array(n);
  for (const i of drawn) counts[i] = (counts[i] ?? 0) + 1;
  return counts;
}

const LEAST = 2 ** -1000;
const MOST = 1 - 2 ** -53;

/** The u below which `leftAt` differs from its value at 1, between 2^-1000 and 1, to a relative 2^-40; 0 when there is none. */
function threshold(leftAt: (u: number) => boolean): number {
  const far = leftAt(MOST);
  if (leftAt(LEAST) === far) return 0;
  let low = LEAST;
  let high = MOST;
  while (high > 2 * low) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (leftAt(middle) === far) high = middle;
    else low = middle;
  }
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (leftAt(middle) === far) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * The probability with which a tree draw over `size` leaves gives `target`, read off the draw itself: at each node on
 * the way the uniform that changes sides is found by bisection, and the lengths of the right sides multiplied.
 *
 * @param leafAt   the leaf for given uniforms; the tree halves [from, from + size) at size >> 1
 * @param uniforms is written to: `from` is the index of the root's uniform
 */
export function drawnProbability(
  size: number,
  target: number,
  leafAt: () => number,
  uniforms: Float64Array,
  from: number,
): number {
  let probability = 1;
  let start = 0;
  for (let depth = from; size > 1; depth++) {
    const half = size >> 1;
    const leftAt = (u: number): boolean => {
      uniforms[depth] = u;
      return leafAt() < start + half;
    };
    const small = threshold(leftAt);
    const left = target < start + half;
    const throughSmall = small > 0 && leftAt(LEAST) === left;
    if (!throughSmall && leftAt(MOST) !== left) return 0;
    uniforms[depth] = throughSmall ? LEAST : MOST;
    probability *= throughSmall ? small : 1 - small;
    if (!left) start += half;
    size = left ? half : size - half;
  }
  return probability;
}

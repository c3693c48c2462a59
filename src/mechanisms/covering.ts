/**
 * Least l1 radius at which a product grid of K products covers the cube, or only the points 0, 1/m, .., 1 of its axes: blind
 * products spread evenly lose at most P(0) - P(radius). With k_i products along coordinate i and prod k_i <= K the radius is
 * the sum of 1 / (2 k_i); on brackets a product between c neighbouring points is (c-1) / (2m) away at most, c = ceil((m+1)/k_i).
 *
 * @param brackets m, or null for the whole cube
 */
export function coveringRadius(
  attributes: number,
  segments: number,
  brackets: number | null,
): number {
  const alone = (k: number): number =>
    brackets === null
      ? 1 / (2 * k)
      : Math.min(1 / (2 * k), (Math.ceil((brackets + 1) / k) - 1) / (2 * brackets));
  // coordinates in order of falling k_i: the rest, with k_i = 1, are all alike
  const least = (left: number, products: number, most: number): number => {
    if (left === 0) return 0;
    let radius = left * alone(1);
    for (let k = 2; k <= Math.min(products, most); k++) {
      radius = Math.min(radius, alone(k) + least(left - 1, Math.floor(products / k), k));
    }
    return radius;
  };
  return least(attributes, segments, segments);
}

/**
 * m types who value quality i by j i - i^2 / 2 for j = 1 .. m, so that j is best for type j and each envies the next lower one alone. The shares fall
 * by a factor of 6 but for the two highest, which are alike: the second highest is served one quality too low, and hers is the top of a
 * chain of m - 1 types, all others of which are served efficiently.
 */
export function chainCase(m: number): { values: string[][]; masses: number[] } {
  const qualities = Array.from({ length: m }, (_, i) => i + 1);
  return {
    values: qualities.map((j) => qualities.map((i) => `${2 * j * i - i * i}/2`)),
    masses: qualities.map((j) => 6 ** Math.max(0, m - 1 - j)),
  };
}

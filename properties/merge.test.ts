import { expect, test } from 'vitest';
import { merged, population } from '../src/core/population.ts';

test('merging equal reports keeps every report, its weight and the order of first rows', () => {
  const rows = Array.from({ length: 5000 }, (_, n) => [(n * n) % 7, (n * 3) % 5].map((x) => x / 8));
  const weights = Float64Array.from(rows, (_, n) => 1 + (n % 3));
  const whole = population(Float64Array.from(rows.flat()), 2, weights);
  const expected = new Map<string, number>();
  for (const [n, row] of rows.entries()) {
    expected.set(row.join(), (expected.get(row.join()) ?? 0) + (weights[n] ?? 0));
  }
  const small = merged(whole);
  const found = Array.from(small.weights, (w, k) => [
    small.points.slice(2 * k, 2 * k + 2).join(),
    w,
  ]);
  expect(found).toEqual([...expected]);
  expect(small.size).toBe(whole.size);
});

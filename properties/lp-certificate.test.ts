import { describe, expect, test } from 'vitest';
import { seeded } from '../src/core/rng.ts';
import { linearCertificate, roundedProgram } from '../src/lp.ts';
import { dense } from './support/programs.ts';

describe('the certificate', () => {
  const program = roundedProgram(
    dense(
      'maximise',
      [3, 2],
      [
        [[1, 1], -Infinity, 4],
        [[1, 3], -Infinity, 6],
      ],
      [0, 3],
    ),
  );
  const judge = (x: readonly number[], y: readonly number[]) =>
    linearCertificate(program, Float64Array.from(x), Float64Array.from(y));

  test.each([
    [[3], [2, 0], 'primal.length must be 2, got 1'],
    [[3, 1, 0], [2, 0], 'primal.length must be 2, got 3'],
    [[3, 1], [2], 'dual.length must be 2, got 1'],
  ])('refuses the lengths of %j and %j', (x, y, message) => {
    expect(() => judge(x, y)).toThrow(message);
  });

  test('proves the optimum, to the last bit', () => {
    expect(judge([3, 1], [2, 0])).toMatchObject({ value: 11, dualBound: 11, gap: 0 });
    expect(judge([3, 1], [2, 0]).standing).toBe('proved');
  });

  test.each([
    ['a point outside a row', [3, 1.001], [2, 0]],
    ['a point outside its range', [3.001, 0.999], [2, 0]],
    ['a point that is not the best', [3, 0.99], [2, 0]],
    ['multipliers that prove less', [3, 1], [1.9, 0]],
    ['multipliers of the wrong sign', [3, 1], [-2, 0]],
    ['no multipliers', [3, 1], [0, 0]],
    ['the optimum of another cost', [0, 2], [0, 2 / 3]],
    ['NaN', [NaN, 1], [2, 0]],
    ['an infinity', [3, 1], [Infinity, 0]],
  ] as const)('refutes %s', (_, x, y) => {
    expect(judge(x, y).standing).toBe('refuted');
  });

  test('bounds every feasible point, whatever the multipliers', () => {
    const rng = seeded('any multipliers');
    for (let round = 0; round < 300; round++) {
      const x = [rng() * 3, rng() * 2];
      const y = [rng() * 8 - 4, rng() * 8 - 4];
      const { primalViolation, gap } = judge(x, y);
      if (primalViolation === 0) expect(gap).toBeGreaterThanOrEqual(0);
    }
  });

  test('sees a violation of one unit in the last place', () => {
    expect(judge([3, 1 + 2 ** -52], [2, 0]).primalViolation).toBe(3 * 2 ** -52);
  });

  test('takes the bounds that rows imply where a variable has none', () => {
    const open = { ...program, columnUpper: new Float64Array(2).fill(Infinity) };
    const off = linearCertificate(open, Float64Array.of(4, 0), Float64Array.of(3 - 1e-12, 0));
    expect(off.standing).toBe('proved');
    expect(off.gap).toBeGreaterThan(0);
    const loose = { ...open, rowUpper: Float64Array.of(Infinity, Infinity) };
    const none = linearCertificate(loose, Float64Array.of(4, 0), Float64Array.of(3, 0));
    expect(none).toMatchObject({ standing: 'refuted', gap: Infinity, residual: 3 });
  });
});

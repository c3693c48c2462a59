import { describe, expect, test } from 'vitest';
import {
  checkedProgram,
  exactProgram,
  fraction,
  optimalLottery,
  optimalSiteLottery,
  rational,
  roundedProgram,
  solve,
} from '../src/lp.ts';

const wrong = (value: unknown): never => value as never;

describe('programs', () => {
  const row = { terms: [[0, 1] as const], lower: 0, upper: 1 };
  const spec = {
    sense: 'maximise',
    columns: [{ cost: 1, lower: 0, upper: 1 }],
    rows: [row],
  } as const;
  const program = roundedProgram(exactProgram(spec));
  test.each<[string, () => unknown]>([
    ['columns must be an array, got 1', () => exactProgram({ ...spec, columns: wrong(1) })],
    ['rows must be an array, got null', () => exactProgram({ ...spec, rows: wrong(null) })],
    [
      'sense must be one of minimise, maximise',
      () => exactProgram({ ...spec, sense: wrong('best') }),
    ],
    [
      'columns[0].cost must be finite, got NaN',
      () => exactProgram({ ...spec, columns: [{ cost: NaN, lower: 0, upper: 1 }] }),
    ],
    [
      'rows[0].terms[0][0] must be a column in [0, 0]',
      () => exactProgram({ ...spec, rows: [{ ...row, terms: [[1, 1]] }] }),
    ],
    [
      'indices must be an Int32Array, got "x"',
      () => checkedProgram({ ...program, indices: wrong('x') }),
    ],
    [
      'cost must be a Float64Array, got null',
      () => checkedProgram({ ...program, cost: wrong(null) }),
    ],
    ['numerator must be a bigint, got 1', () => fraction(wrong(1), 2n)],
    ['denominator must be not 0, got 0', () => fraction(1n, 0n)],
    ['value must be finite, got NaN', () => rational(NaN)],
    ['value must be a number, as "1/3"', () => rational('one')],
  ])('%s', (expected, run) => expect(run).toThrow(expected));

  const sites = { grid: 2, facilities: 2, cost: 'distance', types: 'grid' } as const;
  test.each<[string, () => Promise<unknown>]>([
    ['program must be a linear program', () => solve(wrong(1))],
    ['seconds must be > 0, got 0', () => solve(program, { seconds: 0 })],
    ['iterations must be an integer', () => solve(program, { iterations: -1 })],
    ['exactWork must be finite, got NaN', () => solve(program, { exactWork: NaN })],
    ['losses must be an array, got 1', () => optimalLottery({ losses: wrong(1), weights: [1] })],
    ['weights must be an array', () => optimalLottery({ losses: [[1]], weights: wrong(null) })],
    ['cost must be one of', () => optimalSiteLottery({ ...sites, cost: wrong('time') })],
    ['types must be one of', () => optimalSiteLottery({ ...sites, types: wrong('all') })],
    ['distance must be one of', () => optimalSiteLottery({ ...sites, distance: wrong('l2') })],
    ['candidates must be an array', () => optimalSiteLottery({ ...sites, candidates: wrong(2) })],
    ['facilities must be an integer', () => optimalSiteLottery({ ...sites, facilities: 4 })],
  ])('%s', async (expected, run) => {
    await expect(run()).rejects.toThrow(expected);
  });
});

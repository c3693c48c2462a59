import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  exactly,
  fractionText,
  loadSolver,
  roundedProgram,
  solve,
  type LinearProgram,
  type Solution,
  type SolverLoader,
} from '../src/lp.ts';
import { seeded } from '../src/core/rng.ts';
import { forgetSolver } from '../src/solver/loading.ts';
import { bestVertex, dense, knownProgram } from './support/programs.ts';

const optimal = (solution: Solution) => {
  if (solution.kind !== 'optimal') throw new Error(`${solution.kind}: ${solution.said}`);
  return solution;
};

const exactValue = (solution: Solution): string => {
  const { exact } = optimal(solution);
  return exact.kind === 'exact' ? fractionText(exact.value) : exact.reason;
};

describe('an optimum', () => {
  test('comes out in fractions, with multipliers that are derivatives', async () => {
    const rows = [
      [[3, 1], -Infinity, 1],
      [[1, '1/3'], -Infinity, '1/7'],
    ] as const;
    const found = optimal(await solve(dense('maximise', [1, 1], rows)));
    expect(exactValue(found)).toBe('3/7');
    const { exact, certificate } = found;
    expect(exact.kind === 'exact' && exact.dual.map(fractionText)).toEqual(['0', '3']);
    expect(certificate.standing).toBe('proved');
  });

  test('of a program that cycles is found: Beale, value -1/20', async () => {
    const rows = [
      [['1/4', -60, '-1/25', 9], -Infinity, 0],
      [['1/2', -90, '-1/50', 3], -Infinity, 0],
      [[0, 0, 1, 0], -Infinity, 1],
    ] as const;
    const found = await solve(dense('minimise', ['-3/4', 150, '-1/50', 6], rows));
    expect(exactValue(found)).toBe('-1/20');
  });

  test('of a cube that misleads the simplex method is found: Klee and Minty, 5^8', async () => {
    const n = 8;
    const rows = Array.from({ length: n }, (_, i) => {
      const row = Array.from({ length: n }, (_, j) => (j < i ? 2 ** (i - j + 1) : j === i ? 1 : 0));
      return [row, -Infinity, 5 ** (i + 1)] as const;
    });
    const cost = Array.from({ length: n }, (_, j) => 2 ** (n - 1 - j));
    expect(exactValue(await solve(dense('maximise', cost, rows)))).toBe(String(5 ** n));
  });

  test('with copied rows, free and fixed variables, equalities and ranges is found', async () => {
    const rows = [
      [[1, 1, 1], 2, 2],
      [[1, 1, 1], 2, 2],
      [[1, -1, 0], -1, 3],
      [[2, -2, 0], -2, 6],
      [[0, 0, 0], -1, 1],
    ] as const;
    const ranges = [
      [-Infinity, Infinity],
      [-4, Infinity],
      ['1/2', '1/2'],
    ] as const;
    expect(exactValue(await solve(dense('maximise', [1, 0, 7], rows, ranges)))).toBe('23/4');
    expect(exactValue(await solve(dense('minimise', [1, 0, 7], rows, ranges)))).toBe('15/4');
  });

  test('in fractions is that of every basis tried in turn, on 30 small programs', async () => {
    const rng = seeded('small programs');
    const whole = (low: number, high: number) => low + Math.floor(rng() * (high - low + 1));
    const kinds = new Set<string>();
    for (let round = 0; round < 30; round++) {
      const row = () => [whole(-3, 4), whole(-3, 4), whole(-3, 4)];
      const rows = Array.from({ length: 3 }, () => {
        const low = rng() < 0.3 ? whole(-5, 0) : -Infinity;
        return [row(), low, rng() < 0.2 && low !== -Infinity ? low : whole(0, 5)] as const;
      });
      const ranges = row().map((low) => [low < -1 ? -Infinity : low, low + whole(3, 9)] as const);
      const program = dense(rng() < 0.5 ? 'minimise' : 'maximise', row(), rows, ranges);
      const best = bestVertex(program);
      const found = await solve(program);
      kinds.add(found.kind);
      if (best === null) expect(found.kind).not.toBe('optimal');
      else expect(exactValue(found)).toBe(fractionText(best));
    }
    expect(kinds).toContain('optimal');
    expect(kinds.size).toBeGreaterThan(1);
  });

  test.each([true, false])('of 300 rows and 200 columns is proved, boxed: %s', async (boxed) => {
    const { program, value } = knownProgram(seeded(`boxed ${boxed}`), 300, 200, boxed);
    const found = optimal(await solve(program, { exactWork: 0 }));
    const { certificate } = found;
    expect(certificate.standing).toBe('proved');
    expect(Math.abs(found.value - value)).toBeLessThan(1e-9 * value);
    expect(Math.abs(certificate.gap)).toBeLessThan((boxed ? 1e-12 : 1e-7) * value);
  });
});

const box: readonly (readonly [readonly number[], number, number])[] = [[[1, 1], -Infinity, 4]];

describe('a variable that nothing bounds', () => {
  test('in a minimum is proved too, by costs pushed outwards', async () => {
    const { program, value } = knownProgram(seeded('mirrored'), 120, 80, false);
    const cost = program.cost.map((c) => -c);
    const mirrored = await solve({ ...program, sense: 'minimise', cost }, { exactWork: 0 });
    const { certificate } = optimal(mirrored);
    expect(certificate.standing).toBe('proved');
    expect(certificate.dualBound).toBeLessThanOrEqual(-value);
    expect(Math.abs(certificate.value + value)).toBeLessThan(1e-9 * value);
  });

  test('on either side: an optimum of doubles only nearly parallel is near, and none in fractions', async () => {
    const rows = [[[0.1, 0.3], -Infinity, 0.7]] as const;
    const found = optimal(
      await solve(dense('maximise', [0.1 / 3, 0.1], rows, [-Infinity, Infinity])),
    );
    expect(found.certificate).toMatchObject({ standing: 'near', gap: Infinity });
    expect(found.certificate.residual).toBeLessThan(1e-15);
    expect(found.exact).toEqual({ kind: 'none', reason: 'suboptimal' });
    const thirds = [[['1/10', '3/10'], -Infinity, '7/10']] as const;
    const exact = await solve(dense('maximise', ['1/30', '1/10'], thirds, [-Infinity, Infinity]));
    expect(exactValue(exact)).toBe('7/30');
  });
});

describe('what is no optimum is typed', () => {
  test.each([
    ['infeasible', dense('maximise', [1, 1], [[[1, 1], 3, 2.5]], [0, 1])],
    ['infeasible', dense('maximise', [1, 1], [[[1, 1], 3, Infinity]], [0, 1])],
    ['infeasible', dense('maximise', [1, 1], box, [1, 0])],
    ['infeasible', dense('minimise', [], [[[], 1, 2]])],
    ['unbounded', dense('maximise', [1, 1], [[[1, -1], -1, 1]])],
    ['unbounded', dense('minimise', [-1, 0], [])],
  ] as const)('%s', async (kind, program) => {
    const found = await solve(program);
    expect(found).toEqual({ kind, said: expect.any(String) as string });
  });

  test('limits', async () => {
    const { program } = knownProgram(seeded('limits'), 300, 200, true);
    const stopped = await solve(program, { iterations: 3 });
    expect(stopped).toMatchObject({ kind: 'limit', limit: 'iterations' });
    expect(await solve(program, { seconds: 1e-9 })).toMatchObject({ kind: 'limit', limit: 'time' });
  });

  test('a coefficient beyond what the solver takes', async () => {
    const found = await solve(dense('maximise', [1], [[[1e16], 0, 1]]));
    expect(found).toMatchObject({ kind: 'failed', reason: 'the solver stopped' });
  });
});

describe('an empty program', () => {
  test('without variables, rows or both has value 0', async () => {
    for (const program of [
      dense('minimise', [], []),
      dense('maximise', [], [[[], -1, 1]]),
      dense('maximise', [0, 0], [], [-1, 1]),
    ]) {
      expect(exactValue(await solve(program))).toBe('0');
    }
    expect(exactValue(await solve(dense('maximise', [2, -3], [], [-1, 1])))).toBe('5');
  });
});

describe('a malformed program', () => {
  const good = roundedProgram(dense('maximise', [1, 1], box));
  const broken: [Partial<LinearProgram>, string][] = [
    [{ cost: Float64Array.of(1, NaN) }, 'cost[1] must be finite, got NaN'],
    [{ values: Float64Array.of(Infinity, 1) }, 'values[0] must be finite, got Infinity'],
    [{ columnLower: Float64Array.of(0, NaN) }, 'columnLower[1] must be finite or -Infinity'],
    [{ columnUpper: Float64Array.of(0, -Infinity) }, 'columnUpper[1] must be finite or Infinity'],
    [{ rowLower: new Float64Array(0) }, 'rowUpper.length must be 0, got 1'],
    [{ starts: Int32Array.of(0) }, 'starts.length must be 2, got 1'],
    [{ starts: Int32Array.of(0, 3) }, 'indices[2] must be a column in [0, 1], once in a row'],
    [{ starts: Int32Array.of(0, 1) }, 'indices.length must be 1, got 2'],
    [{ indices: Int32Array.of(0, 2) }, 'indices[1] must be a column in [0, 1], once in a row'],
    [{ indices: Int32Array.of(1, 1) }, 'indices[1] must be a column in [0, 1], once in a row'],
  ];

  test.each(broken)('%o is refused', async (change, message) => {
    await expect(solve({ ...good, ...change })).rejects.toThrow(message);
  });

  test('is refused in fractions too', () => {
    expect(() => dense('maximise', ['x'], [])).toThrow('columns[0].cost must be a number');
    expect(() => dense('maximise', [Infinity], [])).toThrow('columns[0].cost must be finite');
    expect(() => dense('maximise', [1], [[[NaN], 0, 1]])).toThrow('rows[0].terms[0][1]');
    expect(() => dense('maximise', [1], [[[1, 2], 0, 1]])).toThrow('rows[0].terms[1][0]');
  });
});

describe('the solver', () => {
  test('gives back what it took: no growth over 200 solves, failures among them', async () => {
    const { program } = knownProgram(seeded('memory'), 60, 40, true);
    const bad = roundedProgram(dense('maximise', [1], [[[1e16], 0, 1]]));
    const tasks = [program, bad, roundedProgram(dense('maximise', [1, 1], [[[1, -1], -1, 1]]))];
    const highs = await loadSolver();
    const some = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await solve(tasks[i % 3]!, { exactWork: 0 });
    };
    await some(9);
    const before = highs.memoryBytes;
    await some(200);
    expect(highs.memoryBytes).toBe(before);
  });

  test('loads from bytes, from an address and from a loader, and tries again after a failure', async () => {
    const address = fileURLToPath(import.meta.resolve('highs/runtime'));
    const bytes = readFileSync(address);
    const { default: loader } = (await import('highs')) as unknown as { default: SolverLoader };
    const program = dense('maximise', [1], [[['3'], 0, 1]]);
    for (const source of [
      { wasm: bytes },
      { wasm: await WebAssembly.compile(bytes) },
      { wasm: address },
      { loader },
      {},
    ]) {
      forgetSolver(await loadSolver());
      const failing = () => Promise.reject(new Error('no network'));
      await expect(loadSolver({ loader: failing })).rejects.toThrow('no network');
      await loadSolver(source);
      expect(exactValue(await solve(program))).toBe('1/3');
    }
  });

  test('sees a program in fractions to the nearest double', () => {
    const program = dense('maximise', ['1/3'], [[['2/3'], '-1/7', Infinity]], [-Infinity, 1]);
    const doubles = roundedProgram(program);
    expect(doubles.cost[0]).toBe(1 / 3);
    expect(doubles.rowLower[0]).toBe(-1 / 7);
    expect([doubles.columnLower[0], doubles.rowUpper[0]]).toEqual([-Infinity, Infinity]);
    expect(roundedProgram(exactly(doubles))).toEqual(doubles);
  });
});

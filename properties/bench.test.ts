import { describe, expect, it } from 'vitest';
import { benchmarks, benchMarkdown, crossover, formatBench, runBench } from '../bench/index.ts';
import { measure, type Benchmark, type BenchResult } from '../bench/support.ts';

describe.each(benchmarks)('the benchmark of $kernel', ({ sizes, prepare }) => {
  it('compares variants that do the same job', () => {
    for (const size of sizes.slice(0, 2)) {
      const variants = prepare(size);
      expect(variants.disagreement()).toBeLessThanOrEqual(variants.tolerance ?? 1e-12);
      for (const run of [variants.wasm, variants.loop, variants.withCopies, variants.naive]) {
        expect(run?.() ?? 0).not.toBeNaN();
      }
      variants.release?.();
    }
    expect(sizes).toEqual(sizes.toSorted((x, y) => x - y));
  });
});

/** Results with given ratios at sizes 1, 10, 100, .. */
function results(ratios: readonly number[]): BenchResult[] {
  return ratios.map((ratio, i) => ({
    kernel: 'k',
    size: 10 ** i,
    ms: { wasm: 1, loop: ratio, withCopies: 2 },
    ratio,
    ratioWithCopies: ratio / 2,
    spread: 0.1,
  }));
}

/** A benchmark that times constants. */
function bench(wasm: number, disagreement: number): Benchmark {
  return {
    kernel: 'k',
    job: 'a constant',
    sizes: [1],
    prepare: () => ({ wasm: () => wasm, loop: () => 1, disagreement: () => disagreement }),
  };
}

describe('the bench', () => {
  it('refuses to time variants that disagree, and results that are no number', async () => {
    await expect(measure(bench(2, 1), 1)).rejects.toThrow('variants must agree to 1e-12, got 1');
    await expect(measure(bench(2, NaN), 1)).rejects.toThrow('got NaN');
  });

  it('refuses a filter that selects nothing', async () => {
    await expect(runBench('nothing', () => {})).rejects.toThrow(
      'filter must be part of one of random',
    );
  });

  it('reports the size from which the kernel wins for good', () => {
    expect(crossover('k', results([3, 0.5, 1, 4]))).toEqual({
      kernel: 'k',
      inMemory: 100,
      withCopies: 1000,
    });
    expect(crossover('k', results([0.5]))).toEqual({
      kernel: 'k',
      inMemory: null,
      withCopies: null,
    });
  });

  it('says nothing of copies that were not timed', () => {
    const bare = [{ kernel: 'k', size: 1, ms: { wasm: 1, loop: 4 }, ratio: 4, spread: 0 }];
    expect(crossover('k', bare)).toEqual({ kernel: 'k', inMemory: 1 });
  });

  it('prints one line a result and the crossover, as text and as a page', () => {
    const own = results([0.5, 4]);
    const report = {
      schema: 'candor/bench/1',
      machine: 'a machine',
      runtime: 'a runtime',
      results: own,
      crossover: [crossover('k', own)],
    } as const;
    expect(formatBench(report)).toContain(
      'k         10  1.00 ms      2.00 ms  4.00 ms         4.00x        2.00x  10 %',
    );
    const page = benchMarkdown(report, '2026-11-22');
    expect(page).toContain('Machine: a machine. Runtime: a runtime. Date: 2026-11-22.');
    expect(page).toContain('| k | 10 | 1.00 ms | 2.00 ms | 4.00 ms |  | 4.00x | 2.00x | 10 % |');
    expect(page).toContain('- k: as fast as the loop from 10 in memory, from 10 with copies');
  });
});

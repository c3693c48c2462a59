import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clickCurve, utilityCurve, type CurveSpec } from '../src/core/curve.ts';
import { population, rounded } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { lineAgents } from '../src/mechanisms/segments/exponential-part.ts';
import {
  continuousLine,
  lineScore,
  singleLogPartition,
} from '../src/mechanisms/line/continuous.ts';
import {
  expectedScore,
  expectedUtility,
  linePrivacyLoss,
} from '../src/mechanisms/line/measures.ts';
import { lineLaw, lineOptimum, type LineLaw } from '../src/mechanisms/line/law.ts';
import { populationFor } from '../src/mechanisms/segments/populations.ts';

interface Instance {
  readonly id: string;
  readonly [field: string]: string | number | null;
}

const file = new URL('./vectors/segmentation.json', import.meta.url);
const instances = (JSON.parse(readFileSync(file, 'utf8')) as { instances: Instance[] }).instances;
const named = (prefix: string): Instance[] => instances.filter((c) => c.id.startsWith(prefix));

const CLICKS: Readonly<Record<string, CurveSpec>> = {
  '1-d': { family: 'linear', slope: 1 },
  '1-d^2': { family: 'power', exponent: 2 },
  'max(0,1-3d)': { family: 'linear', slope: 3 },
};
const LINEAR = CLICKS['1-d']!;

/** "b_n=((n^2+k n) mod 97)/96" */
function reports(size: number, k: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => ((n * n + k * n) % 97) / 96);
}

function lawOf(given: Float64Array, spec: CurveSpec, K: number, tilt: number, m: number): LineLaw {
  const agents = lineAgents(population(given, 1), [clickCurve('click', spec, 1)]);
  return lineLaw(agents, K, tilt, (j) => j / m, m + 1);
}

describe('the line agrees with independently computed numbers', () => {
  it.each(named('chain'))('$id', (c) => {
    const [N, K, m, tilt] = [Number(c['N']), Number(c['K']), Number(c['m']), Number(c['eps'])];
    const spec = CLICKS[String(c['P'])]!;
    const step = Number(/n\^2\+(\d+) n/.exec(String(c['reports']))![1]);
    const honest = reports(N, step);
    const lied = honest.slice();
    lied[0] = 1;
    const [law, other] = [lawOf(honest, spec, K, tilt, m), lawOf(lied, spec, K, tilt, m)];
    const [here, there] = [law.marginals(), other.marginals()];
    const [click, taste] = [clickCurve('click', spec, 1), utilityCurve('utility', LINEAR, 1)];
    const t = honest[0]!;
    const close = (x: number, field: string): void => {
      expect(Math.abs(x - Number(c[field]))).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
    };
    close(law.logPartition, 'logZ');
    close(expectedScore(law, tilt, here) / N, 'expected_F');
    close(lineOptimum(law.problem, K, tilt).score / N, 'max_F');
    close(expectedUtility(law, here, t, t, taste), 'EU_truth_agent0');
    close(expectedUtility(other, there, t, 1, taste), 'EU_lie_agent0');
    close(linePrivacyLoss(law, other, tilt, click, t, 1), 'max_log_ratio_truth_vs_lie');
  });

  it.each(named('env_K1'))('$id: closed form and both envelopes of the continuous sampler', (c) => {
    const N = Number(c['N']);
    const tilt = N ** (-2 / 3);
    const agents = lineAgents(population(reports(N, 3), 1), [clickCurve('click', LINEAR, 1)]);
    const logZ = singleLogPartition(agents, tilt, 1);
    expect(logZ).toBeCloseTo(Number(c['logZ_continuum']), 12);
    const constant = continuousLine(agents, 1, tilt, Number(c['m']));
    const boxes = continuousLine({ ...agents, shared: null }, 1, tilt, Number(c['m']));
    expect(Math.exp(constant.logProposal - logZ)).toBeCloseTo(
      Number(c['expected_trials_lipschitz']),
      10,
    );
    expect(Math.exp(boxes.logProposal - logZ)).toBeCloseTo(Number(c['expected_trials_box']), 10);
  });
});

describe('the smallest populations agree to four digits', () => {
  it.each(named('calib'))('$id', (c) => {
    const [I, K, B] = [Number(c['I']), Number(c['K']), Number(c['B'])];
    const find = (
      design: 'rate' | 'printed' | 'least-q' | 'midpoint',
    ): ReturnType<typeof populationFor> =>
      populationFor({
        attributes: I,
        segments: K,
        click: { family: 'linear', slope: B },
        utility: { family: 'linear', slope: 1 / B },
        target: Number(c['eta']),
        design,
      });
    const digits = (found: number, field: string): void => {
      if (c[field] !== null) expect(Number(found.toPrecision(4))).toBe(c[field]);
    };
    digits(find('rate').population, 'N_theorem');
    digits(find('printed').population, 'N_printed_params');
    digits(find('least-q').population, 'N_min_q');
    const { population: N, x, beta } = find('midpoint');
    digits(Math.ceil(N), 'N_midpoint');
    expect(x).toBeCloseTo(Number(c['x']), 4);
    expect(beta).toBeCloseTo(Number(c['beta']), 7);
  });
});

describe('the line agrees with brute force over all ordered tuples', () => {
  const click: CurveSpec[] = [
    LINEAR,
    { family: 'linear', slope: 2.5 },
    { family: 'power', exponent: 3 },
  ];
  const table: CurveSpec = {
    family: 'table',
    points: [
      [0, 0.9],
      [0.25, 0.9],
      [0.5, 0.2],
      [1, 0.1],
    ],
  };
  it.each([...click, table])('%j', (spec) => {
    for (const [K, m, tilt, rows] of [
      [1, 1, 3, 1],
      [2, 4, 0.7, 5],
      [3, 5, 40, 4],
      [4, 2, 2, 6],
    ] as const) {
      const rng = seeded(`brute ${K} ${m}`);
      const points = Float64Array.from({ length: rows }, () => Math.round(rng() * 40) / 40);
      const law = lawOf(points, spec, K, tilt, m);
      const oracle = enumerate(points, spec, K, tilt, m);
      expect(law.logPartition).toBeCloseTo(oracle.logZ, 11);
      expect(expectedScore(law, tilt, law.marginals())).toBeCloseTo(oracle.mean, 10);
      expect(lineOptimum(law.problem, K, tilt).score).toBeCloseTo(oracle.best, 11);
      for (const [set, p] of oracle.sets) {
        const indices = set.split(',').map(Number);
        expect(Math.exp(law.logProbability(indices))).toBeCloseTo(p, 11);
      }
    }
  });
});

/** Every ordered K-tuple of grid points, with host arithmetic. */
function enumerate(points: Float64Array, spec: CurveSpec, K: number, tilt: number, m: number) {
  const click = clickCurve('click', spec, 1);
  const weights: [string, number, number][] = [];
  const tuple = Array.from({ length: K }, () => 0);
  for (let code = 0; code < (m + 1) ** K; code++) {
    for (let k = 0, rest = code; k < K; k++, rest = Math.floor(rest / (m + 1)))
      tuple[k] = rest % (m + 1);
    const score = points.reduce(
      (sum, t) => sum + click.value(Math.min(...tuple.map((j) => Math.abs(t - j / m)))),
      0,
    );
    const set = [...new Set(tuple)].toSorted((a, b) => a - b).join(',');
    weights.push([set, score, Math.exp(tilt * score)]);
  }
  const Z = weights.reduce((sum, [, , w]) => sum + w, 0);
  const sets = new Map<string, number>();
  for (const [set, , w] of weights) sets.set(set, (sets.get(set) ?? 0) + w / Z);
  return {
    logZ: Math.log(Z),
    mean: weights.reduce((sum, [, score, w]) => sum + (score * w) / Z, 0),
    best: Math.max(...weights.map(([, score]) => score)),
    sets,
  };
}

describe('consumers with click functions of their own', () => {
  it('give the law of the summed score', () => {
    const points = Float64Array.of(0.1, 0.1, 0.55, 0.9);
    const specs: CurveSpec[] = [
      LINEAR,
      { family: 'power', exponent: 2 },
      { family: 'linear', slope: 4 },
      LINEAR,
    ];
    const clicks = specs.map((spec) => clickCurve('click', spec, 1));
    const agents = lineAgents(population(points, 1), clicks);
    const law = lineLaw(agents, 2, 1.5, (j) => j / 3, 4);
    let Z = 0;
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        const near = (t: number): number => Math.min(Math.abs(t - a / 3), Math.abs(t - b / 3));
        Z += Math.exp(1.5 * points.reduce((sum, t, i) => sum + clicks[i]!.value(near(t)), 0));
      }
    }
    expect(law.logPartition).toBeCloseTo(Math.log(Z), 12);
    expect(lineScore(agents, [0, 1])).toBeCloseTo(
      points.reduce((sum, t, i) => sum + clicks[i]!.value(Math.min(t, 1 - t)), 0),
      14,
    );
  });
});

it('rounding reports to brackets sends a midpoint to the lower bracket and keeps zero positive', () => {
  const read = rounded(population(Float64Array.of(0, 0.124, 0.125, 0.126, 1), 1), 4);
  expect(Array.from(read.points)).toEqual([0, 0, 0, 0.25, 1]);
  expect(Object.is(read.points[0], 0)).toBe(true);
});

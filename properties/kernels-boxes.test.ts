import { describe, expect, it } from 'vitest';
import { sum } from '../src/core/numeric.ts';
import { seeded, type Rng } from '../src/core/rng.ts';
import { boxField, type ClickCode } from '../src/kernel/boxes.ts';
import { freshKernels } from '../src/kernel/instance.ts';
import { logSoftmax } from '../src/kernel/softmax.ts';
import { builds } from './support/builds.ts';

interface Case {
  readonly attributes: number;
  readonly points: Float64Array;
  readonly weights: Float64Array;
  readonly click: ClickCode;
}

/** The click by its definition; a table by looking for the last point that is not beyond d. */
function clickAt(click: ClickCode, d: number): number {
  if (click.kind === 'linear') return Math.max(0, 1 - click.slope * d);
  if (click.kind === 'power') return 1 - (d / click.scale) ** click.exponent;
  const { x, y } = click;
  if (d <= x[0]!) return y[0]!;
  const j = x.findLastIndex((from) => from <= d);
  if (j === x.length - 1) return y[j]!;
  return y[j]! + ((y[j + 1]! - y[j]!) * (d - x[j]!)) / (x[j + 1]! - x[j]!);
}

/** Where in [low, high] the box is entered: its nearest point, or by the controls another. */
type Entry = (t: number, low: number, high: number) => number;

const nearest: Entry = (t, low, high) => Math.min(high, Math.max(low, t));

function scoreOracle(c: Case, lower: Float64Array, upper: Float64Array, entry = nearest): number {
  const terms = Array.from(c.weights, (weight, n) => {
    let least = Infinity;
    for (let k = 0; k < lower.length; k += c.attributes) {
      let d = 0;
      for (let i = 0; i < c.attributes; i++) {
        const t = c.points[n * c.attributes + i]!;
        d += Math.abs(t - entry(t, lower[k + i]!, upper[k + i]!));
      }
      least = Math.min(least, d);
    }
    return weight * clickAt(c.click, least);
  });
  return sum(terms);
}

function clicks(attributes: number): ClickCode[] {
  const power = (exponent: number): ClickCode => ({ kind: 'power', scale: attributes, exponent });
  return [
    { kind: 'linear', slope: 1 / attributes },
    { kind: 'linear', slope: 3 },
    ...[1, 2, 0.5, 2.7, 1e-3].map(power),
    { kind: 'table', x: Float64Array.of(0, 0.5, 1), y: Float64Array.of(1, 0.2, 0) },
    { kind: 'table', x: Float64Array.of(0.1, 0.25), y: Float64Array.of(1, 0.5) },
    { kind: 'table', x: Float64Array.of(0), y: Float64Array.of(0.5) },
  ];
}

/** Points and box ends on eighths, so that a report often lies on a box's edge, in it, or on a point. */
function grid(count: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: count }, () => Math.floor(9 * rng()) / 8);
}

function boxes(count: number, rng: Rng): [Float64Array, Float64Array] {
  const [one, other] = [grid(count, rng), grid(count, rng)];
  return [one.map((x, i) => Math.min(x, other[i]!)), one.map((x, i) => Math.max(x, other[i]!))];
}

function cases(rng: Rng, sizes: readonly number[], dimensions: readonly number[]): Case[] {
  return sizes.flatMap((n) =>
    dimensions.flatMap((attributes) =>
      clicks(attributes).map((click) => ({
        attributes,
        points: grid(n * attributes, rng),
        weights: Float64Array.from({ length: n }, () => Math.floor(4 * rng()) / 2),
        click,
      })),
    ),
  );
}

for (const { name, kernels: core } of builds) {
  describe(`boxes, ${name} build`, () => {
    it('agrees with the definition, for boxes and for points', () => {
      const rng = seeded('boxes');
      for (const c of cases(rng, [0, 1, 2, 7, 8, 9, 64, 101], [1, 2, 3, 10])) {
        const field = boxField(c.points, c.attributes, c.weights, c.click, core);
        const tolerance = 1e-14 * (1 + sum(c.weights));
        for (const count of [1, 2, 5]) {
          const [lower, upper] = boxes(count * c.attributes, rng);
          for (const high of [upper, lower]) {
            const error = field.score(lower, high) - scoreOracle(c, lower, high);
            expect(Math.abs(error), JSON.stringify(c.click)).toBeLessThanOrEqual(tolerance);
          }
        }
      }
    });

    it('agrees at 20,000 reports', () => {
      const rng = seeded('boxes, large');
      for (const c of cases(rng, [20_000], [2]).slice(0, 4)) {
        const field = boxField(c.points, 2, c.weights, c.click, core);
        const [lower, upper] = boxes(6, rng);
        const exact = scoreOracle(c, lower, upper);
        expect(Math.abs(field.score(lower, upper) / exact - 1)).toBeLessThan(1e-12);
      }
    });
  });
}

/** Least of bound(box) - score(a point of each box) over seeded boxes and points, halved again and again. */
function leastSlack(entry: Entry | undefined): number {
  const rng = seeded('boxes, bound');
  let least = Infinity;
  for (const c of cases(rng, [33], [1, 2, 4])) {
    const field = boxField(c.points, c.attributes, c.weights, c.click);
    const [lower, upper] = boxes(3 * c.attributes, rng);
    for (let depth = 0; depth < 6; depth++) {
      const bound = entry ? scoreOracle(c, lower, upper, entry) : field.score(lower, upper);
      for (let trial = 0; trial < 10; trial++) {
        const point = lower.map((low, i) => low + (upper[i]! - low) * (Math.floor(9 * rng()) / 8));
        least = Math.min(least, bound - field.score(point, point));
      }
      upper.forEach((high, i) => (upper[i] = (lower[i]! + high) / 2));
    }
    field.dispose();
  }
  return least;
}

describe('boxes', () => {
  it('bound the score of every point in them', () => {
    expect(leastSlack(undefined)).toBeGreaterThan(-1e-12);
  });

  it('are no bound when entered at their centre, at an end, or short of the nearest point', () => {
    const broken: readonly Entry[] = [
      (_, low, high) => (low + high) / 2,
      (_, low) => low,
      (t, low, high) => nearest(t, low + 0.05 * (high - low), high - 0.05 * (high - low)),
    ];
    for (const entry of broken) expect(leastSlack(entry)).toBeLessThan(-1e-3);
  });

  it('keep their reports while other kernels run and other fields come and go', () => {
    const rng = seeded('boxes, memory');
    const [one, two] = cases(rng, [50], [2]);
    const shared = freshKernels();
    const first = boxField(one!.points, 2, one!.weights, one!.click, shared);
    const [lower, upper] = boxes(4, rng);
    const before = first.score(lower, upper);
    const second = boxField(two!.points, 2, two!.weights, two!.click, shared);
    logSoftmax(new Float64Array(100_000), 1);
    second.score(lower, upper);
    boxField(new Float64Array(2e6), 2, new Float64Array(1e6), two!.click, shared);
    expect(first.score(lower, upper)).toBe(before);
    second.dispose();
    expect(first.score(lower, upper)).toBe(before);
    expect(() => second.score(lower, upper)).toThrow('field must be not disposed of');
  });

  it('refuse wrong shapes and values', () => {
    const linear: ClickCode = { kind: 'linear', slope: 1 };
    const [two, one] = [new Float64Array(2), new Float64Array(1)];
    const field = boxField(two, 2, one, linear);
    expect(() => boxField(two, 2, two, linear)).toThrow('points.length must be 4, got 2');
    expect(() =>
      boxField(
        two,
        2,
        one.map(() => NaN),
        linear,
      ),
    ).toThrow('weights[0] must be');
    expect(() => boxField(two, 2, one, { kind: 'linear', slope: 0 })).toThrow(
      'click.slope must be > 0, got 0',
    );
    const bent: ClickCode = { kind: 'table', x: Float64Array.of(0, 1), y: Float64Array.of(0, 1) };
    expect(() => boxField(two, 2, one, bent)).toThrow('click.y[1] must be <= 0, got 1');
    expect(() => field.score(one, one)).toThrow('lower.length must be a positive multiple of 2');
    expect(() => field.score(two, new Float64Array(4))).toThrow('upper.length must be 2, got 4');
    expect(() => field.score(Float64Array.of(1, 0), two)).toThrow('upper[0] must be finite and');
  });
});

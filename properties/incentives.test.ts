import { describe, expect, it } from 'vitest';
import { population } from '../src/core/population.ts';
import { seeded } from '../src/core/rng.ts';
import { calibrate } from '../src/mechanisms/segments/calibration.ts';
import type { Truth } from '../src/mechanisms/truth.ts';
import { coveringRadius } from '../src/mechanisms/covering.ts';
import { exponentialBounds } from '../src/mechanisms/segments/bounds.ts';
import { lieOutcome } from '../src/mechanisms/segments/lies.ts';
import { paperPlan } from '../src/mechanisms/segments/paper-plan.ts';
import { representatives } from '../src/mechanisms/segments/representatives.ts';

const LINEAR = { family: 'linear', slope: 1 } as const;
const CURVES = { click: LINEAR, utility: LINEAR } as const;
const PUBLIC = { population: 40, attributes: 1, segments: 2, grid: 6, ...CURVES } as const;

/** 40 agents: a weighted row that lies, and the rest. */
function crowd(type: number, seed: string): ReturnType<typeof population> {
  const rng = seeded(seed);
  const rest = Array.from({ length: 39 }, () => Math.round(rng() * 6) / 6);
  return population(Float64Array.of(type, ...rest), 1);
}

describe('exact gain and loss of every lie, under a calibrated plan', () => {
  const net = (truth: Truth): { worst: number; privacy: number } => {
    const plan = calibrate({ ...PUBLIC, truth, tilt: 0.8 });
    let [worst, privacy] = [-Infinity, 0];
    for (const [type, seed] of [
      [0, 'a'],
      [3 / 6, 'b'],
      [1, 'c'],
    ] as const) {
      for (let j = 0; j <= 6; j++) {
        if (j / 6 === type) continue;
        const beyond = typeof truth === 'object' && 'beyond' in truth ? truth.beyond : 0;
        if (Math.abs(j / 6 - type) < beyond) continue;
        const options = {
          population: crowd(type, seed),
          plan,
          row: 0,
          report: j / 6,
          ...CURVES,
        };
        const outcome = lieOutcome(options);
        worst = Math.max(worst, outcome.net);
        privacy = Math.max(privacy, outcome.privacyLoss);
        for (const law of outcome.assigned) {
          expect(law.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        }
      }
    }
    return { worst, privacy };
  };
  it('under brackets every lie strictly loses, and privacy is kept', () => {
    const { worst, privacy } = net('brackets');
    expect(worst).toBeLessThan(0);
    expect(privacy).toBeLessThan(calibrate({ ...PUBLIC, truth: 'brackets', tilt: 0.8 }).epsilon);
  });
  it('beyond 1/3 every such lie strictly loses', () => {
    expect(net({ beyond: 1 / 3 }).worst).toBeLessThan(0);
  });
  it('under a bounded gain no lie gains more', () => {
    expect(net({ gain: 0.05 }).worst).toBeLessThanOrEqual(0.05);
  });
  it('without the lottery a lie pays: half at 0, half at 1/2, one product (control)', () => {
    const halves = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.5 : 0));
    const click = { family: 'power', exponent: 2 } as const;
    const given = { population: population(halves, 1), row: 0, report: 1, ...CURVES, click };
    const plan = calibrate({ ...PUBLIC, click, segments: 1, truth: 'brackets', tilt: 0.2 });
    expect(lieOutcome({ ...given, plan: { ...plan, q: 0 } }).net).toBeGreaterThan(0);
    expect(lieOutcome({ ...given, plan }).net).toBeLessThan(0);
  });
});

describe('calibrate', () => {
  it('asks for exactly one of epsilon, tilt, loss', () => {
    const plain = { ...PUBLIC, truth: 'brackets' } as const;
    expect(() => calibrate(plain)).toThrow(
      'epsilon, tilt, loss must be exactly one of the three, got 0',
    );
    expect(() => calibrate({ ...plain, tilt: 1, loss: 0.5 })).toThrow('got 2');
  });
  it('gives the same plan from its own tilt, epsilon and loss', () => {
    const options = { ...PUBLIC, population: 20_640, truth: 'brackets' } as const;
    const best = calibrate({ ...options, loss: 'best' });
    const again = [
      calibrate({ ...options, tilt: best.tilt }),
      calibrate({ ...options, epsilon: best.epsilon }),
    ];
    for (const plan of again) expect(plan.promised).toBeCloseTo(best.promised, 12);
    const looser = calibrate({ ...options, loss: 0.2 });
    expect(looser.promised).toBeLessThanOrEqual(0.2);
    expect(looser.promised).toBeCloseTo(0.2, 9);
    expect(looser.epsilon).toBeLessThan(best.epsilon);
    expect(() => calibrate({ ...options, loss: best.promised * 0.9 })).toThrow(
      /loss must be at least/,
    );
  });
  it('refuses what would certify nothing', () => {
    const options = { ...PUBLIC, truth: 'brackets', epsilon: 0.1 } as const;
    const flat = {
      family: 'table',
      points: [
        [0, 0.5],
        [1, 0.5],
      ],
    } as const;
    const told = (change: object, message: RegExp): void =>
      expect(() => calibrate({ ...options, ...change })).toThrow(message);
    told({ click: flat }, /^click must be falling somewhere on \[0, 1\], got/);
    told({ truth: { beyond: 5 } }, /^truth.beyond must be in \[0.000001, 1\], got 5/);
    told({ truth: { beyond: 1e-200 } }, /^truth.beyond must be in/);
    told({ truth: { beyond: 0.1, gain: 0.2 } }, /^truth must be one of beyond, gain, got/);
    told(
      { epsilon: 1e6 },
      /^epsilon must be in \[0, 50000\], where exponents .+ up to 1000000, got 1000000/,
    );
    const lax = { ...PUBLIC, population: 20_640, truth: 'brackets' } as const;
    expect(() => calibrate({ ...lax, loss: 0.6 })).toThrow(
      /^loss must be below 0.49\d+, which is promised/,
    );
  });
  it('covers brackets with fewer products than the cube, by brute force', () => {
    for (const [I, K] of [
      [1, 3],
      [2, 3],
      [2, 8],
      [3, 6],
      [3, 16],
      [4, 12],
    ] as const) {
      for (const m of [null, 1, 2, 5, 16]) {
        const alone = (k: number): number =>
          m === null ? 1 / (2 * k) : Math.min(1 / (2 * k), (Math.ceil((m + 1) / k) - 1) / (2 * m));
        let best = Infinity;
        for (let code = 0; code < K ** I; code++) {
          const split = Array.from({ length: I }, (_, i) => 1 + (Math.floor(code / K ** i) % K));
          if (split.reduce((product, k) => product * k, 1) > K) continue;
          best = Math.min(
            best,
            split.reduce((radius, k) => radius + alone(k), 0),
          );
        }
        expect(coveringRadius(I, K, m)).toBeCloseTo(best, 14);
      }
    }
  });
  it('reads a lie as its bracket, so that one inside her bracket changes nothing', () => {
    const given = population(Float64Array.of(0.1, 0.33, 0.8), 1);
    const plan = calibrate({ ...PUBLIC, population: 3, grid: 4, truth: 'brackets', epsilon: 2 });
    expect(lieOutcome({ population: given, plan, row: 1, report: 0.26, ...CURVES }).net).toBe(0);
    expect(
      lieOutcome({ population: given, plan, row: 1, report: 0.6, ...CURVES }).net,
    ).toBeLessThan(0);
  });
  it('says when the data add nothing', () => {
    expect(calibrate({ ...PUBLIC, truth: 'brackets', loss: 'best' }).dataHelp).toBe(false);
  });
  it('recalibrates q for another private part with its own declared bounds', () => {
    const own = (shape: Parameters<typeof exponentialBounds>[0]) => {
      const bounds = exponentialBounds(shape);
      return { ...bounds, gain: (tilt: number, d: number) => 2 * bounds.gain(tilt, d) };
    };
    const options = { ...PUBLIC, truth: 'brackets', tilt: 0.01 } as const;
    const [plain, doubled] = [calibrate(options), calibrate({ ...options, part: own })];
    const odds = (q: number): number => q / (1 - q);
    expect(odds(doubled.q)).toBeCloseTo(2 * odds(plain.q), 12);
    const law = { draw: () => ({ products: [[0.1], [0.2]], trials: 1 }), diagnostics: () => ({}) };
    const made = representatives({
      population: crowd(0, 'd'),
      segments: 2,
      grid: 6,
      mode: 'calibrated',
      truth: 'brackets',
      promise: { tilt: 0.01 },
      part: { bounds: own, law },
      ...CURVES,
    });
    expect(made.plan.q).toBe(doubled.q);
    const drawn = Array.from({ length: 50 }, (_, i) => made.draw(seeded(`${i}`)));
    expect(drawn.some((r) => r.part === 'exponential' && r.representatives[0]![0] === 0.1)).toBe(
      true,
    );
  });
});

describe('paper mode', () => {
  it('refuses a population for which the printed q is not below 1', () => {
    const small = { ...PUBLIC, population: 400, grid: 'continuous' } as const;
    expect(() => paperPlan(small)).toThrow(/^population must be large enough for the printed q/);
  });
  it('takes the printed parameters where they exist', () => {
    const plan = paperPlan({ ...PUBLIC, population: 1e9, grid: 'continuous' });
    expect(plan.tilt).toBeCloseTo(1e-6, 18);
    expect(plan.lottery!.kind).toBe('printed');
    expect(plan.epsilon).toBeCloseTo(2e-6, 18);
    expect(plan.promised).toBeLessThan(plan.q + 2 * plan.tolerance + 0.05);
  });
});

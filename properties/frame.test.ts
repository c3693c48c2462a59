import { describe, expect, test } from 'vitest';
import { decode, encode } from '../src/verify/codec.ts';
import { fixed, integerIn, type Arbitrary } from '../src/verify/arbitrary.ts';
import { nearest, seedOf, statements, papers } from './index.ts';
import { rows } from './open.ts';
import { registry } from './support/registry.ts';
import { statement, type StatementSpec } from './support/statement.ts';

/** x² <= 1 on [0, 1]: true, tight at the end, broken by a factor or by a wider range. */
const square: StatementSpec<number> = {
  id: 'SEG-square',
  where: 'here',
  claim: 'x² <= 1',
  hypotheses: 'x in [0, 1]',
  decided: 'exactly',
  method: 'exact',
  given: fixed(0, 1, 64),
  slack: (x) => 1 - x * x,
  tolerance: 0,
  verdict: 'holds',
  controls: {
    'a factor': {
      slack: (dose) => (x) => 1 - (1 + dose) * x * x,
      doses: [-0.1, 0, 0.1, 1],
      dose: 0.1,
    },
    'a wider range': { given: (dose) => fixed(0, 1 + dose, 64), doses: [0.01, 0.5], dose: 0.01 },
  },
};

/** x² <= 1/2 on [0, 1]: false, and true below 0.7. */
const tooSmall: StatementSpec<number> = {
  ...square,
  claim: 'x² <= 1/2',
  slack: (x) => 0.5 - x * x,
  verdict: 'corrected',
  counterexamples: [0.75, 1],
  corrected: {
    ...square,
    claim: 'x² <= 1/2 for x <= 0.7',
    given: fixed(0, 0.7, 64),
    slack: (x) => 0.5 - x * x,
  },
  controls: {},
  correctedControls: { 'the condition dropped': { given: () => fixed(0, 1, 64) } },
};

const gap = (x: number): number => (x === 0.5 ? NaN : 1 - x);

const judged = (tolerance: (x: number) => number) =>
  statement({ ...square, slack: (x) => -x, tolerance });

describe('a statement', () => {
  test('that holds gives its least slack, and each control its smallest dose', () => {
    expect(statement(square).run()).toEqual({
      verdict: 'holds',
      runs: 200,
      slack: 0,
      tolerance: 0,
      controls: [
        { name: 'a factor', refuted: true, dose: 0.1 },
        { name: 'a wider range', refuted: true, dose: 0.01 },
      ],
      ok: true,
      complaints: [],
    });
  });

  test('that is false is refuted by a shrunk case, and complains about its stored verdict', () => {
    const found = statement({ ...square, slack: (x) => 0.5 - x * x }).run();
    expect(found).toMatchObject({ verdict: 'refuted', counterexample: 0.75, ok: false });
    expect(found.slack).toBe(0.5 - 0.75 ** 2);
    expect(found.complaints).toContain('the verdict is refuted, stored is holds');
  });

  test('that is repaired runs its stored cases first and the repair over its own', () => {
    const found = statement(tooSmall).run();
    expect(found).toMatchObject({
      verdict: 'corrected',
      counterexample: 1,
      runs: 202,
      ok: true,
    });
    expect(found.corrected?.claim).toBe('x² <= 1/2 for x <= 0.7');
    expect(found.corrected?.slack).toBeCloseTo(0.01, 12);
    expect(found.controls).toEqual([{ name: 'the condition dropped', refuted: true }]);
  });

  test('whose repair is false too is refuted', () => {
    const found = statement({ ...tooSmall, corrected: { ...square, slack: (x) => 0.9 - x } }).run();
    expect(found).toMatchObject({ verdict: 'refuted', ok: false });
    const kept = statement({ ...tooSmall, corrected: { ...square, slack: () => NaN } }).run();
    expect(kept.verdict).toBe('inconclusive');
  });

  test('whose stored counterexample refutes no more says so, and hunts on', () => {
    const found = statement({ ...tooSmall, counterexamples: [0.5] }).run();
    expect(found.complaints).toEqual(['1 of 1 stored counterexamples refute no more']);
    expect(found.counterexample).toBe(0.75);
  });

  test('with a NaN anywhere is inconclusive, unless something refutes it', () => {
    expect(statement({ ...square, slack: gap }).run()).toMatchObject({
      verdict: 'inconclusive',
      ok: false,
    });
    expect(statement({ ...square, slack: (x) => gap(x) - 0.5 }).run().verdict).toBe('refuted');
    expect(statement({ ...square, tolerance: NaN }).run().verdict).toBe('inconclusive');
  });

  test('tries its examples, which no generated case need reach', () => {
    expect(statement({ ...square, examples: [3] }).run()).toMatchObject({
      verdict: 'refuted',
      slack: -8,
    });
    expect(statement({ ...square, runs: 7, examples: [0.1] }).run({ effort: 2 }).runs).toBe(15);
  });

  test('whose tolerance depends on the case is judged by that case', () => {
    expect(judged((x) => x).run().verdict).toBe('holds');
    expect(judged((x) => 0.99 * x).run().verdict).toBe('refuted');
  });

  test('complains about a control that is not refuted, or from another dose', () => {
    const harmless = statement({ ...square, controls: { nothing: { slack: () => square.slack } } });
    expect(harmless.run().complaints).toEqual(['the control "nothing" is not refuted']);
    const control = { slack: () => () => NaN };
    expect(statement({ ...square, controls: { control } }).run().ok).toBe(false);
    const late = {
      slack: (dose: number) => (x: number) => 1 - dose * x,
      doses: [1, 2, 3],
      dose: 3,
    };
    const moved = statement({ ...square, controls: { late } });
    expect(moved.run().complaints).toEqual([
      'the control "late" is refuted from dose 2, stored is 3',
    ]);
    expect(moved.run({ seed: 5 }).ok).toBe(true);
    expect(moved.run({ runs: 1 }).complaints).toHaveLength(1);
  });

  test('runs the same twice, and through other cases for another seed', () => {
    const seen: number[][] = [];
    const spy: Arbitrary<number> = integerIn(0, 2 ** 30);
    const noted = statement({
      ...square,
      given: spy,
      slack: (x) => seen.at(-1)?.push(x) ?? NaN,
      controls: {},
    });
    for (const options of [{}, {}, { seed: 1 }]) {
      seen.push([]);
      noted.run(options);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).not.toEqual(seen[2]);
  });
});

describe('the registry', () => {
  test('holds 135 statements of five papers, each under its paper and its place', () => {
    expect(statements).toHaveLength(135);
    expect(statements.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const tally = papers.map(({ prefix }) => rows.filter(({ paper }) => paper === prefix).length);
    expect(tally).toEqual([22, 30, 33, 26, 24]);
    for (const [i, { id, where, claim }] of statements.entries()) {
      expect(where, id).toBe(rows[i]?.where);
      expect(claim, id).not.toBe('');
    }
  });

  test('gives every checked statement a control, every ladder a dose and every false one its values', () => {
    for (const { id, verdict, controls, counterexamples, corrected } of statements) {
      if (verdict === 'open') continue;
      expect(controls.length, id).toBeGreaterThan(0);
      expect(new Set(controls.map(({ name }) => name)).size, id).toBe(controls.length);
      for (const { name, doses, dose } of controls) {
        if (doses === undefined) continue;
        expect(doses, `${id}: ${name}`).toEqual([...doses].toSorted((a, b) => a - b));
        expect(doses, `${id}: ${name}`).toContain(dose);
      }
      expect(counterexamples.length > 0, id).toBe(verdict !== 'holds');
      expect(corrected !== undefined, id).toBe(verdict === 'corrected');
      expect(decode(encode(counterexamples)), id).toEqual(counterexamples);
    }
  });

  test('takes a checked statement in the place of its row, and refuses strays and twins', () => {
    const [first, second] = rows.slice(0, 2);
    const checked = statement({ ...square, id: second?.id ?? '' });
    const both = registry(rows.slice(0, 2), [checked]);
    expect(both.map(({ id, verdict }) => [id, verdict])).toEqual([
      [first?.id, 'open'],
      [second?.id, 'holds'],
    ]);
    expect(() => registry([], [checked])).toThrow('SEG-thm1 must have a row in open.ts, got none');
    expect(() => registry(rows, [checked, checked])).toThrow('must be stated once');
  });

  test('knows what a mistyped id was meant to be', () => {
    const ids = rows.map(({ id }) => id);
    expect(nearest('seg-lem5', ids).slice(0, 2)).toEqual(['SEG-lem5a', 'SEG-lem5b']);
    expect(nearest('PAR-propp3-if', ids)[0]).toBe('PAR-prop3-if');
  });

  test('seeds by a hash of the name', () => {
    expect(seedOf('')).toBe(0x811c9dc5);
    expect(seedOf('a')).toBe(0xe40c292c); // published FNV-1a vector
    expect(seedOf('foobar')).toBe(0xbf9cf968);
  });
});

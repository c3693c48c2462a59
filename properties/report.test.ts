import { describe, expect, test } from 'vitest';
import { statements } from './index.ts';
import { statement } from './support/statement.ts';
import { constant } from '../src/verify/arbitrary.ts';
import { runExplain } from '../src/cli/evidence/explain.ts';
import { exitCode, runVerify } from '../src/cli/evidence/verify.ts';

/** What is not checked yet, whichever papers that is: these tests outlast each paper's checks. */
const openIds = statements.filter(({ verdict }) => verdict === 'open').map(({ id }) => id);

/** A statement whose one case leaves `slack`, with a control that is refuted or not. */
const planted = (slack: number, caught = true) =>
  statement({
    id: 'SEG-planted',
    where: 'here',
    claim: 'a number is not negative',
    hypotheses: 'one case',
    decided: 'exactly',
    method: 'exact',
    given: constant(slack),
    slack: (x: number) => x,
    tolerance: 0,
    verdict: 'holds',
    controls: { 'a smaller number': { slack: () => (x: number) => (caught ? -1 : x) } },
  }).run({ runs: 1 });

describe('the exit code', () => {
  test('is 0 when all is as stored, 1 when a verdict or a control is not', () => {
    expect(exitCode([planted(0), planted(1)])).toBe(0);
    expect(exitCode([planted(0), planted(-1)])).toBe(1);
    expect(exitCode([planted(0), planted(0, false)])).toBe(1);
    expect(exitCode([])).toBe(0);
  });

  test('tells an undecided run apart under --strict only', () => {
    expect(exitCode([planted(0), planted(NaN)])).toBe(1);
    expect(exitCode([planted(0), planted(NaN)], true)).toBe(3);
    expect(exitCode([planted(NaN, false)], true)).toBe(1);
    expect(exitCode([planted(-1), planted(NaN)], true)).toBe(1);
  });
});

describe('the command line functions', () => {
  test('verify runs a statement that holds and one that is repaired', async () => {
    const { json, text, exit } = await runVerify({ ids: ['SEG-lem2', 'SEG-domination'], runs: 20 });
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      statements: [
        { id: 'SEG-domination', verdict: 'corrected', corrected: {}, counterexample: {}, ok: true },
        { id: 'SEG-lem2', verdict: 'holds', ok: true, complaints: [] },
      ],
    });
    expect(text).toContain('Not as printed:\n  SEG-domination (proof of Thm 4):');
    expect(text).toContain('Every verdict is the stored one and every control was refuted.');
  });

  test('verify lists what is open beside what is checked', async () => {
    const [open = ''] = openIds;
    const { json, text, exit } = await runVerify({ ids: [open, 'SEG-lem2'], runs: 5 });
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      schema: 'candor/verify/1',
      seed: 'by id',
      statements: [
        { id: 'SEG-lem2', verdict: 'holds' },
        { id: open, paper: open.slice(0, 3), verdict: 'open', runs: 0, slack: null, controls: [] },
      ],
    });
    expect(text).toMatch(/\d+ of 135 checked. This run: 1 holds, .* 1 open\./);
  });

  test('verify refuses a choice of which nothing is checked', async () => {
    const wanted = 'id must be one with a statement that is checked, got';
    const many = openIds.slice(0, 3);
    await expect(runVerify({ ids: many })).rejects.toThrow(
      `${wanted} ${many.join(' ')}, whose ${many.length} statements are open`,
    );
    const [only = ''] = many;
    await expect(runVerify({ ids: [only] })).rejects.toThrow(`${wanted} ${only}, which is open`);
  });

  test('an unknown id is named with the ids nearest to it', async () => {
    const wrong = 'id must be one that candor verify lists (the nearest are SEG-thm';
    await expect(runVerify({ ids: ['SEG-thm9'] })).rejects.toThrow(wrong);
    await expect(runExplain('SEG-thm9')).rejects.toThrow(/, got "SEG-thm9"$/);
    await expect(runVerify({ ids: [], runs: 0 })).rejects.toThrow('--runs must be an integer');
  });

  test('verify stops between statements when it is told to', async () => {
    const { json, text } = await runVerify({ ids: ['SEG'], signal: AbortSignal.abort() });
    expect(json).toMatchObject({ statements: [] });
    expect(text).toContain('Nothing was checked.');
    expect(text).not.toContain('Every verdict');
  });

  test('explain gives the source, the claim and where it stands', async () => {
    const { json, text, exit } = await runExplain('BRK-bound');
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      schema: 'candor/explain/1',
      id: 'BRK-bound',
      source: { authors: 'Kai Hao Yang', where: 'Upper bound' },
      stored: { verdict: 'open' },
    });
    expect(text).toContain('No IC-IR mechanism earns more than R*.');
  });
});

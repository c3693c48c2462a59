import { describe, expect, test } from 'vitest';
import { runExplain } from '../src/cli/explain.ts';
import { runVerify } from '../src/cli/verify.ts';

describe('the command line functions', () => {
  test('verify lists what is open, and is done', async () => {
    const { json, text, exit } = await runVerify({ ids: ['PRV-cor1', 'AMD-lem1'] });
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      schema: 'candor/verify/1',
      seed: 'by id',
      statements: [
        { id: 'AMD-lem1', paper: 'AMD', verdict: 'open', method: 'exact', runs: 0, controls: [] },
        { id: 'PRV-cor1', verdict: 'open', slack: null },
      ],
    });
    expect(text).toMatch(/\d+ of 135 checked. This run: 0 holds, .* 2 open\./);
  });

  test('an unknown id is named with the ids nearest to it', async () => {
    const wrong = 'id must be one that candor verify lists (the nearest are SEG-thm';
    await expect(runVerify({ ids: ['SEG-thm9'] })).rejects.toThrow(wrong);
    await expect(runExplain('SEG-thm9')).rejects.toThrow(/, got "SEG-thm9"$/);
    await expect(runVerify({ ids: [], runs: 0 })).rejects.toThrow('--runs must be an integer');
  });

  test('verify stops between statements when it is told to', async () => {
    const { json } = await runVerify({ ids: ['AMD'], signal: AbortSignal.abort() });
    expect(json).toMatchObject({ statements: [] });
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

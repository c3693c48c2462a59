import { describe, expect, test } from 'vitest';
import { TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder, names, refused } from './support/terminal.ts';

describe('what is wrong with segments is named, and nothing is written', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    [[1], 's.json must be one JSON object, got [1]'],
    [{}, 'segments must be an array, got undefined'],
    [{ segments: [] }, 'segments.length must be >= 1, got 0'],
    [
      { parts: [] },
      'fields of s.json must be among $schema, note, segments, signals, policy, got "parts"',
    ],
    [{ segments: [1] }, 'segments[0] must be a weight and a market, or masses, got 1'],
    [{ segments: [{}] }, 'segments[0].masses must be an array, got undefined'],
    [
      { segments: [{ market: [1, 1] }] },
      'segments[0].weight must be a number or a text as "1/3", got undefined',
    ],
    [{ segments: [{ weight: 0, market: [1, 1] }] }, 'segments[0].weight must be > 0, got 0'],
    [{ segments: [{ weight: 1, market: [1] }] }, 'segments[0].market.length must be 2, got 1'],
    [{ segments: [{ weight: 1, market: [1, -1] }] }, 'segments[0].market[1] must be >= 0, got -1'],
    [
      { segments: [{ masses: [1, 'x'] }] },
      'segments[0].masses[1] must be a number, as "1/3", "-0.25" or "1e-3", got "x"',
    ],
    [
      { segments: [{ weight: 1, market: [1, 1] }, { masses: [1, 1] }] },
      'segments must be all of weight and market or all of masses, got "both"',
    ],
    [
      { segments: [{ masses: [1, 2] }] },
      'segments must be segments with shares of type low that average to 1/2 within 1e-9, got "1/3"',
    ],
    [
      { segments: [{ weight: 0.9, market: [1, 1] }] },
      'segments must be segments with weights that add up to 1 within 1e-9, got "9/10"',
    ],
    [
      { segments: [{ weight: 1, market: [1, 1], masses: [1, 1] }] },
      'fields of segments[0] must be a weight and a market, or masses, got "masses"',
    ],
    [
      { segments: [{ masses: [1, 1], name: 'all' }] },
      'fields of segments[0] must be a weight and a market, or masses, got "name"',
    ],
    [
      { segments: [{ masses: [1, 1] }], policy: [[1], [1]] },
      'fields of s.json must be among $schema, note, signals, policy, got "segments"',
    ],
    [
      { segments: [{ masses: [1, 1] }], signals: ['a'] },
      'fields of s.json must be among $schema, note, segments, got "signals"',
    ],
    [
      { policy: [[0.999999], [1]] },
      'policy[0] must be probabilities that add up to 1, got "999999/1000000"',
    ],
    [{ policy: [[1]] }, 'policy.length must be 2, got 1'],
    [{ policy: [['1/2'], [1]] }, 'policy[0] must be probabilities that add up to 1, got "1/2"'],
    [
      {
        policy: [
          [1, 0],
          [2, -1],
        ],
      },
      'policy[1][1] must be >= 0, got -1',
    ],
    [{ policy: [[1, 0], [1]] }, 'policy[1].length must be 2, got 1'],
    [
      {
        signals: ['a'],
        policy: [
          [1, 0],
          [1, 0],
        ],
      },
      'signals.length must be 2, got 1',
    ],
    [
      {
        signals: ['a', 'a'],
        policy: [
          [1, 0],
          [1, 0],
        ],
      },
      'signals[1] must be a name of its own, got "a"',
    ],
    [
      {
        signals: [1, 'a'],
        policy: [
          [1, 0],
          [1, 0],
        ],
      },
      'signals[0] must be a text, got 1',
    ],
  ];
  test.each(cases)('%j', async (segments, expected) => {
    if (expected.startsWith('fields')) expect(accepts('assess.segments', segments)).not.toEqual([]);
    const files = { 'm.json': JSON.stringify(TWO), 's.json': JSON.stringify(segments) };
    await refused(['assess', 'm.json', '--segments=s.json'], { files }, expected);
  });

  test('a file that is missing, empty, the input or an output', async () => {
    const cwd = folder({ 'm.json': JSON.stringify(TWO), 'e.json': '' });
    const error = async (...more: string[]): Promise<string> => {
      const { code, out, err } = await candor(['assess', 'm.json', ...more], { cwd });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err;
    };
    expect(await error()).toBe('error: --segments must be a JSON file or -, got nothing\n');
    expect(await error('--segments=no.json')).toBe(
      'error: --segments must be a readable file (ENOENT), got "no.json"\n',
    );
    expect(await error('--segments=e.json')).toContain('e.json must be JSON (');
    expect(await error('--segments=m.json')).toContain('must be another file than');
    expect(await error('--segments=e.json', '--out=e.json')).toContain('another file than');
    const both = await candor(['assess', '-', '--segments=-'], { cwd, stdin: chunks('{}') });
    expect(both.err).toBe('error: --segments must be a file where the input is -, got -\n');
    expect(names(cwd)).toEqual(['e.json', 'm.json']);
  });
});

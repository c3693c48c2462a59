import { describe, expect, test } from 'vitest';
import { TWO } from './support/market-runs.ts';
import { accepts } from './support/schemas.ts';
import { candor, chunks, folder, names, refused } from './support/terminal.ts';

const TYPES = ['menu', 'improve', 'assess'];
const FIELDS = '$schema, note, types, alternatives, values, market, costs';

/** Every command reads its scenario alike; `assess` needs segments besides. */
const argv = (command: string, input: string): string[] =>
  command === 'assess' ? [command, input, '--segments=s.json'] : [command, input];

const SEGMENTS = JSON.stringify({ segments: [{ masses: [1, 1] }] });

describe('what is wrong with a market is named, and nothing is written', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['', 'm.json must be JSON (Unexpected end of JSON input), got ""'],
    ['[1]', 'm.json must be one JSON object, got [1]'],
    ['null', 'm.json must be one JSON object, got null'],
    ['{"values":[[1]],"market":[1e999]}', 'market[0] must be finite, got Infinity'],
  ];
  test.each(texts)('the file %j', async (text, expected) => {
    const files = { 'm.json': text, 's.json': SEGMENTS };
    for (const command of TYPES) await refused(argv(command, 'm.json'), { files }, expected);
  });

  test.each(['{', '{"values":[[NaN]],"market":[1]}', '{"values":[[1]],"market":[.5]}'])(
    'the file %j, which is no JSON',
    async (text) => {
      const cwd = folder({ 'm.json': text });
      const { code, out, err } = await candor(['menu', 'm.json', '--out=o.txt'], { cwd });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^error: m\.json must be JSON \(.+\), got .+\n$/);
      expect(names(cwd)).toEqual(['m.json']);
    },
  );

  const fields: readonly (readonly [object, string])[] = [
    [{ values: undefined }, 'values must be an array, got undefined'],
    [{ values: [] }, 'values.length must be >= 1, got 0'],
    [{ values: [[], []] }, 'values[0].length must be >= 1, got 0'],
    [{ values: [1, 2] }, 'values[0] must be an array, got 1'],
    [{ values: [[1, 2], [3]] }, 'values[1].length must be 2, got 1'],
    [
      {
        values: [
          [1, 2],
          [3, null],
        ],
      },
      'values[1][1] must be a number or a text as "1/3", got null',
    ],
    [
      {
        values: [
          [1, 2],
          ['x', 3],
        ],
      },
      'values[1][0] must be a number, as "1/3", "-0.25" or "1e-3", got "x"',
    ],
    [
      {
        values: [
          [1, 2],
          ['1/0', 3],
        ],
      },
      'values[1][0] must be a number, as "1/3", "-0.25" or "1e-3", got "1/0"',
    ],
    [
      {
        values: [
          [1, 2],
          ['NaN', 3],
        ],
      },
      'values[1][0] must be a number, as "1/3", "-0.25" or "1e-3", got "NaN"',
    ],
    [{ market: undefined }, 'market must be an array, got undefined'],
    [{ market: [1] }, 'market.length must be 2, got 1'],
    [{ market: [] }, 'market.length must be 2, got 0'],
    [{ market: [1, -1] }, 'market[1] must be >= 0, got -1'],
    [{ market: [0, 0] }, 'market must be masses of which one is > 0, got [0,0]'],
    [{ types: ['low', 'low'] }, 'types[1] must be a name of its own, got "low"'],
    [{ types: ['low'] }, 'types.length must be 2, got 1'],
    [{ types: [1, 2] }, 'types[0] must be a text, got 1'],
    [{ types: 'low' }, 'types must be an array, got "low"'],
    [
      { alternatives: ['0', 'x'] },
      'alternatives[0] must be another name than that of the outside option, got "0"',
    ],
    [{ alternatives: ['x', ' '] }, 'alternatives[1] must be a name, got " "'],
    [{ costs: [1] }, 'costs.length must be 2, got 1'],
    [{ costs: [1, true] }, 'costs[1] must be a number or a text as "1/3", got true'],
    [{ note: 1 }, 'note must be a text, got 1'],
    [{ price: 1 }, `fields of m.json must be among ${FIELDS}, got "price"`],
  ];
  test.each(fields)('the scenario with %j', async (changed, expected) => {
    const given = { ...TWO, ...changed };
    expect(accepts('menu.scenario', JSON.parse(JSON.stringify(given)))).not.toEqual(
      /another|own|length|masses|"0"|1\/0/.test(expected) ? 'checked by the engine' : [],
    );
    const files = { 'm.json': JSON.stringify(given), 's.json': SEGMENTS };
    for (const command of TYPES) await refused(argv(command, 'm.json'), { files }, expected);
  });

  const words: readonly (readonly [readonly string[], string])[] = [
    [[], 'input must be a JSON file or -, got nothing'],
    [['no.json'], 'input must be a readable file (ENOENT), got "no.json"'],
    [['m.json', 'n.json'], 'input must be at most 1 of them, got m.json n.json'],
    [
      ['m.json', '--rule=best'],
      '--rule must be one of efficient, consumer, adverse, mid, posted, got "best"',
    ],
    [
      ['m.json', '--rule'],
      '--rule must be followed by <efficient|consumer|adverse|mid|posted>, got nothing',
    ],
    [['m.json', '--plot=m.json'], '--plot must be another file than the input, got "m.json"'],
    [
      ['m.json', '--plot=no/p.svg'],
      '--plot must be a file in a folder that exists, got "no/p.svg"',
    ],
    [
      ['m.json', '--epsilon=1'],
      'option must be one that `candor menu --help` lists, got --epsilon',
    ],
  ];
  test.each(words)('menu %j', async (more, expected) => {
    const shown = more.includes('--rule') ? [...more.slice(0, 1), '--rule'] : more;
    const cwd = folder({ 'm.json': JSON.stringify(TWO) });
    const ran = await candor(['menu', ...shown], { cwd, stdin: chunks('') });
    expect(ran).toEqual({ code: 2, out: '', err: `error: ${expected}\n` });
    expect(names(cwd)).toEqual(['m.json']);
  });
});

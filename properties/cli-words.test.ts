import { describe, expect, test } from 'vitest';
import { count, short } from '../src/cli/frame/words.ts';
import { candor, chunks } from './support/terminal.ts';

const SMALL = 'a\n1\n2\n3\n';

describe('the page of segment', () => {
  const page = async (text: string, ...more: string[]): Promise<string> => {
    const argv = ['segment', '-', '--format', 'csv', '--columns', 'a', '--bounds', 'a=0:4'];
    const { out } = await candor([...argv, ...more], { stdin: chunks(text) });
    return out.replaceAll(/\s+/g, ' ');
  };
  const paper = ['--weight', 'n', '--segments', '2', '--grid', '4', '--mode', 'paper'];
  const how = ['--segments', '1', '--grid', '4', '--truth', 'brackets'];

  test('one report is singular, and weights make agents', async () => {
    expect(await page('a\n1\n', ...how, '--epsilon', '1')).toMatch(/^1 segment of 1 report by a /);
    const weighted = [...how, '--epsilon', '1', '--weight', 'n'];
    expect(await page('a,n\n1,2.5\n', ...weighted)).toMatch(/^1 segment of 2.5 agents by a /);
    expect(await page('a,n\n1,1\n', ...weighted)).toMatch(/^1 segment of 1 agent by a /);
    expect([1e-300, 0.0012, 0.0154, 0].map(count)).toEqual(['1e-300', '0.0012', '0.015', '0']);
  });

  test('an epsilon that protects nobody is told as a factor', async () => {
    const large = await page('a\n1\n', ...how, '--epsilon', '80');
    expect(large).toContain('at most a factor of e^80, by a proved bound: no protection.');
    expect(await page('a\n1\n', ...how, '--epsilon', '4.6')).toContain('at most 9850 %, by');
  });

  test('numbers are in scientific notation from 1e9', () => {
    expect([0.25, 2.5e5, 999_999_999, 1.25e9, -1e9, 1e-9].map((x) => short(x, 12))).toEqual([
      '0.25',
      '250,000',
      '999,999,999',
      '1.25e9',
      '-1e9',
      '1e-9',
    ]);
  });

  test('a promise of everything is called trivial', async () => {
    const trivial = ': trivial, for no products at all lose more than P(0) - P(I) = 1.';
    expect(await page('a,n\n1,1000\n', ...paper)).toContain(trivial);
    expect(await page('a\n1\n', ...how, '--epsilon', '1')).not.toContain('trivial');
  });

  test('a curve that was not given is told apart from one that was', async () => {
    const both = 'Click and utility were not given: both are 1 - d/I, d the l1 distance.';
    const one = ' was not given: it is 1 - d/I, d the l1 distance.';
    const run = (...more: string[]) => page(SMALL, ...how, '--epsilon', '1', ...more);
    expect(await run()).toContain(both);
    expect(await run('--click', 'linear:0.5')).toContain(`Utility${one}`);
    expect(await run('--utility', 'linear:0.5', '--json')).toContain(`"click${one.slice(0, -1)}"`);
    const all = await run('--click', 'linear:0.5', '--utility', 'linear:0.5');
    expect(all).not.toContain('not given');
  });

  test('the parameters of the paper are named', async () => {
    expect(await page('a,n\n1,1e15\n', ...paper)).toContain(
      'by a (parameters as printed in the paper)',
    );
    const shape = ['--attributes', '1', '--segments', '2', '--grid', '4', '--mode', 'paper'];
    const { out } = await candor(['segment', '--plan', '--population', '1000', ...shape]);
    expect(out).toContain('with parameters as printed in the paper');
    expect(out).toContain('add nothing; trivial');
  });
});

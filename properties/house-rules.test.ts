import { describe, expect, test } from 'vitest';
import { cycle, FORBIDDEN, longFunctions, matches, source } from './support/house.ts';

describe('the rules see what they forbid', () => {
  test('imports of every kind, and none in comments', () => {
    const text = [
      "import fc from 'fast-check';",
      'import { a,',
      "  b } from '../core/a.ts';",
      "export * from './b.ts';",
      "import type { T } from './c.ts';",
      "// import d from './d.ts';",
      "/** import e from './e.ts'; */",
      "const f = await import('../../bench/f.ts');",
      "type G = typeof import('./g.ts');",
    ].join('\n');
    expect(source('src/verify/x.ts', text).imports).toEqual([
      { target: 'fast-check', kind: 'static' },
      { target: 'src/core/a.ts', kind: 'static' },
      { target: 'src/verify/b.ts', kind: 'static' },
      { target: 'src/verify/c.ts', kind: 'types' },
      { target: 'bench/f.ts', kind: 'dynamic' },
      { target: 'src/verify/g.ts', kind: 'types' },
    ]);
  });

  test.each([
    ['defaultExport', 'export default 1;', 'export const byDefault = 1;'],
    ['defaultExport', 'export { x as default };', 'const d = { default: 1 };'],
    ['untyped', 'const a: any = 1;', 'const a: many = 1;'],
    ['untyped', 'type T = Map<string, any>;', 'f(x, any);'],
    ['untyped', 'f(x as any);', 'of any type;'],
    ['enumeration', 'export enum A {', 'const enumerate = 1;'],
    ['skippedTest', ['test', 'skip("a");'].join('.'), 'test.each("a");'],
    ['clock', 'const t = Date.now();', 'const updated = 1;'],
    ['hiddenRandomness', 'Math.random();', 'rng();'],
    ['word', ['see ', 'work', 'notes'].join('/'), 'see work, notes'],
  ] as const)('%s: %s', (rule, wrong, right) => {
    expect(matches(FORBIDDEN[rule], [source('x.ts', wrong)])).toHaveLength(1);
    expect(matches(FORBIDDEN[rule], [source('x.ts', right)])).toEqual([]);
  });

  test('a cycle, and no cycle through types', () => {
    const a = source('a.ts', "import { b } from './b.ts';");
    const b = source('b.ts', "import { c } from './c.ts';");
    expect(cycle([a, b, source('c.ts', "import { a } from './a.ts';")])).toHaveLength(4);
    expect(cycle([a, b, source('c.ts', "import type { a } from './a.ts';")])).toBeUndefined();
  });

  test('long functions, declared or assigned', () => {
    const body = '  f();\n'.repeat(5);
    for (const head of [
      'function f() {',
      'export const f = (a: A): B => {',
      'function f(\n  a: A,\n): B {',
    ]) {
      const text = `const g = (): void =>\n  f();\n${head}\n${body}}\n`;
      const lines = 5 + head.split('\n').length + 1;
      expect(longFunctions(source('x.ts', text), lines - 1)).toEqual([`x.ts:3 has ${lines} lines`]);
      expect(longFunctions(source('x.ts', text), lines)).toEqual([]);
    }
  });
});

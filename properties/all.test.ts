import { afterAll, expect, test } from 'vitest';
import { statements, type Outcome } from './index.ts';

/** Fresh cases, ten times as many, under CANDOR_DEEP; the same cases every time otherwise. */
const deep = process.env['CANDOR_DEEP'] !== undefined;
const [fresh = 0] = crypto.getRandomValues(new Uint32Array(1));
const options = deep ? { effort: 10, seed: fresh } : {};

const checked = statements.filter(({ verdict }) => verdict !== 'open');
const ran = new Map<string, Outcome>();

for (const statement of checked) {
  const { id, claim, controls } = statement;
  const outcome = (): Outcome => {
    const found = ran.get(id) ?? statement.run(options);
    ran.set(id, found);
    return found;
  };
  test(`${id}: ${claim}`, () => {
    const found = outcome();
    expect(found.complaints, JSON.stringify({ ...found, options })).toEqual([]);
    expect(found.verdict).toBe(statement.verdict);
    expect(found.ok).toBe(true);
  });
  for (const { name } of controls) {
    test(`${id}: refuted by ${name}`, () => {
      expect(outcome().controls.find((control) => control.name === name)?.refuted).toBe(true);
    });
  }
}

test('every statement with a check runs', () => {
  expect([...ran.keys()]).toEqual(checked.map(({ id }) => id));
});

afterAll(() => {
  if (deep) process.stderr.write(`seed ${fresh}\n`);
});

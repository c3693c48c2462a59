import { expect, test } from 'vitest';
import { isRefusal } from '../src/mechanisms/refusal.ts';
import { market, monopolist, optimalMenu, productEnvironment } from '../src/lp.ts';

const environment = productEnvironment({
  values: Array.from({ length: 600 }, (_, t) => Array.from({ length: 20 }, (__, a) => t + a)),
});

test('a market that would take minutes in doubles is refused at once, with its size', async () => {
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  const all = market(
    environment,
    environment.types.map(() => 1),
  );
  expect.assertions(2);
  try {
    optimalMenu(seller, all, { rule: 'efficient' });
  } catch (error) {
    expect(isRefusal(error) && error.reason).toBe('budget');
    expect(isRefusal(error) && error.figures).toEqual({ types: 600, alternatives: 20 });
  }
});

test('the size of a market is that of the types that are there', async () => {
  const seller = await monopolist(environment, { arithmetic: 'certified' });
  const few = market(
    environment,
    environment.types.map((_, t) => (t % 200 === 0 ? 1 : 0)),
  );
  expect(seller.optimum(few).support).toEqual([0, 200, 400]);
});

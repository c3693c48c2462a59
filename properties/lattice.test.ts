import { expect, test } from 'vitest';
import { population, representatives, seeded, type Representatives } from '../src/index.ts';
import { fillUniform } from '../src/kernel/random.ts';

const STEPS = 2 ** 32;
const onLattice = (products: readonly (readonly number[])[]): boolean =>
  products.flat().every((x) => Number.isInteger(x * STEPS));

function continuous(attributes: number, tilt: number): Representatives {
  const curve = { family: 'linear', slope: 1 / attributes } as const;
  return representatives({
    population: population(fillUniform('lattice', 40 * attributes), attributes),
    segments: 2,
    grid: 'continuous',
    click: curve,
    utility: curve,
    mode: 'calibrated',
    truth: { gain: 1 },
    promise: { tilt },
  });
}

test('products of the continuous cube lie on one lattice, however finely the reports cut it', () => {
  const made = continuous(2, 2);
  const drawn = Array.from({ length: 20 }, (_, i) => made.draw(seeded(`${i}`)));
  expect(drawn.some(({ trials }) => trials > 10)).toBe(true);
  expect(drawn.map(({ representatives: products }) => products).filter(onLattice)).toHaveLength(20);
});

test('and the check sees a product off it', () => {
  const line = continuous(1, 3).draw(seeded('line'));
  expect(onLattice(line.representatives)).toBe(false);
});

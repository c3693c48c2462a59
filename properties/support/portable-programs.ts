import {
  compared,
  exactBasis,
  exactly,
  exactProgram,
  fraction,
  fractionText,
  linearCertificate,
  minus,
  nearest,
  optimalLottery,
  over,
  plus,
  rational,
  roundedProgram,
  times,
  type Basis,
  type ExactProgram,
} from '../../src/lp.ts';
import { figuresOf } from './portable-figures.ts';
import { spread, type Portable } from './portable-kernels.ts';

/** What `candor/lp` does without its solver: fractions, a vertex in fractions, and certificates. */
export function portablePrograms(): Portable {
  return {
    fractions: () => Array.from(spread('fractions', 200, -9, 9), fractionFigures).flat(),
    'a vertex in fractions': () => {
      const program = deterring(5);
      const found = exactBasis(program, BASIS);
      return figuresOf([found, exactBasis(exactly(roundedProgram(program)), BASIS)]);
    },
    'certificates of points': () =>
      Array.from({ length: 20 }, (_, i) => {
        const program = roundedProgram(deterring(5));
        const solved = exactBasis(deterring(5), BASIS);
        if (solved.kind !== 'exact') return figuresOf(solved);
        const off = spread(`off ${i}`, 6, -1e-9, 1e-9).map((x) => (i % 2 === 0 ? 0 : x));
        const primal = Float64Array.from(solved.primal, (x, j) => nearest(x) + off[j]!);
        return figuresOf(
          linearCertificate(program, primal, Float64Array.from(solved.dual, nearest)),
        );
      }).flat(),
  };
}

function fractionFigures(x: number, i: number): number[] {
  const [a, b] = [rational(x), rational(`${(i % 17) - 8}/${1 + (i % 13)}`)];
  const [c, d] = [fraction(BigInt(i) ** 9n + 1n, 7n ** BigInt(i % 40)), rational(`${i}e-${i}`)];
  const all = [plus(a, b), minus(c, a), times(b, c), over(d, c), times(d, d)];
  return [...all.map(nearest), ...figuresOf(all.map(fractionText)), compared(a, b), compared(c, d)];
}

const BASIS: Basis = {
  columns: Array.from({ length: 6 }, () => 'basic' as const),
  rows: Array.from({ length: 6 }, () => 'lower' as const),
};

/** maximise lambda, (1/(i+2)) p_i + p_(i+1)/(7 i + 11) >= lambda for each i, p a lottery over n. */
function deterring(n: number): ExactProgram {
  return exactProgram({
    sense: 'maximise',
    columns: Array.from({ length: n + 1 }, (_, j) => ({
      cost: j === n ? 1 : 0,
      lower: 0,
      upper: Infinity,
    })),
    rows: [
      { terms: Array.from({ length: n }, (_, j) => [j, 1] as const), lower: 1, upper: 1 },
      ...Array.from({ length: n }, (_, i) => ({
        terms: [
          [i, `1/${i + 2}`] as const,
          [(i + 1) % n, `1/${7 * i + 11}`] as const,
          [n, -1] as const,
        ],
        lower: 0,
        upper: Infinity,
      })),
    ],
  });
}

/**
 * What the solver and the check in fractions make of commitment lotteries: for four lies that one alternative each deters the
 * optimum is 1/4. Exact fractions only, for a solver's own digits are its own.
 */
export async function solved(): Promise<readonly string[]> {
  const alone = [0, 1, 2, 3].map((dev) => [0, 1, 2, 3].map((s) => (s === dev ? 1 : 0)));
  const lies = [
    ['1/3', '1/5', 0],
    [0, '2/7', '1/2'],
    ['1/8', 0, '3/4'],
  ];
  const all = [alone, lies].map(async (losses) => {
    const found = await optimalLottery({ losses, weights: losses.map(() => 1) });
    if (found.kind !== 'lottery' || found.exact === null) return found.kind;
    return [found.exact.least, ...found.exact.probabilities].map(fractionText).join(' ');
  });
  return Promise.all(all);
}

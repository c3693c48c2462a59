import { seeded } from '../src/core/rng.ts';
import { choose, subsetCosts } from '../src/kernel/scores.ts';
import { triplesLoop, triplesNaive } from './baseline/scores.ts';
import { furthest, resident, type Benchmark, type Variants } from './support.ts';

const BLOCK = 64;
const AGENTS = 4 * BLOCK;

/** Costs of all triples of `candidates` for 256 agents. */
function triples(candidates: number): Variants {
  const rng = seeded('bench scores');
  const rows = Array.from({ length: candidates }, () => Float64Array.from({ length: AGENTS }, rng));
  const packed = Float64Array.from({ length: candidates * AGENTS }, (_, at) => {
    const [block, rest] = [Math.floor(at / (BLOCK * candidates)), at % (BLOCK * candidates)];
    return rows[Math.floor(rest / BLOCK)]?.[BLOCK * block + (rest % BLOCK)] ?? NaN;
  });
  const count = choose(candidates, 3);
  const memory = resident();
  const costs = memory.put(packed);
  const [next, least, out] = [2, 3 * BLOCK, count].map(memory.reserve);
  const wasm = (): Float64Array => {
    const sums = memory.view(out!, count).fill(0);
    memory.core.subsetCosts(costs, AGENTS / BLOCK, candidates, 3, next!, least!, out!);
    return sums;
  };
  const sums = new Float64Array(count);
  const loop = (): Float64Array => {
    triplesLoop(packed, candidates, sums.fill(0));
    return sums;
  };
  const naive = (): Float64Array => {
    triplesNaive(rows, sums);
    return sums;
  };
  const last = (found: Float64Array): number => found[count - 1] ?? NaN;
  return {
    wasm: () => last(wasm()),
    withCopies: () => last(subsetCosts(rows, 3, undefined, memory.core)),
    loop: () => last(loop()),
    naive: () => last(naive()),
    disagreement: () => {
      const exact = subsetCosts(rows, 3, undefined, memory.core);
      return Math.max(furthest(wasm(), exact), furthest(loop(), exact), furthest(naive(), exact));
    },
    release: memory.release,
  };
}

/** Costs of sets of sites. */
export const scoreTables: readonly Benchmark[] = [
  {
    kernel: 'scores',
    job: `costs of all triples of size candidate sites for ${AGENTS} agents`,
    sizes: [8, 32, 128],
    prepare: triples,
  },
];

import { finiteArray, integer, outOfRange } from '../core/errors.ts';
import { scratch, type Arena } from './arena.ts';
import { freshKernels, type Kernels } from './instance.ts';

const BLOCK = 64; // agents the kernel takes at a time
const CHUNK = 16; // blocks between two compensated additions, at most
const WORK = 1e8; // minima between two reports of progress, where a chunk can be that short

/** C(n, k), exact below 2^53. */
export function choose(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}

/** Costs as the kernel reads them: a block of 64 agents of every candidate after the other, 0 where there is no agent. */
function packed(rows: readonly Float64Array[], from: number, out: Float64Array): void {
  const agents = rows[0]?.length ?? 0;
  for (let at = from * BLOCK, to = 0; to < out.length; at += BLOCK) {
    for (const row of rows) {
      out.fill(0, to, to + BLOCK);
      out.set(row.subarray(at, Math.min(agents, at + BLOCK)), to);
      to += BLOCK;
    }
  }
}

/**
 * Total cost of every set of `size` candidates, sets in lexicographic order: sum over agents of the least cost among the
 * set. C(C, size) numbers; relative rounding about 2^-52 (chains of at most 16 blocks, added with compensation).
 * O(n C(C, size)): 0.2 ns a minimum.
 *
 * @param rows   one array of n costs for each of C candidates: finite, >= 0, n >= 1
 * @param size   1 .. C
 * @param told   called between chunks of agents with the agents done and all of them
 * @param core   the instance to work in; by default one of its own, whose memory goes with it
 * @throws TypeError, RangeError naming the row, or when memory does not suffice
 */
export function subsetCosts(
  rows: readonly Float64Array[],
  size: number,
  told?: (done: number, of: number) => void,
  core: Kernels = freshKernels(),
): Float64Array {
  integer('rows.length', rows.length, 1);
  integer('size', size, 1, rows.length);
  const agents = finiteArray('rows[0]', rows[0]!, 1, 0).length;
  for (const [c, row] of rows.entries()) {
    finiteArray(`rows[${c}]`, row, 1, 0);
    if (row.length !== agents) throw outOfRange(`rows[${c}].length`, `${agents}`, row.length);
  }
  return scratch((arena) => inChunks(arena, rows, size, agents, told), core);
}

function inChunks(
  arena: Arena,
  rows: readonly Float64Array[],
  size: number,
  agents: number,
  told: ((done: number, of: number) => void) | undefined,
): Float64Array {
  const { kernels } = arena;
  const count = choose(rows.length, size);
  const blocks = Math.ceil(agents / BLOCK);
  const chunk = Math.max(1, Math.min(CHUNK, blocks, Math.floor(WORK / (BLOCK * count))));
  const width = rows.length * BLOCK;
  const room = count + (count % 2); // sums are added two by two
  const [costs, least, next] = [chunk * width, size * BLOCK, size].map(arena.reserve);
  const [part, total, lost] = [room, room, room].map(arena.reserve);
  for (const sums of [part!, total!, lost!]) arena.view(sums, room).fill(0);
  for (let done = 0; done < blocks; done += chunk) {
    const now = Math.min(chunk, blocks - done);
    packed(rows, done, arena.view(costs!, now * width));
    kernels.subsetCosts(costs!, now, rows.length, size, next!, least!, part!);
    kernels.foldSums(part!, room, total!, lost!);
    told?.(Math.min(agents, (done + now) * BLOCK), agents);
  }
  const rest = arena.view(lost!, count);
  return arena.take(total!, count).map((sum, s) => sum + rest[s]!);
}

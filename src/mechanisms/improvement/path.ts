import type { OptimalMenu } from '../monopoly/menu.ts';
import { supportOf } from '../monopoly/market.ts';

/**
 * Every information-rent path of a menu whose first type alone is served inefficiently: each type is indifferent towards the item of
 * the next one, and the last type, the first of them without surplus, towards nothing. Heads in the environment's order, shorter paths
 * first, lazily: a menu can have exponentially many. [PAR, 6.1.2]
 */
export function* rentPaths(menu: OptimalMenu): Generator<readonly number[], void> {
  const graph = rentGraph(menu);
  for (const head of supportOf(menu.market)) {
    if (menu.entries[head]!.efficient) continue;
    for (let length = (graph.away.get(head) ?? Infinity) + 1; length <= graph.size; length++) {
      yield* pathsOf(graph, [head], length);
    }
  }
}

interface RentGraph {
  readonly size: number;
  /** The efficiently served types whose items a type is indifferent to; none behind a type without surplus. */
  readonly next: ReadonlyMap<number, readonly number[]>;
  /** How many steps it takes at least to a type without surplus; no entry where there is no way. */
  readonly away: ReadonlyMap<number, number>;
}

function rentGraph({ market, entries, binding }: OptimalMenu): RentGraph {
  const support = supportOf(market);
  const poor = new Set(binding.flatMap(([from, to]) => (to === null ? [from] : [])));
  const next = new Map<number, number[]>(support.map((t) => [t, []]));
  const back = new Map<number, number[]>(support.map((t) => [t, []]));
  for (const [from, to] of binding) {
    if (to === null || poor.has(from) || !entries[to]!.efficient) continue;
    next.get(from)?.push(to);
    back.get(to)?.push(from);
  }
  const away = new Map([...poor].map((t) => [t, 0]));
  const queue = [...poor];
  for (const t of queue) {
    for (const s of back.get(t) ?? []) {
      if (away.has(s)) continue;
      away.set(s, away.get(t)! + 1);
      queue.push(s);
    }
  }
  return { size: support.length, next, away };
}

/** The paths of so many types that begin like this one. */
function* pathsOf(
  graph: RentGraph,
  begun: readonly number[],
  length: number,
): Generator<readonly number[], void> {
  const here = begun.at(-1)!;
  if (graph.away.get(here) === 0) {
    if (begun.length === length) yield begun;
    return;
  }
  for (const s of graph.next.get(here) ?? []) {
    const left = graph.away.get(s) ?? Infinity;
    if (begun.includes(s) || begun.length + 1 + left > length) continue;
    yield* pathsOf(graph, [...begun, s], length);
  }
}

import type { Row } from '../open.ts';
import type { Statement } from './statement.ts';

/** A statement that has no check yet: it runs to `open`, and nothing about it is wrong. */
export function open(row: Row): Statement {
  return Object.freeze({
    ...row,
    hypotheses: 'not put in executable form yet',
    decided: 'not decided yet',
    method: 'exact' as const,
    verdict: 'open' as const,
    controls: [],
    counterexamples: [],
    run: () => ({
      verdict: 'open' as const,
      runs: 0,
      slack: NaN,
      tolerance: 0,
      controls: [],
      ok: true,
      complaints: [],
    }),
  });
}

/**
 * Every row in order, each checked statement in the place of its row.
 *
 * @throws RangeError when a checked statement has no row, or two have the same id
 */
export function registry(rows: readonly Row[], checked: readonly Statement[]): Statement[] {
  const byId = new Map<string, Statement>();
  for (const each of checked) {
    if (byId.has(each.id)) throw new RangeError(`${each.id} must be stated once, got it twice`);
    byId.set(each.id, each);
  }
  const all = rows.map((row) => {
    const found = byId.get(row.id);
    byId.delete(row.id);
    return found ?? open(row);
  });
  const [stray] = byId.keys();
  if (stray !== undefined) throw new RangeError(`${stray} must have a row in open.ts, got none`);
  return all;
}

/** The ids nearest to a mistyped one, by edit distance with the case ignored: at most three, nearest first. */
export function nearest(id: string, ids: readonly string[]): string[] {
  const asked = id.toLowerCase();
  return ids
    .map((candidate) => ({ candidate, steps: edits(asked, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Letters added and left out, a letter replaced counting one and a half; one row of the table at a time. */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1.5);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

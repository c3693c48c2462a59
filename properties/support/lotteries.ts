import type { LotteryOutcome } from '../../src/lp.ts';
import vectors from '../vectors/approximate.json' with { type: 'json' };

/** The lottery of an outcome, which there must be. */
export function lottery<T extends LotteryOutcome>(found: T): Extract<T, { kind: 'lottery' }> {
  if (found.kind !== 'lottery') throw new Error(`${found.kind}: ${found.said}`);
  return found as Extract<T, { kind: 'lottery' }>;
}

interface Expected {
  readonly value?: number;
  readonly closed_form?: string;
  readonly q_optimal_lottery?: number;
}

/** What the vectors say of an instance. */
export const expected = (id: string): Expected =>
  vectors.instances.find((each) => each.id === id)?.expect as Expected;

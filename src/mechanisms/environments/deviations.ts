import { expArray } from '../../kernel/exp.ts';
import type { Component } from '../components/component.ts';
import type { CommitmentLottery } from './commitment-lottery.ts';
import type { Environment } from './environment.ts';
import { answerBook, liesOf, type AnswerBook, type LieAt } from './reactions.ts';
import {
  measured,
  jointSpace,
  scoresOn,
  widthOf,
  type Scores,
  type Sensitivity,
} from './sensitivity.ts';
import { structure, type Structure } from './separation.ts';
import type { Space } from './space.ts';
import type { Welfare } from './welfare.ts';

/** A lie with what does not depend on the tilt. */
export interface Deviation extends LieAt {
  /** The row of what the others report, which moves the law; `row` is what they are, which moves utilities. */
  readonly reported: number;
  /** Expected loss under the lottery, ties in the liar's favour. */
  readonly loss: number;
  /** How wide an interval holds the change of n F over the alternatives. */
  readonly width: number;
}

/** An environment with its welfare function and lottery, read once. */
export interface Stage {
  readonly environment: Environment;
  readonly space: Space;
  readonly scores: Scores;
  readonly structure: Structure;
  readonly sensitivity: Sensitivity;
  readonly lottery: CommitmentLottery;
  readonly book: AnswerBook;
  readonly deviations: readonly Deviation[];
  /** Whether lies were paired with every report of the others, true or not: then truth is dominant, else ex-post Nash. */
  readonly dominant: boolean;
  /** Welfare per head that the lottery gives up at most. */
  readonly lotteryLoss: number;
  /** The same of the best fixed alternative. */
  readonly fixedLoss: number;
  /** Most that F differs between alternatives. */
  readonly spread: number;
}

/** Reads everything that no tilt changes. O(lies S R). */
export function stage(
  environment: Environment,
  welfare: Welfare,
  lottery: CommitmentLottery,
  budget: number,
): Stage {
  const space = jointSpace(environment, welfare, budget);
  const scores = scoresOn(environment, welfare, space);
  const book = answerBook(environment, space);
  const found = structure(environment, { budget });
  // with private values one row of true types serves all; with private reactions alone, every pair of rows
  const crossed = found.privateReactions && !found.privateValues;
  const affordable = space.circles.every(({ rows }) => rows * rows <= budget);
  const rows = scores.all !== null;
  const deviations = deviationsOf(space, scores, book, lottery, {
    rows,
    crossed: crossed && affordable,
  });
  const { lotteryLoss, fixedLoss, spread } = losses(environment, welfare, scores, lottery);
  return {
    environment,
    space,
    scores,
    structure: found,
    sensitivity: measured(space, scores, rows && welfare.each === null),
    lottery,
    book,
    deviations,
    dominant: found.privateValues || (crossed && affordable),
    lotteryLoss,
    fixedLoss,
    spread,
  };
}

function deviationsOf(
  space: Space,
  scores: Scores,
  book: AnswerBook,
  { probabilities }: CommitmentLottery,
  how: { readonly rows: boolean; readonly crossed: boolean },
): readonly Deviation[] {
  const out: Deviation[] = [];
  for (const lie of liesOf(space.circles, how.rows)) {
    const width = widthOf(scores.change(lie));
    const { rows } = space.circles[lie.circle]!;
    const truths = how.crossed ? Array.from({ length: rows }, (_, row) => row) : [lie.row];
    for (const row of truths) {
      const each = book.at(lie.circle, row).loss(lie.type, lie.report, 'worst');
      const loss = each.reduce((total, x, s) => total + probabilities[s]! * x, 0);
      out.push({ ...lie, row, reported: lie.row, loss, width });
    }
  }
  return out;
}

/** What the lottery, and the best fixed alternative, give up at most: over profiles, or over types for a mean. */
function losses(
  { alternatives, commonTypes }: Environment,
  { each }: Welfare,
  { all }: Scores,
  { probabilities }: CommitmentLottery,
): { lotteryLoss: number; fixedLoss: number; spread: number } {
  const types = Array.from({ length: commonTypes ?? 0 }, (_, t) => t);
  // a mean is at its worst where all agents have one type
  const rows =
    all ?? types.map((t) => Float64Array.from({ length: alternatives }, (_, s) => each!(t, s)));
  const fixed = new Float64Array(alternatives);
  let [lotteryLoss, spread] = [0, 0];
  for (const row of rows) {
    const best = row.reduce((most, x) => Math.max(most, x), 0);
    const mean = row.reduce((total, x, s) => total + probabilities[s]! * x, 0);
    lotteryLoss = Math.max(lotteryLoss, best - mean);
    spread = Math.max(spread, widthOf(row));
    row.forEach((x, s) => (fixed[s] = Math.max(fixed[s]!, best - x)));
  }
  return { lotteryLoss, fixedLoss: fixed.reduce((low, x) => Math.min(low, x), 1), spread };
}

/** The component's law at every profile, as logarithms and probabilities; null when profiles are not enumerated. */
export interface Laws {
  readonly logs: readonly Float64Array[];
  readonly probabilities: readonly Float64Array[];
}

export function lawsAt({ environment, scores }: Stage, law: Component, tilt: number): Laws | null {
  if (scores.all === null) return null;
  const logs = scores.all.map((row) =>
    law.logProbabilities(
      row.map((x) => environment.agents * x),
      tilt,
    ),
  );
  return { logs, probabilities: logs.map(expArray) };
}

/**
 * What a lie gains in the private part, reactions free: sum over s of (Pr[s | report] - Pr[s | type]) u_i(t, s, best reaction), exactly, or the
 * component's bound on it.
 */
export function gainOf(
  { space, book }: Stage,
  lie: Deviation,
  laws: Laws | null,
  bound: (width: number) => number,
): number {
  if (laws === null) return bound(lie.width);
  const { at, types } = space.circles[lie.circle]!;
  const of = (t: number): Float64Array => laws.probabilities[at![lie.reported * types + t]!]!;
  const [told, honest] = [of(lie.report), of(lie.type)];
  const best = book.at(lie.circle, lie.row).best[lie.type]!;
  return best.reduce((total, u, s) => total + (told[s]! - honest[s]!) * u, 0);
}

/** The largest |ln Pr - ln Pr'| of an alternative between neighbours. */
export function worstPrivacyLoss({ space }: Stage, { logs }: Laws): number {
  let worst = 0;
  for (const { circle, row, type, report } of liesOf(space.circles, true)) {
    if (report < type) continue;
    const { at, types } = space.circles[circle]!;
    const [p, q] = [logs[at![row * types + type]!]!, logs[at![row * types + report]!]!];
    for (let s = 0; s < p.length; s++) worst = Math.max(worst, Math.abs(p[s]! - q[s]!));
  }
  return worst;
}

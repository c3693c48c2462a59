import { engine } from '../frame/version.ts';
import { notes } from './notes.ts';
import type { PlanFigures, Run } from './run.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a command adds to the document of its runs. */
export interface Own {
  readonly command: string;
  /** What came out. */
  readonly result: Fields;
  /** What was asked for, beside what every command is asked. */
  readonly asked: Fields;
  readonly notes: readonly string[];
  /** Only under --diagnostics. */
  readonly hidden: Fields | null;
}

/** The document of a run under `--json`. */
export function releaseDocument(run: Run, own: Own): Fields {
  const { plan, certificate } = run.made;
  return {
    schema: `candor/${own.command}/1`,
    engine,
    seed: run.seed,
    replay: run.seed !== null,
    ...own.result,
    part: run.release.part,
    lottery: lotteryFields(plan.lottery),
    mode: plan.mode,
    population: plan.population,
    ...(run.grid === null ? {} : { grid: run.grid }),
    bounds: run.reports.bounds,
    ...own.asked,
    epsilon: plan.epsilon,
    tilt: plan.tilt,
    q: plan.q,
    privacy: certificate.privacy,
    truthfulness: certificate.truthfulness,
    guarantee: certificate.guarantee,
    assumptions: certificate.assumptions,
    notes: notes(run, own.notes),
    ...(own.hidden ? { private: { ...own.hidden, clipped: run.reports.clipped } } : {}),
  };
}

/** A lottery as data. */
export function lotteryFields(lottery: PlanFigures['lottery']): Fields | null {
  return lottery && { kind: lottery.kind, description: lottery.description };
}

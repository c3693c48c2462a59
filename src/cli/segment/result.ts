import type { CurveSpec, Release, Representatives } from '../../index.ts';
import type { Reports } from '../input/request.ts';
import { inUnits } from '../input/units.ts';
import { engine } from '../frame/version.ts';

/** Whether each curve is the one that is taken when none is given. */
export interface UsualCurves {
  readonly click: boolean;
  readonly utility: boolean;
}

/** Everything a finished run knows; the page, the document, the picture and the assignments are views of it. */
export interface Segmentation {
  readonly reports: Reports;
  readonly grid: number | 'continuous';
  /** Whether reports are read as their nearest grid point. */
  readonly brackets: boolean;
  readonly click: CurveSpec;
  readonly utility: CurveSpec;
  /** Which of the two curves were not given, and so are 1 - d/I. */
  readonly usual: UsualCurves;
  readonly clip: boolean;
  readonly seed: string | null;
  readonly made: Representatives;
  readonly release: Release;
  /** What may only be seen by the data's owner. */
  readonly diagnostics: ReturnType<Representatives['diagnostics']> | null;
}

/** Every product anyone may be shown: the K representatives, and the lottery's two under a coin for each. */
export function products({
  representatives,
  lotteryProducts,
}: Release): readonly (readonly number[])[] {
  return [...representatives, ...(lotteryProducts ?? [])];
}

export const NOTES = {
  again: 'another run on the same reports spends epsilon again',
  eyes: "a person's segment is for her own eyes: published assignments are outside every guarantee stated here",
  replay: 'a replay with a known seed, not a private release: whoever has the seed can undo it',
  clipped: 'values outside the declared bounds were moved to the nearer bound',
  private:
    'the fields under private depend on the data without protection: for the data owner only',
} as const;

/** What to say of curves that were not given; nothing when both were. */
export function curveNotes({ click, utility }: UsualCurves): string[] {
  if (!click && !utility) return [];
  const taken = click && utility ? 'both are' : 'it is';
  const names = click && utility ? 'click and utility were' : `${click ? 'click' : 'utility'} was`;
  return [`${names} not given: ${taken} 1 - d/I, d the l1 distance`];
}

/** The notes that apply to a run. */
export function notes(run: Segmentation): string[] {
  return [
    ...(run.seed === null ? [] : [NOTES.replay]),
    NOTES.again,
    NOTES.eyes,
    ...curveNotes(run.usual),
    ...(run.clip ? [NOTES.clipped] : []),
    ...(run.diagnostics ? [NOTES.private] : []),
  ];
}

/** The document of `candor segment --json`. */
export function segmentResult(run: Segmentation): Readonly<Record<string, unknown>> {
  const { reports, made, release, seed } = run;
  const { plan, certificate } = made;
  const { lottery } = plan;
  return {
    schema: 'candor/segment/1',
    engine,
    seed,
    replay: seed !== null,
    segments: products(release).map((point) => ({ representative: named(point, reports) })),
    part: release.part,
    lottery: lottery && { kind: lottery.kind, description: lottery.description },
    mode: plan.mode,
    population: plan.population,
    grid: run.grid,
    bounds: reports.bounds,
    click: run.click,
    utility: run.utility,
    epsilon: plan.epsilon,
    tilt: plan.tilt,
    q: plan.q,
    privacy: certificate.privacy,
    truthfulness: certificate.truthfulness,
    guarantee: certificate.guarantee,
    assumptions: certificate.assumptions,
    notes: notes(run),
    ...(run.diagnostics ? { private: privateFields(run, run.diagnostics) } : {}),
  };
}

function named(point: readonly number[], reports: Reports): unknown {
  const values = inUnits(point, reports);
  const { columns } = reports;
  return columns ? Object.fromEntries(columns.map((name, i) => [name, values[i]])) : values;
}

/** Whether products came by rejection; on a grid, a law that has its partition is drawn from without. */
export function drewProposals({ grid, release, diagnostics }: Segmentation): boolean {
  if (release.part === 'lottery') return false;
  return grid === 'continuous' || diagnostics?.logPartition === undefined;
}

function privateFields(
  run: Segmentation,
  { optimalRepresentatives, ...figures }: NonNullable<Segmentation['diagnostics']>,
): unknown {
  const { reports, release } = run;
  const best = optimalRepresentatives?.map((point) => named(point, reports));
  return {
    ...figures,
    ...(best ? { optimalRepresentatives: best } : {}),
    ...(drewProposals(run) ? { trials: release.trials } : {}),
    clipped: reports.clipped,
  };
}

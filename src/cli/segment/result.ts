import type { CurveSpec, Release, Representatives } from '../../index.ts';
import { named } from '../input/units.ts';
import { forHerEyes } from '../release/assign.ts';
import { releaseDocument } from '../release/document.ts';
import type { Run } from '../release/run.ts';
import type { Serving } from '../release/served.ts';

/** Whether each curve is the one that is taken when none is given. */
export interface UsualCurves {
  readonly click: boolean;
  readonly utility: boolean;
}

/** Everything a finished run knows. */
export interface Segmentation extends Run {
  /** Whether reports are read as their nearest grid point. */
  readonly brackets: boolean;
  readonly click: CurveSpec;
  readonly utility: CurveSpec;
  /** Which of the two curves were not given, and so are 1 - d/I. */
  readonly usual: UsualCurves;
  readonly made: Representatives;
  readonly release: Release;
  readonly diagnostics: ReturnType<Representatives['diagnostics']> | null;
}

/** Every product anyone may be shown: the K representatives, and the lottery's two under a coin for each. */
export function products({
  representatives,
  lotteryProducts,
}: Release): readonly (readonly number[])[] {
  return [...representatives, ...(lotteryProducts ?? [])];
}

/** Who is served by which product; two draws are no one map. */
export function serving({ reports, release, brackets, grid }: Segmentation): Serving {
  return {
    reports,
    one: 'segment',
    places: products(release),
    read: brackets && typeof grid === 'number' ? grid : null,
    together: !release.lotteryProducts,
  };
}

/** What to say of curves that were not given; nothing when both were. */
export function curveNotes({ click, utility }: UsualCurves): string[] {
  if (!click && !utility) return [];
  const taken = click && utility ? 'both are' : 'it is';
  const names = click && utility ? 'click and utility were' : `${click ? 'click' : 'utility'} was`;
  return [`${names} not given: ${taken} 1 - d/I, d the l1 distance`];
}

/** The document of `candor segment --json`. */
export function segmentResult(run: Segmentation): Readonly<Record<string, unknown>> {
  const { reports, release, click, utility } = run;
  return releaseDocument(run, {
    command: 'segment',
    result: {
      segments: products(release).map((point) => ({ representative: named(point, reports) })),
    },
    asked: { click, utility },
    notes: [forHerEyes('segment'), ...curveNotes(run.usual)],
    hidden: run.diagnostics && hidden(run, run.diagnostics),
  });
}

/** Whether products came by rejection; on a grid, a law that has its partition is drawn from without. */
export function drewProposals({ grid, release, diagnostics }: Segmentation): boolean {
  if (release.part === 'lottery') return false;
  return grid === 'continuous' || diagnostics?.logPartition === undefined;
}

function hidden(
  run: Segmentation,
  { optimalRepresentatives, ...figures }: NonNullable<Segmentation['diagnostics']>,
): Readonly<Record<string, unknown>> {
  const best = optimalRepresentatives?.map((point) => named(point, run.reports));
  return {
    ...figures,
    ...(best ? { optimalRepresentatives: best } : {}),
    ...(drewProposals(run) ? { trials: run.release.trials } : {}),
  };
}

import type { PostedPrice, PriceRelease } from '../../index.ts';
import { inUnits } from '../input/units.ts';
import { releaseDocument } from '../release/document.ts';
import type { Run } from '../release/run.ts';

/** Everything a finished run knows. */
export interface Pricing extends Run {
  readonly made: PostedPrice;
  readonly release: PriceRelease;
  readonly diagnostics: ReturnType<PostedPrice['diagnostics']> | null;
}

/** What buyers are held to, which is why a lie loses. */
export const HELD =
  'everybody buys at this price if her report is at least the price, and nobody else does';

/** A price of the engine in the data's own units. */
export function priceInUnits({ reports }: Pick<Pricing, 'reports'>, price: number): number {
  return inUnits([price], reports)[0] ?? price;
}

/** The document of `candor price --json`. */
export function priceResult(run: Pricing): Readonly<Record<string, unknown>> {
  const { plan } = run.made;
  return releaseDocument(run, {
    command: 'price',
    result: { price: priceInUnits(run, run.release.price) },
    asked: { offset: plan.offset, component: plan.component },
    notes: [HELD],
    hidden: run.diagnostics && hidden(run, run.diagnostics),
  });
}

function hidden(
  run: Pricing,
  { optimalPrice, ...figures }: NonNullable<Pricing['diagnostics']>,
): Readonly<Record<string, unknown>> {
  return { ...figures, optimalPrice: priceInUnits(run, optimalPrice) };
}

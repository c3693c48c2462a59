import type { FacilitiesOptions, SiteLottery } from '../../index.ts';
import { misuse } from '../frame/misuse.ts';
import { needed } from '../release/meaning.ts';
import type { Settings } from './settings.ts';

/** What an optimal lottery over sites depends on; all of it public. */
type Shape = Pick<FacilitiesOptions, 'facilities' | 'grid' | 'distance' | 'cost' | 'candidates'> & {
  readonly extent: readonly number[];
};

/** The lottery that was asked for. The solver is loaded only for `optimal`. */
export async function lotteryOf(
  { lottery, truth }: Pick<Settings, 'lottery' | 'truth'>,
  { grid, cost = 'distance', candidates, ...shape }: Shape,
): Promise<FacilitiesOptions['lottery']> {
  if (lottery !== 'optimal') return lottery;
  if (grid === 'continuous') {
    throw misuse('--lottery optimal', 'with --grid m, between whose points it deters lies', grid);
  }
  const { optimalSiteLottery } = await import('../../lp.ts');
  const types = truth === 'brackets' ? 'grid' : 'anywhere';
  const places = candidates ? { candidates } : {};
  const found = await optimalSiteLottery({ ...shape, ...places, grid, cost, types });
  const sites: SiteLottery | undefined = found.kind === 'lottery' ? found.sites : undefined;
  return needed('--lottery', `one whose program is solved (${found.kind})`, sites);
}

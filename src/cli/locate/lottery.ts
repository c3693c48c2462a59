import { isRefusal, type FacilitiesOptions, type SiteLottery } from '../../index.ts';
import { misuse } from '../frame/misuse.ts';
import { needed } from '../release/meaning.ts';
import type { Settings } from './settings.ts';

/** What an optimal lottery over sites depends on; all of it public. */
type Shape = Pick<FacilitiesOptions, 'facilities' | 'grid' | 'distance' | 'cost' | 'candidates'> & {
  readonly extent: readonly number[];
};

/** The same refusal, of the option that asked for it and not of the program's table. */
async function solved<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) {
      error.message = error.message.replace(
        /^losses\[\d+\] must be above 0 at some alternative for (.*), or nothing deters it, got 0$/,
        '--lottery optimal must be over sites at which every lie loses something, got none for $1',
      );
    }
    throw error;
  }
}

/** The same error, where nobody typed the lottery that it is about. */
export function unasked<T>({ lottery }: Pick<Settings, 'lottery'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (lottery === undefined && isRefusal(error)) {
      error.message = error.message.replace(
        /^lottery (?=must be )/,
        'the lottery that is used without --lottery ',
      );
    }
    throw error;
  }
}

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
  const found = await solved(() => optimalSiteLottery({ ...shape, ...places, grid, cost, types }));
  const sites: SiteLottery | undefined = found.kind === 'lottery' ? found.sites : undefined;
  return needed('--lottery', `one whose program is solved (${found.kind})`, sites);
}

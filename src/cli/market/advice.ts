import { isRefusal, type Reason } from '../../index.ts';
import type { ProductEnvironment } from '../../lp.ts';
import { exactFeasible } from './seller.ts';

/** An answer, or its refusal with what to do about it. */
export function advised<T>(environment: ProductEnvironment, answer: () => T): T {
  try {
    return answer();
  } catch (error) {
    const what = isRefusal(error) ? adviceFor(error.reason, environment) : undefined;
    if (what === undefined || !isRefusal(error)) throw error;
    throw Object.assign(error, { message: `${error.message}; ${what}` });
  }
}

function adviceFor(reason: Reason, environment: ProductEnvironment): string | undefined {
  if (reason === 'ties') {
    return 'make one of them worth a little more to her, or judge segments of your own with `candor assess`';
  }
  if (reason !== 'arithmetic') return undefined;
  return exactFeasible(environment) ? 'use --exact, or another --rule' : 'use another --rule';
}

import { isRefusal } from '../../src/index.ts';

/** What a refusal says, or whatever else comes of it. */
export function refusal(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isRefusal(error) ? [error.reason, error.message, error.figures] : error;
  }
}

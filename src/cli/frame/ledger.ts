import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { nonNegative, wrongKind } from '../../core/errors.ts';
import { rounding, sum } from '../../core/numeric.ts';
import { isSystemError } from './io.ts';
import { misuse } from './misuse.ts';
import { toJson, writeAll } from './output.ts';
import { json } from '../input/values.ts';

/** One release and what it spent. Nothing in it depends on the data. */
interface Entry {
  readonly when: string;
  readonly command: string;
  readonly epsilon: number;
}

interface Ledger {
  readonly schema: 'candor/ledger/1';
  readonly budget: number;
  readonly spent: readonly Entry[];
}

/** What a run would spend; `budget` is needed at the first use of a ledger. */
export interface Charge {
  readonly command: string;
  readonly epsilon: number;
  readonly budget?: number;
}

/** A charge that fits the budget: figures after it, and `record`, which writes it down before anything is shown. */
export interface Charged {
  readonly path: string;
  readonly budget: number;
  readonly total: number;
  readonly record: () => void;
}

/**
 * Adds epsilon up: the losses of releases on the same data compose by addition.
 *
 * @throws RangeError when the budget would be passed, is missing, or contradicts the ledger
 */
export function charge(cwd: string, path: string, given: Charge): Charged {
  const file = resolve(cwd, path);
  const after = charged(path, file, given);
  const record = (): void =>
    locked(path, `${file}.lock`, () => {
      const now = charged(path, file, given); // another run may have spent in between
      writeAll(cwd, [{ path, content: [toJson(now)] }]);
    });
  return { path, budget: after.budget, total: total(after), record };
}

function total({ spent }: Ledger): number {
  return sum(spent.map(({ epsilon }) => epsilon));
}

function charged(path: string, file: string, { command, epsilon, budget }: Charge): Ledger {
  const before = existsSync(file) ? read(path, readFileSync(file, 'utf8')) : null;
  if (!before && budget === undefined) {
    throw misuse('--budget', `given at the first use of ledger ${path}`, 'nothing');
  }
  if (before && budget !== undefined && budget !== before.budget) {
    throw misuse(
      '--budget',
      `${before.budget}, as ledger ${path} has it, or left out`,
      `${budget}`,
    );
  }
  const limit = before?.budget ?? budget ?? 0;
  const entry = { when: new Date().toISOString(), command, epsilon };
  const after: Ledger = {
    schema: 'candor/ledger/1',
    budget: limit,
    spent: [...(before?.spent ?? []), entry],
  };
  if (total(after) > limit + rounding(after.spent.length, limit)) {
    const left = Math.max(0, limit - (before ? total(before) : 0));
    throw misuse(
      'epsilon',
      `at most ${left}, which is left of the budget ${limit} in ledger ${path}; nothing was released`,
      `${epsilon}`,
    );
  }
  return after;
}

function read(path: string, text: string): Ledger {
  const given = json(`ledger ${path}`, text) as Partial<Ledger> | null;
  if (given?.schema !== 'candor/ledger/1' || !Array.isArray(given.spent)) {
    throw wrongKind(`ledger ${path}`, 'a document of schema candor/ledger/1', given);
  }
  nonNegative(`budget in ${path}`, given.budget);
  for (const [i, entry] of given.spent.entries()) {
    nonNegative(`spent[${i}].epsilon in ${path}`, entry?.epsilon); // a tiny tilt rounds to 0
  }
  return given as Ledger;
}

/** Runs `work` while a lock file exists, so that two runs cannot both take the last of a budget. */
function locked(path: string, lock: string, work: () => void): void {
  try {
    closeSync(openSync(lock, 'wx'));
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') {
      throw misuse(`ledger ${path}`, 'free', `${lock}; remove it if no run is using the ledger`);
    }
    if (isSystemError(error)) throw misuse('--ledger', `a writable file (${error.code})`, path);
    throw error;
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

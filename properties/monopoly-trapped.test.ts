import { describe, expect, test } from 'vitest';
import { isSolverFailure, market, optimalMenu, productEnvironment } from '../src/lp.ts';
import { certifiedMonopolist } from '../src/mechanisms/monopoly/certified.ts';
import { loadSolver } from '../src/solver/loading.ts';
import { sessions } from '../src/solver/session.ts';

type Highs = Awaited<ReturnType<typeof loadSolver>>;
type Model = ReturnType<Highs['createModel']>;

/** The solver, whose models trap where they are run and where they are given back. */
function trapping(highs: Highs, created: () => void): Highs {
  const trap = (): never => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const model = (): Model => {
    created();
    const real = highs.createModel();
    return new Proxy(real, {
      get: (target, name) => {
        if (name === 'run' || name === 'dispose') return trap;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  return { ...highs, constants: highs.constants, version: highs.version, createModel: model };
}

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a seller whose solver has trapped', () => {
  const environment = productEnvironment({ values: [[1], [3]] });
  const f = market(environment, [1, 1]);

  test('says so, the first time and from then on, and does not touch it again', async () => {
    const highs = await loadSolver();
    let models = 0;
    const open = sessions(trapping(highs, () => models++));
    const seller = certifiedMonopolist(environment, open);
    const first = thrown(() => optimalMenu(seller, f, { rule: 'mid' }));
    expect(isSolverFailure(first) && first.said).toBe('unreachable');
    const second = thrown(() => optimalMenu(seller, f, { rule: 'mid' }));
    expect(isSolverFailure(second) && second.said).toBe(
      'it has trapped before, and is to be loaded again',
    );
    expect(models).toBe(1);
    expect(await loadSolver()).toBe(highs);
  });
});

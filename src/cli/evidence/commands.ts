import { integer } from '../../core/errors.ts';
import type { Command, Outcome } from '../frame/command.ts';
import { misuse } from '../frame/misuse.ts';
import { progress } from '../frame/progress.ts';
import { numeric } from '../input/values.ts';
import type { Report } from './verify.ts';

const outcome = ({ exit, text, json }: Report): Outcome => ({ code: exit, text, json });

/** `candor verify`: the statements, each with its controls, against what is stored. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'put the statements of the papers to the test',
  usage: 'candor verify [id...] [options]',
  flags: [
    {
      name: 'runs',
      value: 'n',
      about: 'generated cases for each claim; controls get no fewer than usual',
    },
    { name: 'seed', value: 's', about: 'another hunt; without it every statement hunts by its id' },
    { name: 'strict', about: 'exit 3 when a statement stays inconclusive' },
  ],
  notes: [
    'An id names a statement (SEG-lem1), a prefix all those of a paper (SEG); without either every statement runs.',
  ],
  example: 'candor verify SEG-lem1 --runs 50',
  inputs: Infinity,
  interruptible: true,
  async run(typed, io) {
    const runs = typed.text('runs');
    const seed = typed.text('seed');
    const telling = progress(io);
    const { runVerify } = await import('./verify.ts'); // with its generators, which no other command needs
    try {
      const report = await runVerify({
        ids: typed.inputs,
        strict: typed.has('strict'),
        onProgress: (line) => telling.line(line),
        ...(runs === undefined ? {} : { runs: integer('--runs', numeric('--runs', runs), 1) }),
        ...(seed === undefined ? {} : { seed }),
        ...(io.signal ? { signal: io.signal } : {}),
      });
      return outcome(report);
    } finally {
      telling.end();
    }
  },
};

/** `candor explain`: one statement in full. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'one statement: hypotheses, how it is tested, tolerance, verdict, slack',
  usage: 'candor explain <id>',
  flags: [],
  notes: [],
  example: 'candor explain SEG-lem1',
  inputs: 1,
  async run(typed) {
    const id = typed.inputs[0];
    if (id === undefined) throw misuse('id', 'the id of a statement', 'nothing');
    const { runExplain } = await import('./explain.ts');
    return outcome(await runExplain(id));
  },
};

import { isRefusal } from '../index.ts';
import { parse, typed, type Command, type Outcome } from './frame/command.ts';
import { benchCommand } from './evidence/bench.ts';
import { explainCommand, verifyCommand } from './evidence/commands.ts';
import { commandHelp, programHelp } from './frame/help.ts';
import { isSystemError, type Io } from './frame/io.ts';
import { isMisuse, misuse } from './frame/misuse.ts';
import { toJson, writeAll } from './frame/output.ts';
import { locateCommand } from './locate/locate.ts';
import { assessCommand } from './market/assess.ts';
import { improveCommand } from './market/improve.ts';
import { menuCommand } from './market/menu.ts';
import { priceCommand } from './price/price.ts';
import { segmentCommand } from './segment/segment.ts';
import { checkTargets } from './frame/targets.ts';
import { engine } from './frame/version.ts';

/** Every command, in the order of the help page. */
export const COMMANDS: readonly Command[] = [
  segmentCommand,
  locateCommand,
  priceCommand,
  menuCommand,
  improveCommand,
  assessCommand,
  verifyCommand,
  explainCommand,
  benchCommand,
];

/**
 * The whole command line: words in, exit code out. 0 done or everything holds, 1 a violation or a regression, 2 usage,
 * unreadable input or nothing selected, 3 inconclusive under --strict, 70 internal, 130 interrupted.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (isMisuse(error) || isRefusal(error) || isSystemError(error)) {
      io.stderr(`error: ${error.message}\n`);
      return 2;
    }
    io.stderr(`internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 70;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version') {
    io.stdout(`${engine.version}\n`);
    return 0;
  }
  if (first === undefined || first === '--help' || first === 'help') {
    const page = programHelp(engine.version, COMMANDS);
    (first === undefined ? io.stderr : io.stdout)(page);
    return first === undefined ? 2 : 0;
  }
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) {
    throw misuse('command', `one of ${COMMANDS.map(({ name }) => name).join(', ')}`, first);
  }
  if (rest.includes('--help')) {
    io.stdout(commandHelp(command));
    return 0;
  }
  const words = parse(command, rest);
  checkTargets(command, words, io.cwd);
  const signal = command.interruptible ? io.interrupts?.() : undefined;
  const heard = signal ? { ...io, signal } : io;
  return finish(words, await command.run(words, heard), heard);
}

/** Makes the files ready, records the spending, puts them in place, then prints: what cannot be recorded is never shown. */
function finish(words: ReturnType<typeof typed>, outcome: Outcome, io: Io): number {
  const page = words.has('json') ? toJson(outcome.json) : outcome.text;
  const out = words.text('out');
  const files = [
    ...(outcome.files ?? []),
    ...(out === undefined ? [] : [{ path: out, content: [page] }]),
  ];
  writeAll(io.cwd, files, outcome.before);
  io.stdout(page);
  return io.signal?.aborted ? 130 : outcome.code;
}

import { parseArgs } from 'node:util';
import type { Io } from './io.ts';
import { misuse } from './misuse.ts';

/** One option of a command. Without a metavariable it is a switch; `many` may be given several times. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
  readonly about: string;
  readonly many?: boolean;
  /** The files that its value stands for: no two of a run may be one, and those written must be writable. */
  readonly files?: readonly NamedFile[];
  /** Whether those files are read, not written. */
  readonly reads?: boolean;
}

/** A file that an option names: the value with a suffix, and what that file is to the option, or ''. */
export interface NamedFile {
  readonly suffix: string;
  readonly what: string;
}

/** The file of the very name that is given. */
export const ITSELF: NamedFile = { suffix: '', what: '' };

/** What was typed: options by name and the inputs in order. */
export interface Typed {
  /** Whether an option was given. */
  has(name: string): boolean;
  /** The value of an option, or undefined. */
  text(name: string): string | undefined;
  /** Every value of an option that may be given several times. */
  all(name: string): readonly string[];
  readonly inputs: readonly string[];
}

/** A file that a command leaves: written beside its target and renamed, after everything has been computed. */
export interface Written {
  readonly path: string;
  readonly content: Iterable<string>;
}

/** What a run ends in. `before` records what the run spends once its files are ready, and may still refuse. */
export interface Outcome {
  readonly code: number;
  readonly text: string;
  readonly json: unknown;
  readonly files?: readonly Written[];
  readonly before?: () => void;
}

/** A command as data: its help is made from it, and `run` reads and computes but neither prints nor writes. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly flags: readonly Flag[];
  readonly notes: readonly string[];
  /** Runs in a checkout of the project, as printed. */
  readonly example: string;
  /** How many inputs it takes, at most. */
  readonly inputs: number;
  /** Whether its inputs are files. */
  readonly readsInput?: boolean;
  /** Whether an interrupt lets it finish with what it has. */
  readonly interruptible?: boolean;
  run(typed: Typed, io: Io): Promise<Outcome>;
}

/** Options that every command has. */
export const COMMON: readonly Flag[] = [
  { name: 'json', about: 'print one JSON document in place of the page' },
  { name: 'out', value: 'file', about: 'write the result to a file too', files: [ITSELF] },
  { name: 'help', about: 'this page' },
];

/**
 * The words of a command line against the command's own table. Unknown options, missing values, repeated options and
 * surplus inputs are errors.
 *
 * @throws RangeError naming the option
 */
export function parse(command: Command, words: readonly string[]): Typed {
  const flags = new Map([...command.flags, ...COMMON].map((flag) => [flag.name, flag]));
  const options = Object.fromEntries(
    [...flags.values()].map(({ name, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = new Map<string, string[]>();
  const inputs: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') inputs.push(token.value);
    if (token.kind !== 'option') continue;
    const value = checked(command, flags.get(token.name), token);
    const earlier = found.get(token.name);
    if (earlier && !flags.get(token.name)?.many) {
      throw misuse(token.rawName, 'given once', 'two of them');
    }
    found.set(token.name, [...(earlier ?? []), value]);
  }
  if (inputs.length > command.inputs) {
    const range = command.inputs === 0 ? 'left out' : `at most ${command.inputs} of them`;
    throw misuse('input', range, inputs.join(' '));
  }
  return typed(found, inputs);
}

function checked(
  command: Command,
  flag: Flag | undefined,
  token: {
    readonly rawName: string;
    readonly value?: string | undefined;
    readonly inlineValue?: boolean | undefined;
  },
): string {
  if (!flag) {
    throw misuse('option', `one that \`candor ${command.name} --help\` lists`, token.rawName);
  }
  if (flag.value === undefined) {
    if (token.value !== undefined) throw misuse(token.rawName, 'without a value', token.value);
    return '';
  }
  if (token.value === undefined || token.value === '') {
    throw misuse(token.rawName, `followed by <${flag.value}>`, 'nothing');
  }
  if (!token.inlineValue && /^--./.test(token.value)) {
    throw misuse(token.rawName, `followed by <${flag.value}>`, `the option ${token.value}`);
  }
  return token.value;
}

/** Words by name, for a command that is called from a program. */
export function typed(
  found: ReadonlyMap<string, readonly string[]>,
  inputs: readonly string[],
): Typed {
  return {
    has: (name) => found.has(name),
    text: (name) => found.get(name)?.[0],
    all: (name) => found.get(name) ?? [],
    inputs,
  };
}

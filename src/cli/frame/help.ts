import { COMMON, type Command, type Flag } from './command.ts';

const WIDTH = 96;

/** Text cut at spaces into lines of at most `width` characters, each line after the first moved in by `indent`. */
export function wrap(text: string, indent = 0, width = WIDTH): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const room = width - indent;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Two columns, the second wrapped. */
function table(rows: readonly (readonly [string, string])[]): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows.map(([name, about]) => `  ${name.padEnd(left - 2)}${wrap(about, left)}`).join('\n');
}

/** Columns flush right, two characters in. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return rows
    .map((row) => `  ${row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('   ')}`)
    .join('\n');
}

const shown = ({ name, value }: Flag): string =>
  value === undefined ? `--${name}` : `--${name} <${value}>`;

/** The help page of one command. */
export function commandHelp(command: Command): string {
  const flags = [...command.flags, ...COMMON];
  const notes = command.notes.map((note) => `${wrap(note)}\n`).join('\n');
  return [
    `${wrap(`candor ${command.name}: ${command.summary}`)}\n`,
    `usage: ${wrap(command.usage, 2)}\n`,
    `${table(flags.map((flag) => [shown(flag), flag.about]))}\n`,
    ...(notes === '' ? [] : [notes]),
    `example:\n  ${command.example}\n`,
  ].join('\n');
}

/** The help page of the program. */
export function programHelp(version: string, commands: readonly Command[]): string {
  return [
    `candor ${version}: truthful, private mechanisms with certificates\n`,
    'usage: candor <command> [input] [options]\n',
    `${table(commands.map(({ name, summary }) => [name, summary]))}\n`,
    `${table([
      ['<command> --help', 'the options of a command, with an example that runs'],
      ['--version', 'the version'],
    ])}\n`,
    `${wrap(
      'exit codes: 0 done, or everything holds; 1 a violation or a regression; 2 usage, unreadable input, nothing ' +
        'selected; 3 inconclusive under --strict; 70 internal; 130 interrupted.',
    )}\n`,
    `example:\n  ${commands[0]?.example ?? 'candor --version'}\n`,
  ].join('\n');
}

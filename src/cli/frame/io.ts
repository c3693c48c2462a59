import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { outOfRange } from '../../core/errors.ts';

/** The world as a command sees it. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Standard input, in chunks. */
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Whether stderr is a terminal, where a line can be rewritten. */
  readonly isTTY: boolean;
  readonly cwd: string;
  /** Hears interrupts from now on, for a command that can stop half-way; the second one ends the process. */
  readonly interrupts?: () => AbortSignal;
  /** Fires at the first interrupt. */
  readonly signal?: AbortSignal;
}

/** The streams of this process. */
export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // whoever read the result has seen enough
  });
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    isTTY: process.stderr.isTTY,
    cwd: process.cwd(),
    interrupts: () => {
      const controller = new AbortController();
      process.once('SIGINT', () => controller.abort());
      return controller.signal;
    },
  };
}

/** Bytes read at a time: large enough for a parser's loop, small enough for a steady footprint. */
const CHUNK = 1 << 18;

/**
 * An input as text, chunk by chunk, without its byte-order mark; `-` is standard input.
 *
 * @param called what errors call it, as the option that names it
 *
 * @throws RangeError when it cannot be read
 */
export async function* open(io: Io, input: string, called = 'input'): AsyncGenerator<string> {
  const source =
    input === '-' ? io.stdin : createReadStream(resolve(io.cwd, input), { highWaterMark: CHUNK });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of source as AsyncIterable<string | Uint8Array>) {
      const text =
        typeof chunk === 'string'
          ? chunk.replace(/^\uFEFF/, '')
          : decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
  } catch (error) {
    if (isSystemError(error)) throw outOfRange(called, `a readable file (${error.code})`, input);
    throw error;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Whether an error came from the operating system. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** A whole input as text. */
export async function readAll(io: Io, input: string, called?: string): Promise<string> {
  const parts: string[] = [];
  for await (const part of open(io, input, called)) parts.push(part);
  return parts.join('');
}

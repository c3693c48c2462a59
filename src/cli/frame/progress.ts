import type { Io } from './io.ts';

/** What a long computation says on its way. */
export interface Note {
  readonly stage: string;
  /** How far it is. */
  readonly done: number;
  readonly of?: number;
}

const LIVE = 100;
const HEARTBEAT = 10_000;

/** Progress on stderr: a line that is rewritten on a terminal, a line every ten seconds elsewhere. */
export interface Progress {
  tell(note: Note): void;
  /** The same without how far it is, for work whose length depends on the reports: who may watch stderr learns the seconds only. */
  hush(note: Note): void;
  line(text: string): void;
  /** Leaves a clean line behind. */
  end(): void;
}

/** @param now a clock in milliseconds */
export function progress(io: Io, now: () => number = () => performance.now()): Progress {
  const began = now();
  let last = began;
  let live = false;
  const every = io.isTTY ? LIVE : HEARTBEAT;
  const due = (): boolean => {
    if (now() - last < every) return false;
    last = now();
    return true;
  };
  const write = (text: string): void => {
    live ||= io.isTTY;
    io.stderr(io.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
  };
  return {
    tell({ stage, done, of }) {
      if (!due()) return;
      const whole = of === undefined ? '' : ` of ${of.toLocaleString('en')}`;
      write(`${stage}: ${done.toLocaleString('en')}${whole}`);
    },
    hush({ stage }) {
      if (!due()) return;
      const seconds = Math.floor((now() - began) / 1000);
      write(`${stage}: still drawing after ${seconds.toLocaleString('en')} s`);
    },
    line(text) {
      if (due()) write(text);
    },
    end() {
      if (live) io.stderr('\r\x1b[2K');
      live = false;
    },
  };
}

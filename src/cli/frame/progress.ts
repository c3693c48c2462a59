import type { Io } from './io.ts';

/** What a long computation says on its way. */
export interface Note {
  readonly stage: string;
  readonly done: number;
  readonly of?: number;
}

const LIVE = 100;
const HEARTBEAT = 10_000;

/** Progress on stderr: a line that is rewritten on a terminal, a line every ten seconds elsewhere. */
export interface Progress {
  tell(note: Note): void;
  line(text: string): void;
  /** Leaves a clean line behind. */
  end(): void;
}

/** @param now a clock in milliseconds */
export function progress(io: Io, now: () => number = () => performance.now()): Progress {
  let last = now();
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
    line(text) {
      if (due()) write(text);
    },
    end() {
      if (live) io.stderr('\r\x1b[2K');
      live = false;
    },
  };
}

import { isMisuse } from './misuse.ts';

/** A path that begins with a name: `grid`, `truth.gain`, `click.points[1][0]`. */
const NAMED = /^([a-z]+)(?:\.(\S+)|(\[\S*))? must be /;

/**
 * The same error with the option that was typed in place of the engine's path: `click.slope` as `--click slope`.
 *
 * @param options the names whose values did not come from a file
 */
export function blamed<T>(options: (name: string) => boolean, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isMisuse(error)) throw error;
    const [path, name = '', field, index] = NAMED.exec(error.message) ?? [];
    if (path === undefined || !options(name)) throw error;
    const within = field ?? index;
    error.message = `--${name}${within === undefined ? '' : ` ${within}`} must be ${error.message.slice(path.length)}`;
    throw error;
  }
}

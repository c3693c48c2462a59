/** The error of a file or a command line; like those of core/errors.ts, with what was found told in words. */
export function misuse(path: string, range: string, found: string): RangeError {
  return new RangeError(`${path} must be ${range}, got ${found}`);
}

/** Whether an error blames the caller, in the project's one form, and not the program. */
export function isMisuse(error: unknown): error is Error {
  return (
    (error instanceof RangeError || error instanceof TypeError) &&
    / must be [^]+, got /.test(error.message)
  );
}

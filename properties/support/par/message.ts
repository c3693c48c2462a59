/** What an error says, whatever its kind; "nothing" where none is thrown. */
export function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
  return 'nothing';
}

// Counts checks, prints those that fail, and closes with "N passed, N failed" and the exit code.

/** A fresh count: `check` one thing, `compare` two records entry by entry, `close` with the line and the exit code. */
export function tally() {
  const count = { passed: 0, failed: 0 };
  const check = (name, holds, found = '') => {
    count[holds ? 'passed' : 'failed']++;
    if (!holds) console.log(`FAILED ${name}: got ${found}`);
  };
  return {
    check,
    compare(expected, found) {
      const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
      if (names.size === 0) check('figures to compare', false, 'none');
      for (const name of names) check(name, expected[name] === found[name], found[name]);
    },
    close() {
      console.log(`${count.passed} passed, ${count.failed} failed`);
      process.exitCode = count.failed === 0 ? 0 : 1;
    },
  };
}

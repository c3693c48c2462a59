// The test runner's JSON report as "N passed, N failed"; a file that could not run counts as one failure.
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2];
if (!existsSync(file)) throw new Error('the test runner left no report');
const report = JSON.parse(readFileSync(file, 'utf8'));
const broken = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = report.numFailedTests + broken + report.numPendingTests + report.numTodoTests;
console.log(`${report.numPassedTests} passed, ${failed} failed`);

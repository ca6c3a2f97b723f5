// Prints the last line of CI, and ends with its exit code. `pnpm check` counts as a test of its own when
// it failed, and so does a run that failed without a failed test (a file that does not load).
import { readFileSync } from 'node:fs';

const [resultsFile, checkStatus, testStatus] = process.argv.slice(2);
const { passed, failed } = readResults();
const otherFailures = [checkStatus !== '0', testStatus !== '0' && failed === 0].filter(Boolean);
const allFailed = failed + otherFailures.length;
console.log(`${passed} passed, ${allFailed} failed`);
process.exitCode = allFailed === 0 && passed > 0 ? 0 : 1;

function readResults() {
  try {
    const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
    return { passed: results.numPassedTests, failed: results.numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

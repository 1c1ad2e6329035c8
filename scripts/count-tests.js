// Prints, from vitest's JSON reports, what failed and the closing line of test runs.
// A run that wrote no report, or ran no test, is a failure.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const noRun = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] };
const reports = process.argv.slice(2).map((file) => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    if (report.numTotalTests > 0) return report;
    console.error(`${file}: no test ran`);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
  }
  return noRun;
});

// Where a log is cut, its end is what is kept: the reasons stand there once more.
let brokenFiles = 0;
for (const { name, status, message, assertionResults } of reports.flatMap((r) => r.testResults)) {
  const file = relative(process.cwd(), name);
  const failures = assertionResults.filter((test) => test.status === 'failed');
  for (const test of failures) {
    console.log(`FAILED ${file}: ${test.fullName}\n${test.failureMessages.join('\n')}\n`);
  }
  if (status === 'failed' && failures.length === 0) {
    brokenFiles++;
    console.log(`FAILED ${file}\n${message}\n`);
  }
}

const sum = (count) => reports.reduce((total, report) => total + report[count], 0);
const failed = sum('numFailedTests') + brokenFiles;
console.log(`${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests')} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

// Prints the closing line of test runs from vitest's JSON reports. A run that wrote none, or ran no test, is a failure.
import { readFileSync } from 'node:fs';

const nothing = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
const reports = process.argv.slice(2).map((file) => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    if (report.numTotalTests > 0) return report;
    console.error(`${file}: no test ran`);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
  }
  return nothing;
});
const sum = (count) => reports.reduce((total, report) => total + report[count], 0);
const failed = sum('numFailedTests');
console.log(`${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests')} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
